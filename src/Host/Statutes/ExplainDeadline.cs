using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Statutes;

/// <summary>期限计算: counts a statutory period and tells each step with its article.</summary>
internal static class ExplainDeadline
{
    public sealed record Answer(
        string ParameterId,
        string Basis,
        DateOnly StartsOn,
        DateOnly DueOn,
        DateTimeOffset? DueAt,
        DateOnly NominalDueOn,
        bool Provisional,
        bool NeedsConfirmation,
        string Zh,
        string En,
        IReadOnlyList<Step> Steps
    );

    public sealed record Step(DateOnly Date, string Rule, string Basis, int Days, string Zh, string En);

    public static void Map(IEndpointRouteBuilder statutes) =>
        statutes.MapPost("/deadlines/explain", Handle).RequireAuthorization(Policies.CaseReaders).WithName("explain-deadline");

    private static Answer Handle(DeadlineRequest request, StatuteRegister register, WorkingCalendar calendar)
    {
        var result = DeadlineCalculator.Explain(request, register, calendar);
        if (!result.Succeeded)
            throw StatuteRefusals.Of(result.Refusal);
        var found = result.Explanation;
        return new Answer(
            found.Parameter.Id,
            found.Parameter.Basis,
            found.StartsOn,
            found.DueOn,
            found.DueAt,
            found.NominalDueOn,
            found.Provisional,
            found.NeedsConfirmation,
            found.Zh,
            found.En,
            [.. found.Steps.Select(step => new Step(step.Date, step.Rule, step.Basis, step.Days, step.Zh, step.En))]
        );
    }
}

/// <summary>What the law does not let one calculate.</summary>
internal static class StatuteRefusals
{
    /// <summary>What the form has wrong is a field of it (400); what the law refuses names its article (422).</summary>
    public static ProblemException Of(Refusal refusal)
    {
        var (zh, en) = (refusal.Message.Zh, refusal.Message.En);
        var problem = refusal.Field is { } field
            ? KnownProblems.Of(400, refusal.Code, zh, en, [new(field, refusal.Code, zh, en)])
            : KnownProblems.Of(422, refusal.Code, zh, en);
        return new(problem with { Details = new Dictionary<string, object?> { ["basis"] = refusal.Basis } });
    }
}
