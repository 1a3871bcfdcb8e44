using System.Globalization;

namespace LaborFlow.Host.Simulation;

/// <summary>Numbers of people and firms, with the right check digits. Nobody real is meant.</summary>
internal static class Numbers
{
    /// <summary>公民身份号码.</summary>
    public static string ResidentNumber(int sequence)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var born = new DateOnly(1970, 1, 1).AddDays(sequence / 999).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var body = $"440301{born}{(sequence % 999) + 1:000}";
        return body + "10X98765432"[body.Select((c, i) => (c - '0') * weights[i]).Sum() % 11];
    }

    /// <summary>统一社会信用代码.</summary>
    public static string CreditCode(int number)
    {
        const string letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        int[] weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        // The organisation's own code inside carries a check digit, too.
        var own = $"MA5{number:00000}";
        int[] ownWeights = [3, 7, 9, 10, 5, 8, 4, 2];
        var sum = own.Select((c, i) => (char.IsDigit(c) ? c - '0' : c - 'A' + 10) * ownWeights[i]).Sum();
        var check = 11 - (sum % 11);
        own += check switch
        {
            10 => "X",
            11 => "0",
            _ => check.ToString(CultureInfo.InvariantCulture),
        };
        var body = "91440300" + own;
        var rest = 31 - (body.Select((c, i) => letters.IndexOf(c, StringComparison.Ordinal) * weights[i]).Sum() % 31);
        return body + letters[rest % 31];
    }
}
