using System.Security.Cryptography;
using System.Text;

namespace LaborFlow.Cases.Filing;

/// <summary>查询码: what a party follows and advances the own case with. Shown once; only its hash is stored.</summary>
public static class QueryCode
{
    // No 0/O, 1/I/L: codes are read out by telephone and copied by hand.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private const int Length = 12;

    /// <summary>A new code: 12 characters of 31, about 59 random bits, in groups of four (ABCD-EFGH-JKMN).</summary>
    public static string Create()
    {
        var code = RandomNumberGenerator.GetString(Alphabet, Length);
        return $"{code[..4]}-{code[4..8]}-{code[8..]}";
    }

    /// <summary>SHA-256 of the code in upper case without separators, lower-case hex.</summary>
    public static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normalise(code))));

    /// <summary>Compares in constant time; a missing hash never matches.</summary>
    public static bool Matches(string? code, string? hash)
    {
        if (string.IsNullOrWhiteSpace(code) || code.Length > 64)
            return false;

        var given = Encoding.ASCII.GetBytes(Hash(code));
        var stored = Encoding.ASCII.GetBytes(hash ?? new string('0', 64));
        return CryptographicOperations.FixedTimeEquals(given, stored) && hash is not null;
    }

    private static string Normalise(string code) =>
        code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
