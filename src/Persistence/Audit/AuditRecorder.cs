using System.Data.Common;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Timeline;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.Audit;

/// <summary>
/// Writes the facts of one scope into their chains, in the transaction of the change that they tell of. Every entry of a case's timeline
/// becomes a fact here, whoever added it.
/// </summary>
/// <param name="trail">Where the use cases of this scope record.</param>
/// <param name="time">The clock.</param>
/// <param name="services">Gives the keys of this installation when the first entry is sealed: to migrate or to read, none are needed.</param>
public sealed class AuditRecorder(AuditTrail trail, TimeProvider time, IServiceProvider services)
{
    private static readonly BulkColumn[] EntryColumns =
    [
        new("chain_id", BulkType.Text),
        new("sequence", BulkType.Long),
        new("happened_at", BulkType.Instant),
        new("actor", BulkType.Text),
        new("actor_role", BulkType.Text),
        new("origin", BulkType.Text),
        new("action_code", BulkType.Text),
        new("subject", BulkType.Text),
        new("zh", BulkType.Text),
        new("en", BulkType.Text),
        new("changes_json", BulkType.Json),
        new("procedure_version", BulkType.Text),
        new("legal_basis", BulkType.Text),
        new("key_id", BulkType.Text),
        new("previous_seal", BulkType.Text),
        new("seal", BulkType.Text),
    ];

    /// <summary>
    /// Records what is being saved: every new entry of a timeline, and with the last of each case the fields that change. A change without
    /// an entry of its own gets one here. Call it before the save: afterwards nothing tells new rows from old ones.
    /// </summary>
    internal bool Collect(LaborFlowDbContext context)
    {
        var changes = FieldChanges.Of(context.ChangeTracker);
        var events = context
            .ChangeTracker.Entries<CaseEvent>()
            .Where(entry => entry.State == EntityState.Added)
            .Select(entry => entry.Entity)
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.Id)
            .ToList();
        foreach (var entry in events)
        {
            var fact = AuditFact.Of(entry);
            var closes = events.FindLast(other => other.CaseId == entry.CaseId) == entry;
            trail.Record(
                closes && changes.Remove(entry.CaseId, out var fields) ? fact with { ChangesJson = fields.Beside(fact.ChangesJson) } : fact
            );
        }

        foreach (var (caseId, fields) in changes)
        {
            trail.Record(
                new AuditFact(
                    AuditChain.OfCase(caseId),
                    time.GetUtcNow(),
                    trail.Actor ?? "workflow",
                    "case.changed",
                    "案件信息变更",
                    "Case data changed"
                )
                {
                    ActorRole = trail.ActorRole,
                    ChangesJson = fields.Beside(null),
                }
            );
        }

        foreach (var fact in OfficeChanges.Of(context.ChangeTracker, trail, time.GetUtcNow()))
        {
            trail.Record(fact);
        }

        return trail.Pending.Count > 0;
    }

    /// <summary>Records a fact of the system's chain that no tracked row tells of.</summary>
    internal void Note(string action, string zh, string en, string subject, string changes, string procedureVersion) =>
        trail.Record(
            new AuditFact(AuditChain.System, time.GetUtcNow(), trail.Actor ?? "system", action, zh, en)
            {
                ActorRole = trail.ActorRole,
                Subject = subject.Length > LongestSubject ? subject[..LongestSubject] : subject,
                ChangesJson = changes,
                ProcedureVersion = procedureVersion.Length > LongestSubject ? null : procedureVersion,
            }
        );

    private const int LongestSubject = 256;

    /// <summary>Forgets what a failed command recorded.</summary>
    internal void Forget() => trail.Drain();

    /// <summary>Takes what was recorded, for the transaction that is about to write it.</summary>
    internal IReadOnlyList<AuditFact> Take() => trail.Drain();

    /// <summary>
    /// Seals the facts and adds the statements that write them to the batch. Without <paramref name="foreseen"/> the heads of the chains
    /// concerned are locked first: they are the last rows that a transaction locks, in order of their names, so that no two transactions
    /// wait for each other. With it nothing is read: should somebody have appended to a chain meanwhile, the key of the entries refuses the
    /// batch, and the caller goes back to its savepoint and comes again without it.
    /// </summary>
    internal async ValueTask AppendAsync(
        LaborFlowDbContext context,
        DbBatch batch,
        IReadOnlyList<AuditFact> facts,
        IReadOnlyDictionary<string, AuditHead>? foreseen,
        CancellationToken cancellationToken
    )
    {
        if (facts.Count == 0)
        {
            return;
        }

        var keys =
            services.GetService<AuditKeys>()
            ?? throw new InvalidOperationException("No audit keys: a process that cannot record may not change anything.");

        var entries = new List<AuditEntry>(facts.Count);
        var moved = new List<(AuditEntry Last, bool IsNew)>();
        var chains = facts
            .GroupBy(fact => fact.ChainId, StringComparer.Ordinal)
            .OrderBy(chain => chain.Key, StringComparer.Ordinal)
            .ToList();
        var heads = foreseen ?? await LockAsync(context, [.. chains.Select(chain => chain.Key)], cancellationToken);
        foreach (var chain in chains)
        {
            var head = heads[chain.Key];
            var isNew = foreseen is not null && head.Sequence == 0;
            foreach (var fact in chain)
            {
                entries.Add(AuditChain.Append(fact, head.Sequence == 0 ? null : head, keys));
                head = new AuditHead(entries[^1].Sequence, entries[^1].Seal);
            }

            moved.Add((entries[^1], isNew));
        }

        context.Dialect.AppendInserts(batch, [new("audit_entries", EntryColumns, [.. entries.Select(Values)])]);
        foreach (var (last, isNew) in moved)
        {
            batch.Add(
                isNew
                    ? "INSERT INTO audit_heads (chain_id, sequence, seal) VALUES (@chain, @sequence, @seal)"
                    : "UPDATE audit_heads SET sequence = @sequence, seal = @seal WHERE chain_id = @chain",
                ("@sequence", last.Sequence),
                ("@seal", last.Seal),
                ("@chain", last.ChainId)
            );
        }
    }

    private static async ValueTask<Dictionary<string, AuditHead>> LockAsync(
        LaborFlowDbContext context,
        IReadOnlyList<string> chains,
        CancellationToken cancellationToken
    )
    {
        // Nearly always one chain that exists: one statement. Of several, none may be locked before one that sorts earlier is there.
        var heads = await ReadAsync(context, chains, insert: chains.Count > 1, cancellationToken);
        return heads.Count == chains.Count ? heads : await ReadAsync(context, chains, insert: true, cancellationToken);
    }

    private static async ValueTask<Dictionary<string, AuditHead>> ReadAsync(
        LaborFlowDbContext context,
        IReadOnlyList<string> chains,
        bool insert,
        CancellationToken cancellationToken
    )
    {
        await using var batch = DatabaseSession.Create(context);
        foreach (var chain in chains)
        {
            if (insert)
            {
                batch.Add(
                    context.Dialect.InsertIfAbsent(
                        "audit_heads",
                        ["chain_id", "sequence", "seal"],
                        ["@chain", "@sequence", "@seal"],
                        ["chain_id"]
                    ),
                    ("@chain", chain),
                    ("@sequence", 0L),
                    ("@seal", AuditChain.NoSeal)
                );
            }

            batch.Add(context.Dialect.SelectForUpdate("chain_id, sequence, seal", "audit_heads", "chain_id = @chain"), ("@chain", chain));
        }

        var heads = new Dictionary<string, AuditHead>(StringComparer.Ordinal);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                heads[reader.GetString(0)] = new AuditHead(reader.GetInt64(1), reader.GetString(2));
            }
        } while (await reader.NextResultAsync(cancellationToken));
        return heads;
    }

    private static object?[] Values(AuditEntry entry) =>
        [
            entry.ChainId,
            entry.Sequence,
            entry.At,
            entry.Actor,
            entry.ActorRole,
            entry.Origin,
            entry.Action,
            entry.Subject,
            entry.Zh,
            entry.En,
            entry.ChangesJson,
            entry.ProcedureVersion,
            entry.LegalBasis,
            entry.KeyId,
            entry.PreviousSeal,
            entry.Seal,
        ];
}
