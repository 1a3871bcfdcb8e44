using System.Security.Cryptography;
using System.Text;

namespace LaborFlow.Cases.Tasks;

/// <summary>
/// 一次性链接: opens one task to a party who has no account and no query code. The address holds a random token whose hash alone is kept;
/// whoever opens it must also know the last four characters of the party's telephone or identity number.
/// </summary>
public sealed class TaskLink : ICaseRecord
{
    /// <summary>Wrong answers after which the link is dead: four digits must not be guessed.</summary>
    public const int MostWrong = 5;

    /// <summary>How long a link is good: the house's own choice, no period of law.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(72);

    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>The task that it opens, and nothing else.</summary>
    public required Guid TaskId { get; init; }

    /// <summary><c>applicant</c> or <c>respondent</c>.</summary>
    public required string Side { get; init; }

    /// <summary>The party whose number is asked for.</summary>
    public required Guid PartyId { get; init; }

    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public required string TokenHash { get; init; }

    /// <summary>User name of who sent it.</summary>
    public required string SentBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>From when on it opens nothing.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the task was done through it; it opens nothing afterwards.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Wrong answers so far, and those that are being looked at.</summary>
    public int Wrong { get; private set; }

    /// <summary>A new token: 256 random bits, fit for an address.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of a token.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>It still opens its task.</summary>
    public bool IsGood(DateTimeOffset now) => UsedAt is null && now < ExpiresAt && Wrong < MostWrong;

    /// <summary>Marks it as used.</summary>
    public void Use(DateTimeOffset at) => UsedAt ??= at;
}
