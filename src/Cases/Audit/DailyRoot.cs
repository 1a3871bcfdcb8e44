using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LaborFlow.Cases.Audit;

/// <summary>
/// 日根: the heads of all chains at the end of a day, condensed to one signed digest. Kept outside the database as well, it proves that no
/// chain was shortened or replaced since, even by somebody who holds the keys of the seals.
/// </summary>
/// <param name="Day">The day (UTC) whose end it records.</param>
/// <param name="Chains">How many chains there were.</param>
/// <param name="Entries">How many entries they held together.</param>
/// <param name="Digest">SHA-256 over the heads in order of chain id, lower-case hex.</param>
/// <param name="Signature">ECDSA P-256 over day, counts and digest, lower-case hex.</param>
public sealed record DailyRoot(DateOnly Day, long Chains, long Entries, string Digest, string Signature)
{
    /// <summary>Condenses the heads of a day and signs the digest.</summary>
    /// <param name="day">The day.</param>
    /// <param name="heads">Each chain's head; the order does not matter.</param>
    /// <param name="key">The signing key, with its private part.</param>
    public static DailyRoot Sign(DateOnly day, IReadOnlyDictionary<string, AuditHead> heads, ECDsa key)
    {
        var entries = heads.Values.Sum(head => head.Sequence);
        var digest = Condense(heads);
        var signature = key.SignData(Statement(day, heads.Count, entries, digest), HashAlgorithmName.SHA256);
        return new DailyRoot(day, heads.Count, entries, digest, Convert.ToHexStringLower(signature));
    }

    /// <summary>True when this root was signed with the key and says of these heads what it said then.</summary>
    /// <param name="heads">The heads as the root's day left them.</param>
    /// <param name="key">The public key.</param>
    public bool Confirms(IReadOnlyDictionary<string, AuditHead> heads, ECDsa key) =>
        Digest == Condense(heads)
        && key.VerifyData(Statement(Day, Chains, Entries, Digest), Convert.FromHexString(Signature), HashAlgorithmName.SHA256);

    private static string Condense(IReadOnlyDictionary<string, AuditHead> heads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var (chain, head) in heads.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var line = Encoding.UTF8.GetBytes($"{chain}\n{head.Sequence.ToString(CultureInfo.InvariantCulture)}\n{head.Seal}");
            BinaryPrimitives.WriteInt32BigEndian(length, line.Length);
            hash.AppendData(length);
            hash.AppendData(line);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] Statement(DateOnly day, long chains, long entries, string digest) =>
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"laborflow-root-1\n{day:yyyy-MM-dd}\n{chains}\n{entries}\n{digest}")
        );
}
