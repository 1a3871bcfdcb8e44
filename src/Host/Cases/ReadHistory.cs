using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Cases;

/// <summary>办案历史: everything that happened in a case, oldest first.</summary>
internal static class ReadHistory
{
    public sealed record Entry(
        DateTimeOffset At,
        string Actor,
        string? ActorRole,
        string Action,
        string Zh,
        string En,
        string? ProcedureVersion,
        string? LegalBasis,
        JsonElement? Changes,
        IReadOnlyList<ChangeNames.Told> Told
    );

    public static void Map(IEndpointRouteBuilder cases) =>
        cases.MapGet("/{id:guid}/history", HandleAsync).RequireAuthorization(Policies.CaseReaders).WithName("case-history");

    private static async Task<IReadOnlyList<Entry>> HandleAsync(
        Guid id,
        ClaimsPrincipal user,
        CaseReader reader,
        LaborFlowDbContext database,
        AccessLog access,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        await access.ReadAsync(id, user, "history", cancellationToken);
        var entries = await database
            .Set<CaseEvent>()
            .AsNoTracking()
            .Where(entry => entry.CaseId == id)
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.Id)
            .ToListAsync(cancellationToken);
        return
        [
            .. entries.Select(entry => new Entry(
                entry.At,
                entry.Actor,
                entry.ActorRole,
                entry.Action,
                entry.Zh,
                entry.En,
                entry.ProcedureVersion,
                entry.LegalBasis,
                TaskJson.ReadOptional(entry.ChangesJson),
                ChangeNames.Of(entry.ChangesJson)
            )),
        ];
    }
}
