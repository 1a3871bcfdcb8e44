using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using LaborFlow.Cases.Audit;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Audit;

/// <summary>Reads the chains back: a page of entries for auditors, and the verification of one chain or all.</summary>
public sealed class AuditReader(LaborFlowDbContext context)
{
    /// <summary>Entries verified at a time: a chain of any length is checked in this much memory.</summary>
    private const int Chunk = 1000;

    /// <summary>Entries, the newest first, with their total.</summary>
    public async Task<(IReadOnlyList<AuditEntry> Items, long Total)> ListAsync(
        AuditQuery query,
        CancellationToken cancellationToken = default
    ) => (await Sorted(query).Skip(query.Skip).Take(query.Take).ToListAsync(cancellationToken), await CountAsync(query, cancellationToken));

    /// <summary>How many entries there are.</summary>
    public Task<long> CountAsync(AuditQuery query, CancellationToken cancellationToken = default) =>
        Found(query).LongCountAsync(cancellationToken);

    /// <summary>All entries, the newest first, as the database gives them: however many there are, few are held at a time.</summary>
    public IAsyncEnumerable<AuditEntry> StreamAsync(AuditQuery query) => Sorted(query).AsAsyncEnumerable();

    private IQueryable<AuditEntry> Sorted(AuditQuery query) =>
        Found(query).OrderByDescending(e => e.At).ThenBy(e => e.ChainId).ThenByDescending(e => e.Sequence);

    private IQueryable<AuditEntry> Found(AuditQuery query)
    {
        var rows = context.Set<AuditEntry>().AsNoTracking();
        rows = query.ChainId is { } chain ? rows.Where(e => e.ChainId == chain) : rows;
        rows = query.Actor is { } actor ? rows.Where(e => e.Actor == actor || query.Actors.Contains(e.Actor)) : rows;
        // Codes are in Latin letters; whoever types Chinese means the words.
        rows =
            query.Action is not { } action ? rows
            : System.Text.Ascii.IsValid(action) ? rows.Where(e => e.Action == action)
            : rows.Where(e => e.Zh.Contains(action));
        rows = query.From is { } from ? rows.Where(e => e.At >= from) : rows;
        rows = query.Until is { } until ? rows.Where(e => e.At < until) : rows;
        rows = query.ProcedureVersion is { } version ? rows.Where(e => e.ProcedureVersion!.StartsWith(version)) : rows;
        rows = query.Chains is { } chains ? rows.Where(e => chains.Contains(e.ChainId)) : rows;
        rows = query.ManyChains is { } many ? rows.Where(e => many.Contains(e.ChainId)) : rows;
        rows = query.ExceptSearchesOf is { } searcher ? rows.Where(e => e.Action != AuditActions.Searched || e.Actor != searcher) : rows;
        return query.Within is { } within ? rows.Where(within) : rows;
    }

    /// <summary>Who wrote the content of a procedure's version, as a draft or over one.</summary>
    public async Task<IReadOnlyList<string>> AuthorsAsync(string definitionId, int version, CancellationToken cancellationToken = default)
    {
        var written = AuditActions.Version(definitionId, version);
        return await context
            .Set<AuditEntry>()
            .Where(e => e.ChainId == AuditChain.System && e.Action == AuditActions.DefinitionSaved && e.ProcedureVersion == written)
            .Select(e => e.Actor)
            .Distinct()
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Verifies one chain, or all. Beside what the seals tell, a chain whose last entries are gone is told by its head.
    /// </summary>
    public async Task<AuditReport> VerifyAsync(AuditKeys keys, string? chainId = null, CancellationToken cancellationToken = default)
    {
        var rows = context
            .Set<AuditEntry>()
            .AsNoTracking()
            .Where(e => chainId == null || e.ChainId == chainId)
            .OrderBy(e => e.ChainId)
            .ThenBy(e => e.Sequence);
        var heads = await context
            .Set<AuditHeadRow>()
            .AsNoTracking()
            .Where(h => chainId == null || h.ChainId == chainId)
            .ToDictionaryAsync(h => h.ChainId, h => new AuditHead(h.Sequence, h.Seal), StringComparer.Ordinal, cancellationToken);
        var findings = new List<AuditFinding>();
        var ends = new Dictionary<string, AuditHead>(StringComparer.Ordinal);
        var entries = 0L;
        await foreach (var run in RunsAsync(rows.AsAsyncEnumerable(), cancellationToken))
        {
            findings.AddRange(AuditChain.Verify(run, keys, ends.GetValueOrDefault(run[0].ChainId)));
            ends[run[0].ChainId] = new AuditHead(run[^1].Sequence, run[^1].Seal);
            entries += run.Count;
        }

        // Entries that were appended after the heads were read lie beyond them: only an end before the head is a fault.
        foreach (var (chain, head) in heads.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var end = ends.GetValueOrDefault(chain)?.Sequence ?? 0;
            if (end < head.Sequence)
            {
                findings.Add(new AuditFinding(AuditFault.Truncated, chain, end + 1, head.Sequence));
            }
        }

        return new AuditReport(ends.Keys.Union(heads.Keys, StringComparer.Ordinal).LongCount(), entries, findings);
    }

    /// <summary>Entries of one chain that follow each other, up to <see cref="Chunk"/> at a time.</summary>
    private static async IAsyncEnumerable<IReadOnlyList<AuditEntry>> RunsAsync(
        IAsyncEnumerable<AuditEntry> entries,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var run = new List<AuditEntry>();
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            if (run.Count > 0 && (run.Count == Chunk || run[0].ChainId != entry.ChainId))
            {
                yield return run;
                run = [];
            }

            run.Add(entry);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }
}

/// <summary>Which entries to list; what is null does not limit.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">Code of what was done, or a part of it in Chinese.</param>
/// <param name="From">At this instant or later.</param>
/// <param name="Until">Before this instant.</param>
/// <param name="Skip">Entries to pass over.</param>
/// <param name="Take">Entries to give at most.</param>
public sealed record AuditQuery(
    string? ChainId = null,
    string? Actor = null,
    string? Action = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    int Skip = 0,
    int Take = 50
)
{
    /// <summary>What the version of the procedure begins with, under which it was done; null: any.</summary>
    public string? ProcedureVersion { get; init; }

    /// <summary>These accounts, too, beside <see cref="Actor"/>: those whose people bear the name.</summary>
    public IReadOnlyList<string> Actors { get; init; } = [];

    /// <summary>One of these chains; null: any.</summary>
    public IReadOnlyList<string>? Chains { get; init; }

    /// <summary>The same for more chains than can be named; null: any.</summary>
    public IQueryable<string>? ManyChains { get; init; }

    /// <summary>Without the searches of this auditor; null: with all.</summary>
    public string? ExceptSearchesOf { get; init; }

    /// <summary>What the reader may see at all; null: everything.</summary>
    public Expression<Func<AuditEntry, bool>>? Within { get; init; }
}

/// <summary>The outcome of a verification.</summary>
/// <param name="Chains">Chains checked.</param>
/// <param name="Entries">Entries checked.</param>
/// <param name="Findings">Every fault with its place; empty when all is well.</param>
public sealed record AuditReport(long Chains, long Entries, IReadOnlyList<AuditFinding> Findings);
