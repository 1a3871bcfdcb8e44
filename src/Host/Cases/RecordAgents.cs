using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;
using LaborFlow.Host.Accounts;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Cases;

/// <summary>登记委托代理人: an officer has seen the power of attorney and notes down who acts for a party, and how far.</summary>
internal static class RecordAgents
{
    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost("/{id:guid}/parties/{partyId:guid}/agents", HandleAsync)
            .RequireAuthorization(Policies.Officers)
            .WithName("record-agent");

    private static async Task<CaseView> HandleAsync(
        Guid id,
        Guid partyId,
        AgentInput agent,
        ClaimsPrincipal user,
        CaseReader reader,
        ICaseStore cases,
        RecordAgent record,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        database.ChangeTracker.Clear();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var matter = (await cases.FindAsync(id, forUpdate: true, cancellationToken))!;
        record.Handle(matter, partyId, agent, user.UserName());
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        database.ChangeTracker.Clear();
        return await reader.ReadAsync(id, user, cancellationToken);
    }
}
