using LaborFlow.Cases.Audit;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Elsa;

/// <summary>
/// Records who changed, published, exported or ran what in the designer. An entry commits together with what it tells of; that a version
/// was saved or deleted, the store of definitions records itself.
/// </summary>
internal sealed class DesignAudit(LaborFlowDbContext database, AuditTrail trail, TimeProvider time)
{
    /// <summary>Records a fact that is written with the next change of this request.</summary>
    /// <param name="action">Stable code.</param>
    /// <param name="zh">One sentence.</param>
    /// <param name="en">The same in English.</param>
    /// <param name="subject">The definition, version, instance or proposal.</param>
    /// <param name="legalBasis">The law that it rests on, where one was named.</param>
    /// <param name="version">The procedure version concerned.</param>
    public void Note(string action, string zh, string en, string subject, string? legalBasis = null, string? version = null) =>
        trail.Record(
            new AuditFact(AuditChain.System, time.GetUtcNow(), trail.Actor ?? "system", action, zh, en)
            {
                ActorRole = trail.ActorRole,
                Subject = subject,
                LegalBasis = string.IsNullOrWhiteSpace(legalBasis) ? null : legalBasis,
                ProcedureVersion = version,
            }
        );

    /// <summary>Writes what was noted, when no change of this request does.</summary>
    public Task WriteAsync(CancellationToken stop) => database.SaveChangesAsync(stop);

    /// <summary>Does a piece of work in one transaction with the facts that it notes.</summary>
    public async Task<T> TogetherAsync<T>(Func<Task<T>> work, CancellationToken stop)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(stop);
        var result = await work();
        await database.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return result;
    }
}
