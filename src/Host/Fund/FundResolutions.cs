using System.Security.Claims;
using LaborFlow.Cases.Fund;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Fund;

/// <summary>基金委员会决议 over HTTP: meetings on the report of a year, with every member's vote.</summary>
internal static class FundResolutions
{
    public sealed record Member(string Name, string? Organisation, string Presence, string? Vote, string? Recusal);

    /// <param name="Result"><c>carried</c>, <c>not-carried</c> or <c>no-quorum</c>.</param>
    /// <param name="Present">Members who attended and were not recused.</param>
    public sealed record Item(
        Guid Id,
        int Year,
        DateOnly HeldOn,
        string Chair,
        string Text,
        string Result,
        int Present,
        int Recused,
        int For,
        int Against,
        int Abstained,
        IReadOnlyList<Member> Members,
        string RecordedBy,
        DateTimeOffset RecordedAt
    );

    public static void Map(IEndpointRouteBuilder fund)
    {
        fund.MapGet("/resolutions", ListAsync).RequireAuthorization(Policies.FundBooks).WithName("fund-resolutions");
        fund.MapPost("/resolutions", RecordAsync)
            .RequireAuthorization(Policies.FundPublication)
            .Produces<Item>(StatusCodes.Status201Created)
            .WithName("record-fund-resolution");
    }

    private static async Task<IReadOnlyList<Item>> ListAsync(
        int year,
        ClaimsPrincipal user,
        IFundBooks books,
        CancellationToken cancellationToken
    ) => [.. (await books.ResolutionsAsync(CurrentActor.ReachPrefix(user.Jurisdiction()), year, cancellationToken)).Select(Describe)];

    private static async Task<IResult> RecordAsync(
        ResolutionInput request,
        ClaimsPrincipal user,
        RecordResolution record,
        AccessLog log,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var made = await record.HandleAsync(CurrentActor.ReachPrefix(user.Jurisdiction()), request, user.UserName(), cancellationToken);
        await OnceOnly.SaveAsync(
            database,
            () =>
                log.DecidedAsync(
                    user.UserName(),
                    "fund-resolution.recorded",
                    "登记基金委员会决议",
                    "Recorded a resolution of the fund's committee",
                    $"{made.Year} {Result(made)} {made.Text}",
                    cancellationToken
                ),
            "fund.resolved",
            $"{made.Year}年度报告已由他人登记表决通过，请刷新后核对。",
            $"Somebody else has recorded that the report of {made.Year} was carried; reload."
        );
        return TypedResults.Created($"/api/fund/resolutions?year={made.Year}", Describe(made));
    }

    private static Item Describe(FundResolution made) =>
        new(
            made.Id,
            made.Year,
            made.HeldOn,
            made.Chair,
            made.Text,
            Result(made),
            made.Members.Count(m => m.Presence == "出席"),
            made.Members.Count(m => m.Presence == "回避"),
            made.Members.Count(m => m.Vote == "同意"),
            made.Members.Count(m => m.Vote == "反对"),
            made.Members.Count(m => m.Vote == "弃权"),
            [.. made.Members.Select(m => new Member(m.Name, m.Organisation, m.Presence, m.Vote, m.Recusal))],
            made.RecordedBy,
            made.RecordedAt
        );

    private static string Result(FundResolution made) =>
        made.Result switch
        {
            ResolutionResult.Carried => "carried",
            ResolutionResult.NotCarried => "not-carried",
            _ => "no-quorum",
        };
}
