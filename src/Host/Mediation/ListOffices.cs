using System.Security.Claims;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Mediation;

/// <summary>
/// 机构: all offices of the reader's place by which cases, tasks and days are told apart: the authorities of its districts, and its mediation
/// organisations. One chooses among them by name, so none is left out.
/// </summary>
internal static class ListOffices
{
    /// <param name="Organisation">A mediation organisation, which people can belong to.</param>
    public sealed record Item(string Id, string Zh, string En, bool Organisation);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/api/offices", HandleAsync)
            .RequireAuthorization(Policies.CaseReaders)
            .WithTags("Mediation")
            .WithName("list-offices");

    private static async Task<IReadOnlyList<Item>> HandleAsync(
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        // An officer of a street works with the offices of the whole district.
        var reach = CurrentActor.ReachPrefix(user.Jurisdiction());
        var place = reach.Length > 6 ? reach[..6] : reach;
        var organisations = await database
            .Set<MediationOrganisation>()
            .AsNoTracking()
            .Where(row => row.Jurisdiction.StartsWith(place))
            .OrderBy(row => row.Jurisdiction)
            .ThenBy(row => row.Name)
            .Select(row => new { row.Id, row.Name })
            .ToListAsync(cancellationToken);
        return
        [
            .. Districts
                .All.Where(district => district.Code.StartsWith(place, StringComparison.Ordinal))
                .SelectMany(district => Authority.Of(district.Code))
                .Select(authority => new Item(authority.Id, authority.Zh, authority.En, false)),
            .. organisations.Select(row => new Item(row.Id.ToString(), row.Name, row.Name, true)),
        ];
    }
}
