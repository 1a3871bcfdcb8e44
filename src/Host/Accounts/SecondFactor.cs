using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LaborFlow.Persistence.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>
/// 动态验证码: six digits of an authenticator app (RFC 6238: SHA-1, 30 seconds, one step of tolerance either way), and recovery codes for who
/// lost it. A code counts once.
/// </summary>
internal static class SecondFactor
{
    /// <summary>Recovery codes given out at a time.</summary>
    public const int RecoveryCodes = 10;

    private const int StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string RecoveryAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>A new secret of 160 bits in Base32.</summary>
    public static string NewKey() => RandomNumberGenerator.GetString(Base32, 32);

    /// <summary>What an authenticator app reads from the picture.</summary>
    public static string Uri(AppUser user, string key) =>
        $"otpauth://totp/LaborFlow:{System.Uri.EscapeDataString(user.UserName!)}?secret={key}&issuer=LaborFlow&digits=6&period=30";

    /// <summary>Whether the code is right now; if so, it and every older one are spent.</summary>
    public static bool Accept(AppUser user, string? code, DateTimeOffset now)
    {
        var typed = (code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (user.AuthenticatorKey is not { } key || typed.Length != 6)
            return false;
        var current = now.ToUnixTimeSeconds() / StepSeconds;
        for (var step = current - 1; step <= current + 1; step++)
        {
            var right = Encoding.ASCII.GetBytes(CodeAt(key, step));
            if (step > user.LastCodeStep && CryptographicOperations.FixedTimeEquals(right, Encoding.ASCII.GetBytes(typed.PadRight(6)[..6])))
            {
                user.LastCodeStep = step;
                return true;
            }
        }
        return false;
    }

    /// <summary>The code of a secret at a step of time.</summary>
    public static string CodeAt(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 and the apps that everybody has use SHA-1; HMAC does not rest on its collision resistance.
        var hash = HMACSHA1.HashData(Decode(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Gives the account fresh recovery codes; only their hashes are kept.</summary>
    public static IReadOnlyList<string> NewRecoveryCodes(AppUser user)
    {
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(RecoveryAlphabet, 10)).ToList();
        user.RecoveryCodeHashes = string.Join('\n', codes.Select(Hash));
        return [.. codes.Select(code => $"{code[..5]}-{code[5..]}")];
    }

    /// <summary>How many recovery codes are left.</summary>
    public static int Left(AppUser user) => Hashes(user).Length;

    /// <summary>Whether it is one of the recovery codes that are left; if so, it is spent.</summary>
    public static bool Redeem(AppUser user, string? code)
    {
        if (string.IsNullOrWhiteSpace(code) || code.Length > 32)
            return false;
        var hash = Hash(code);
        var left = Hashes(user);
        if (!left.Contains(hash, StringComparer.Ordinal))
            return false;
        user.RecoveryCodeHashes = string.Join('\n', left.Where(other => other != hash));
        return true;
    }

    /// <summary>Takes the second factor off an account.</summary>
    public static void Remove(AppUser user)
    {
        user.TwoFactorEnabled = false;
        user.AuthenticatorKey = null;
        user.RecoveryCodeHashes = null;
    }

    private static string[] Hashes(AppUser user) => (user.RecoveryCodeHashes ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Hash(string code) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()
                )
            )
        );

    private static byte[] Decode(string key)
    {
        var bytes = new byte[key.Length * 5 / 8];
        var (buffer, bits, at) = (0, 0, 0);
        foreach (var letter in key)
        {
            buffer = (buffer << 5) | Base32.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8)
                continue;
            bytes[at++] = (byte)(buffer >> (bits - 8));
            bits -= 8;
            buffer &= (1 << bits) - 1;
        }
        return bytes;
    }
}
