using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Elsa;

/// <summary>Who may look at a running instance at this moment, whatever they might when they connected.</summary>
internal sealed class InstanceViewers(IInstanceStore store, LaborFlowDbContext database, SessionBook sessions)
{
    /// <summary>Somebody who looks at an instance.</summary>
    /// <param name="InstanceId">The instance.</param>
    /// <param name="Connected">Who connected.</param>
    /// <param name="Abort">Ends the connection.</param>
    public sealed record Viewer(string InstanceId, ClaimsPrincipal? Connected, Action Abort);

    /// <summary>The viewer as the account is now; null when the session is over or the right is gone.</summary>
    public async Task<ClaimsPrincipal?> CallerAsync(Viewer viewer, CancellationToken stop) =>
        viewer.Connected?.SessionId() is { } id
        && await sessions.ResumeAsync(id, stop, asked: false) is { MustChangePassword: false } resumed
        && Permissions.Of(resumed.User.RoleCodes()).Contains(Policies.DesignReaders)
            ? resumed.User
            : null;

    /// <summary>The instance, when it carries no case or one within the caller's reach.</summary>
    public async Task<InstanceRow?> FindAsync(string instanceId, ClaimsPrincipal caller, CancellationToken stop) =>
        await store.FindAsync(instanceId, stop) is { } row && await SeesAsync(row, caller, stop) ? row : null;

    /// <summary>Whether the instance is within the caller's reach.</summary>
    public async Task<bool> SeesAsync(InstanceRow row, ClaimsPrincipal caller, CancellationToken stop) =>
        !Guid.TryParse(row.CorrelationId, out var caseId)
        || await database.Set<Case>().Visible(caller, database).AnyAsync(found => found.Id == caseId, stop)
        || !await database.Set<Case>().AnyAsync(found => found.Id == caseId, stop);
}
