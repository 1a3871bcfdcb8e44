namespace LaborFlow.Engine.Runtime;

/// <summary>
/// The ids that one advance gives out: UUIDv7, as 32 lower-case hex digits. Within a millisecond the random part of the first one is
/// counted up (RFC 9562, 6.2, method 2), so that ids ascend in the order in which they were made and cost no random numbers each.
/// Counted in the digits themselves, which mostly changes one of them. Not for several threads.
/// </summary>
internal sealed class AdvanceIds
{
    /// <summary>The digit that holds the variant's two bits (8 to b); those after it are the counter.</summary>
    private const int VariantDigit = 16;

    private readonly char[] _digits = new char[32];
    private long _millisecond = long.MinValue;

    public string Next(DateTimeOffset now)
    {
        var millisecond = now.ToUnixTimeMilliseconds();
        if (millisecond != _millisecond)
        {
            Guid.CreateVersion7(now).TryFormat(_digits, out _, "n");
            _millisecond = millisecond;
        }
        else
        {
            CountUp();
        }

        return new string(_digits);
    }

    private void CountUp()
    {
        for (var n = _digits.Length - 1; n > VariantDigit; n--)
        {
            if (_digits[n] != 'f')
            {
                _digits[n] = Following(_digits[n]);
                return;
            }

            _digits[n] = '0';
        }

        _digits[VariantDigit] = _digits[VariantDigit] == 'b' ? '8' : Following(_digits[VariantDigit]);
    }

    private static char Following(char digit) => digit == '9' ? 'a' : (char)(digit + 1);
}
