using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Recusals;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Cases;

/// <summary>回避: officers declare an interest in a case, or whoever answers for them does; from then on the case does not exist for them.</summary>
internal static class CaseRecusals
{
    /// <param name="UserName">Null for oneself; another one's name only for those who may lift recusals.</param>
    public sealed record Declaration(string? UserName, string? Reason);

    public sealed record Lifting(string? Reason);

    public sealed record Item(
        Guid Id,
        string UserName,
        string Reason,
        string DeclaredBy,
        DateTimeOffset DeclaredAt,
        string? LiftedBy,
        DateTimeOffset? LiftedAt,
        string? LiftingReason
    );

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases.MapGet("/{id:guid}/recusals", ListAsync).RequireAuthorization(Policies.CaseReaders).WithName("case-recusals");
        cases.MapPost("/{id:guid}/recusals", DeclareAsync).RequireAuthorization(Policies.Recusals).WithName("declare-recusal");
        cases
            .MapPost("/{id:guid}/recusals/{recusalId:guid}/lift", LiftAsync)
            .RequireAuthorization(Policies.LiftRecusals)
            .WithName("lift-recusal");
    }

    private static async Task<IReadOnlyList<Item>> ListAsync(
        Guid id,
        ClaimsPrincipal user,
        CaseReader reader,
        ICaseRecords records,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        return [.. (await records.ListAsync<Recusal>(id, cancellationToken)).Select(Show)];
    }

    private static async Task<Item> DeclareAsync(
        Guid id,
        Declaration request,
        ClaimsPrincipal user,
        CaseReader reader,
        IOfficers officers,
        DeclareRecusal recusals,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        var officer = string.IsNullOrWhiteSpace(request.UserName) ? user.UserName() : request.UserName.Trim();
        if (officer != user.UserName())
        {
            if (!Permissions.Of(user.RoleCodes()).Contains(Policies.LiftRecusals))
                throw new ProblemException(KnownProblems.Forbidden);
            if (await officers.FindAsync(officer, cancellationToken) is null)
                throw ProblemException.Field("userName", "unknown-code", "没有这名办案人员。", "There is no such officer.");
        }
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var recusal = await recusals.DeclareAsync(id, officer, request.Reason, user.UserName(), cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Show(recusal);
    }

    private static async Task<Item> LiftAsync(
        Guid id,
        Guid recusalId,
        Lifting request,
        ClaimsPrincipal user,
        CaseReader reader,
        DeclareRecusal recusals,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        var recusal =
            await database.Set<Recusal>().SingleOrDefaultAsync(found => found.Id == recusalId && found.CaseId == id, cancellationToken)
            ?? throw new ProblemException(KnownProblems.NotFound);
        recusals.Lift(recusal, request.Reason, user.UserName());
        await database.SaveChangesAsync(cancellationToken);
        return Show(recusal);
    }

    private static Item Show(Recusal recusal) =>
        new(
            recusal.Id,
            recusal.UserName,
            recusal.Reason,
            recusal.DeclaredBy,
            recusal.DeclaredAt,
            recusal.LiftedBy,
            recusal.LiftedAt,
            recusal.LiftingReason
        );
}
