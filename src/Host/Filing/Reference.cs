using System.Reflection;
using LaborFlow.Activities.Stages;
using LaborFlow.Cases;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Engine.Activities;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Reports.Measures;
using LaborFlow.Host.Web;

namespace LaborFlow.Host.Filing;

/// <summary>The lists that a filing form offers. Public: everybody who files needs them, and they hold no case.</summary>
internal static class Reference
{
    public sealed record Answer(
        IReadOnlyList<CodeName> Causes,
        IReadOnlyList<CodeName> Stages,
        IReadOnlyList<CodeName> IdTypes,
        IReadOnlyList<CodeName> PartyKinds,
        IReadOnlyList<CodeName> ContractStatuses,
        IReadOnlyList<DistrictName> Districts,
        EvidenceTypes EvidenceTypes,
        IReadOnlyList<CodeZh> Endings,
        IReadOnlyList<CodeZh> Measures
    );

    /// <summary>A district by its GB/T 2260 code.</summary>
    public sealed record DistrictName(string Code, string Name, string En);

    /// <summary>What evidence files may be: extensions with their dot, and bytes a file.</summary>
    public sealed record EvidenceTypes(IReadOnlyList<string> Extensions, long MaxBytes);

    private static readonly Answer Lists = new(
        ClaimCauses.All,
        [.. LaborFlow.Cases.Stages.All.Select(stage => new CodeName(stage.Code, stage.Zh, stage.En))],
        LaborFlow.Cases.Parties.IdTypes.All,
        [new("worker", "劳动者", "Worker"), new("employer", "用人单位", "Employer")],
        LaborFlow.Cases.Filing.ContractStatuses.All,
        [.. LaborFlow.Cases.Places.Districts.All.Select(district => new DistrictName(district.Code, district.Name, district.English))],
        new EvidenceTypes(AcceptedFiles.Extensions, AcceptedFiles.MaxBytes),
        [.. EndingCodes().Select(code => OutcomeNames.OfEnding(code)!)],
        [.. AllMeasures.Names.OrderBy(measure => measure.Code, StringComparer.Ordinal)]
    );

    /// <summary>结案方式: what the activity that closes a case has to choose from.</summary>
    private static string[] EndingCodes() =>
        typeof(CloseCase).GetProperty(nameof(CloseCase.As))!.GetCustomAttribute<InputAttribute>()!.Options ?? [];

    public static void Map(IEndpointRouteBuilder publicApi) =>
        publicApi.MapGet("/reference", () => Lists).AllowAnonymous().RequireRateLimiting(LimitsComposition.Public).WithName("reference");
}
