using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LaborFlow.Cases.Audit;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Audit;

/// <summary>
/// Signed daily roots: each condenses the heads of all chains. A root stores the heads that moved since the one before it, so the heads of
/// any day follow from the roots up to it, and a root that was changed or removed shows in its own digest or in the next one's.
/// </summary>
public sealed class AuditRoots(LaborFlowDbContext context)
{
    private const int ChainsAtOnce = 500;

    /// <summary>All roots, oldest first.</summary>
    public async Task<IReadOnlyList<DailyRoot>> ListAsync(CancellationToken cancellationToken = default) =>
        await context
            .Set<AuditRootRow>()
            .AsNoTracking()
            .OrderBy(r => r.Day)
            .Select(r => new DailyRoot(r.Day, r.Chains, r.Entries, r.Digest, r.Signature))
            .ToListAsync(cancellationToken);

    /// <summary>True when the day, or a later one, has its root.</summary>
    public Task<bool> IsSignedAsync(DateOnly day, CancellationToken cancellationToken = default) =>
        context.Set<AuditRootRow>().AnyAsync(r => r.Day >= day, cancellationToken);

    /// <summary>Signs the heads as they are now as those of a day that is over; null when another host did it first, or there is no chain yet.</summary>
    public async Task<DailyRoot?> SignAsync(DateOnly day, ECDsa key, CancellationToken cancellationToken = default)
    {
        var before = await HeadsOfRootsAsync(cancellationToken);
        var heads = await context
            .Set<AuditHeadRow>()
            .AsNoTracking()
            .Where(h => h.Sequence > 0)
            .ToDictionaryAsync(h => h.ChainId, h => new AuditHead(h.Sequence, h.Seal), StringComparer.Ordinal, cancellationToken);
        if (heads.Count == 0)
        {
            return null;
        }

        var root = DailyRoot.Sign(day, heads, key);
        var moved = heads.Where(pair => before.GetValueOrDefault(pair.Key) != pair.Value).OrderBy(pair => pair.Key, StringComparer.Ordinal);
        context.Add(
            new AuditRootRow
            {
                Day = root.Day,
                Chains = root.Chains,
                Entries = root.Entries,
                Digest = root.Digest,
                Signature = root.Signature,
                HeadsJson = JsonSerializer.Serialize(
                    moved.ToDictionary(pair => pair.Key, pair => new object[] { pair.Value.Sequence, pair.Value.Seal })
                ),
            }
        );
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception)
            when (context
                    .Dialect.ViolatedUniqueKey(exception.InnerException ?? exception)
                    ?.Contains("audit_roots", StringComparison.Ordinal) == true
            )
        {
            context.ChangeTracker.Clear();
            return null;
        }

        return root;
    }

    /// <summary>Checks every root, those that were witnessed outside the database, and that the chains still hold what the roots recorded.</summary>
    /// <param name="key">The key of roots; its public half is enough.</param>
    /// <param name="witnessed">Roots as they were noted outside the database when they were signed.</param>
    /// <param name="chainId">Limits the check of chains, not that of roots; null: all.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public async Task<IReadOnlyList<AuditFinding>> VerifyAsync(
        ECDsa key,
        IReadOnlyCollection<DailyRoot> witnessed,
        string? chainId = null,
        CancellationToken cancellationToken = default
    )
    {
        var findings = new List<AuditFinding>();
        var heads = new Dictionary<string, AuditHead>(StringComparer.Ordinal);
        var stored = new Dictionary<DateOnly, DailyRoot>();
        await foreach (var row in Rows().WithCancellation(cancellationToken))
        {
            var root = new DailyRoot(row.Day, row.Chains, row.Entries, row.Digest, row.Signature);
            stored[row.Day] = root;
            if (!TryApply(row, heads) || !Confirms(root, heads, key))
            {
                findings.Add(Fault(row.Day));
            }
        }

        findings.AddRange(
            witnessed.Where(root => stored.GetValueOrDefault(root.Day) != root).Select(root => Fault(root.Day)).Except(findings)
        );
        foreach (
            var some in heads
                .Where(pair => chainId is null || pair.Key == chainId)
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Chunk(ChainsAtOnce)
        )
        {
            findings.AddRange(await CompareAsync(some, cancellationToken));
        }

        return findings;
    }

    /// <summary>What is wrong with chains that no longer hold the entry that a root recorded as their last.</summary>
    private async Task<IReadOnlyList<AuditFinding>> CompareAsync(
        KeyValuePair<string, AuditHead>[] heads,
        CancellationToken cancellationToken
    )
    {
        var chains = heads.Select(pair => pair.Key).ToList();
        var places = heads.Select(pair => pair.Value.Sequence).Distinct().ToList();
        var seals = await context
            .Set<AuditEntry>()
            .Where(e => chains.Contains(e.ChainId) && places.Contains(e.Sequence))
            .Select(e => new
            {
                e.ChainId,
                e.Sequence,
                e.Seal,
            })
            .ToDictionaryAsync(e => (e.ChainId, e.Sequence), e => e.Seal, cancellationToken);
        var findings = new List<AuditFinding>();
        foreach (var (chain, head) in heads)
        {
            if (!seals.TryGetValue((chain, head.Sequence), out var seal))
            {
                var end =
                    await context.Set<AuditEntry>().Where(e => e.ChainId == chain).MaxAsync(e => (long?)e.Sequence, cancellationToken) ?? 0;
                findings.Add(
                    end < head.Sequence
                        ? new AuditFinding(AuditFault.Truncated, chain, end + 1, head.Sequence)
                        : new AuditFinding(AuditFault.Missing, chain, head.Sequence, head.Sequence)
                );
            }
            else if (seal != head.Seal)
            {
                findings.Add(new AuditFinding(AuditFault.Altered, chain, head.Sequence, head.Sequence));
            }
        }

        return findings;
    }

    private async Task<Dictionary<string, AuditHead>> HeadsOfRootsAsync(CancellationToken cancellationToken)
    {
        var heads = new Dictionary<string, AuditHead>(StringComparer.Ordinal);
        await foreach (var row in Rows().WithCancellation(cancellationToken))
        {
            TryApply(row, heads);
        }

        return heads;
    }

    private IAsyncEnumerable<AuditRootRow> Rows() => context.Set<AuditRootRow>().AsNoTracking().OrderBy(r => r.Day).AsAsyncEnumerable();

    private static bool TryApply(AuditRootRow row, Dictionary<string, AuditHead> heads)
    {
        try
        {
            using var moved = JsonDocument.Parse(row.HeadsJson);
            foreach (var head in moved.RootElement.EnumerateObject())
            {
                heads[head.Name] = new AuditHead(head.Value[0].GetInt64(), head.Value[1].GetString() ?? "");
            }

            return true;
        }
        catch (Exception unreadable)
            when (unreadable is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            return false;
        }
    }

    private static bool Confirms(DailyRoot root, Dictionary<string, AuditHead> heads, ECDsa key)
    {
        try
        {
            return root.Confirms(heads, key);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static AuditFinding Fault(DateOnly day)
    {
        var place = long.Parse(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return new AuditFinding(AuditFault.Root, "roots", place, place);
    }
}
