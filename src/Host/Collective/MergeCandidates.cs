using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Filing;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Cases;

namespace LaborFlow.Host.Collective;

/// <summary>可以合并的案件: what a registrar sees of other open cases against the same respondent for the same cause.</summary>
internal static class MergeCandidates
{
    public sealed record Item(Guid Id, string CaseNumber, string? DocketNumber, CodeZh Stage, DateTimeOffset FiledAt);

    /// <param name="Days">How far apart the cases may have been filed.</param>
    public sealed record Answer(int Days, IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases.MapGet("/{id:guid}/merge-candidates", ReadAsync).RequireAuthorization(Policies.CaseReaders).WithName("list-merge-candidates");

    private static async Task<Answer> ReadAsync(
        Guid id,
        ClaimsPrincipal user,
        CaseReader reader,
        LaborFlowDbContext database,
        CollectiveOptions options,
        CancellationToken cancellationToken
    )
    {
        var about = await reader.DemandAsync(id, user, cancellationToken);
        IReadOnlyList<Case> found = about.ClosedAt is null
            ? await OpenCases.ToMergeAsync(
                database,
                database.Set<Case>().Visible(user, database),
                about,
                options.MergeDays,
                cancellationToken
            )
            : [];
        return new(
            options.MergeDays,
            [.. found.Select(other => new Item(other.Id, other.CaseNumber, other.DocketNumber, CodeZh.OfStage(other.Stage), other.FiledAt))]
        );
    }
}
