namespace LaborFlow.Cases.Fund;

/// <summary>A bank card number: 16 to 19 digits whose last is a check digit (ISO/IEC 7812, Luhn).</summary>
public static class BankAccount
{
    /// <summary>Whether the number can be right.</summary>
    public static bool IsValid(string? account)
    {
        if (account is not { Length: >= 16 and <= 19 } || !account.All(char.IsAsciiDigit))
            return false;
        var sum = 0;
        for (var i = 0; i < account.Length; i++)
        {
            var digit = account[^(i + 1)] - '0';
            var doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
