using System.Globalization;
using System.Text.Json.Serialization;

namespace LaborFlow.Statutes;

/// <summary>An amount in yuan (CNY). Sums keep every digit; only <see cref="Rounded"/> rounds, and calculators call it once, on the result.</summary>
/// <param name="Amount">Yuan.</param>
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly record struct Money(decimal Amount) : IComparable<Money>
{
    /// <summary>Nothing.</summary>
    public static Money Zero => default;

    /// <summary>The amount to the fen, halves away from zero (四舍五入到分).</summary>
    public Money Rounded => new(decimal.Round(Amount, 2, MidpointRounding.AwayFromZero));

    /// <summary>The sum of two amounts.</summary>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount);

    /// <summary>The difference of two amounts.</summary>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.Amount);

    /// <summary>An amount times a factor.</summary>
    public static Money operator *(Money amount, decimal factor) => new(amount.Amount * factor);

    /// <summary>An amount divided by a number.</summary>
    public static Money operator /(Money amount, decimal divisor) => new(amount.Amount / divisor);

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(Money left, Money right) => left.Amount < right.Amount;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(Money left, Money right) => left.Amount > right.Amount;

    /// <summary>Whether the left amount is smaller or equal.</summary>
    public static bool operator <=(Money left, Money right) => left.Amount <= right.Amount;

    /// <summary>Whether the left amount is larger or equal.</summary>
    public static bool operator >=(Money left, Money right) => left.Amount >= right.Amount;

    /// <summary>The smaller of two amounts.</summary>
    public static Money Min(Money left, Money right) => left <= right ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Amount.CompareTo(other.Amount);

    /// <summary>The amount with two places, as documents write it (<c>12345.60</c>).</summary>
    public override string ToString() => Rounded.Amount.ToString("0.00", CultureInfo.InvariantCulture);
}
