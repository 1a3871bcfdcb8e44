using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LaborFlow.Cases.Audit;

/// <summary>Seals facts into a chain and verifies one. Pure: the caller reads and writes the entries.</summary>
public static class AuditChain
{
    /// <summary>The chain of accounts, parameters, procedures and everything else that is no case.</summary>
    public const string System = "system";

    /// <summary>With what the names of the chains of cases begin.</summary>
    public const string CasePrefix = "case:";

    /// <summary>What the first entry of a chain carries as the seal before it.</summary>
    public static readonly string NoSeal = new('0', 64);

    /// <summary>The chain of a case.</summary>
    public static string OfCase(Guid caseId) => CasePrefix + caseId.ToString("N", CultureInfo.InvariantCulture);

    /// <summary>The case whose chain this is; null for every other chain.</summary>
    public static Guid? CaseOf(string chainId) =>
        chainId.StartsWith(CasePrefix, StringComparison.Ordinal) && Guid.TryParseExact(chainId.AsSpan(CasePrefix.Length), "N", out var id)
            ? id
            : null;

    /// <summary>Appends a fact: gives it the next place after <paramref name="head"/> and seals it with the current key.</summary>
    /// <param name="fact">What happened; its chain must be the head's.</param>
    /// <param name="head">The last entry of the chain, locked by the caller; null for a new chain.</param>
    /// <param name="keys">The keys of this installation.</param>
    public static AuditEntry Append(AuditFact fact, AuditHead? head, AuditKeys keys)
    {
        var entry = new AuditEntry
        {
            ChainId = fact.ChainId,
            Sequence = (head?.Sequence ?? 0) + 1,
            At = ToMicroseconds(fact.At),
            Actor = fact.Actor,
            ActorRole = fact.ActorRole,
            Origin = fact.Origin,
            Action = fact.Action,
            Subject = fact.Subject,
            Zh = fact.Zh,
            En = fact.En,
            ChangesJson = fact.ChangesJson,
            ProcedureVersion = fact.ProcedureVersion,
            LegalBasis = fact.LegalBasis,
            KeyId = keys.CurrentId,
            PreviousSeal = head?.Seal ?? NoSeal,
            Seal = "",
        };
        return entry with { Seal = SealOf(entry, keys.Find(keys.CurrentId)!) };
    }

    /// <summary>
    /// Verifies entries of one chain that follow each other, from <paramref name="after"/> on; the findings locate every fault.
    /// </summary>
    /// <param name="entries">In order of sequence.</param>
    /// <param name="keys">The keys of this installation.</param>
    /// <param name="after">The verified entry before the first; null when the first must be number 1.</param>
    public static IEnumerable<AuditFinding> Verify(IEnumerable<AuditEntry> entries, AuditKeys keys, AuditHead? after = null)
    {
        var (sequence, seal) = (after?.Sequence ?? 0, after?.Seal ?? NoSeal);
        foreach (var entry in entries)
        {
            var gap = entry.Sequence != sequence + 1;
            if (gap)
                yield return entry.Sequence > sequence + 1
                    ? new AuditFinding(AuditFault.Missing, entry.ChainId, sequence + 1, entry.Sequence - 1)
                    : new AuditFinding(AuditFault.Inserted, entry.ChainId, entry.Sequence, entry.Sequence);

            if (keys.Find(entry.KeyId) is not { } key)
                yield return new AuditFinding(AuditFault.UnknownKey, entry.ChainId, entry.Sequence, entry.Sequence);
            else if (
                !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SealOf(entry, key)), Encoding.ASCII.GetBytes(entry.Seal))
            )
                yield return new AuditFinding(AuditFault.Altered, entry.ChainId, entry.Sequence, entry.Sequence);
            else if (!gap && entry.PreviousSeal != seal)
                // Its own seal holds, so it is genuine but stood elsewhere: the entry before it was replaced.
                yield return new AuditFinding(AuditFault.BrokenLink, entry.ChainId, entry.Sequence, entry.Sequence);

            (sequence, seal) = (entry.Sequence, entry.Seal);
        }
    }

    private static DateTimeOffset ToMicroseconds(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static string SealOf(AuditEntry entry, byte[] key)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Add(hmac, "laborflow-audit-1");
        Add(hmac, entry.ChainId);
        Add(hmac, entry.Sequence.ToString(CultureInfo.InvariantCulture));
        Add(hmac, entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        Add(hmac, entry.Actor);
        Add(hmac, entry.ActorRole);
        Add(hmac, entry.Origin);
        Add(hmac, entry.Action);
        Add(hmac, entry.Subject);
        Add(hmac, entry.Zh);
        Add(hmac, entry.En);
        Add(hmac, entry.ChangesJson);
        Add(hmac, entry.ProcedureVersion);
        Add(hmac, entry.LegalBasis);
        Add(hmac, entry.KeyId);
        Add(hmac, entry.PreviousSeal);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    // Every member is preceded by its length, so that text cannot move from one member to the next unseen; null differs from empty.
    private static void Add(IncrementalHash hash, string? value)
    {
        Span<byte> length = stackalloc byte[4];
        var bytes = value is null ? [] : Encoding.UTF8.GetBytes(value);
        BinaryPrimitives.WriteInt32BigEndian(length, value is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}

/// <summary>The end of a chain: all that appending to it needs.</summary>
/// <param name="Sequence">The last entry's place.</param>
/// <param name="Seal">The last entry's seal.</param>
public sealed record AuditHead(long Sequence, string Seal);
