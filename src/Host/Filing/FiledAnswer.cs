using LaborFlow.Cases;
using LaborFlow.Cases.Filing;

namespace LaborFlow.Host.Filing;

/// <summary>What an applicant gets for an application: the case number, and the code to follow the case with, which is shown this once.</summary>
internal sealed record FiledAnswer(string CaseNumber, string QueryCode, DateTimeOffset ReceivedAt, CodeZh Stage, NextStep NextStep)
{
    public static FiledAnswer Of(FiledDispute filed) =>
        new(
            filed.Case.CaseNumber,
            filed.QueryCode,
            filed.Case.FiledAt,
            CodeZh.OfStage(filed.Case.Stage),
            NextStep.Of(filed.Case.Stage, null)
        );
}

/// <summary>A code with its names.</summary>
internal sealed record CodeZh(string Code, string Zh, string? En)
{
    public static CodeZh OfStage(string code) => new(code, Stages.Get(code).Zh, Stages.Get(code).En);

    public static CodeZh OfProcedure(string code) =>
        Procedures.Find(code) is { } procedure ? new(code, procedure.Zh, procedure.En) : new(code, code, null);

    public static CodeZh OfCause(string code) =>
        LaborFlow.Cases.Claims.ClaimCauses.Find(code) is { } cause ? new(code, cause.Zh, cause.En) : new(code, code, null);
}

/// <summary>What happens next, and by which day when a period runs.</summary>
internal sealed record NextStep(string Zh, string En, DateOnly? By)
{
    public static NextStep Of(string stageCode, DateOnly? by)
    {
        var stage = Stages.Get(stageCode);
        return new NextStep(stage.NextZh, stage.NextEn, by);
    }
}
