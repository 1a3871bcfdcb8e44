using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LaborFlow.Persistence.Naming;

/// <summary>Turns .NET names into database names: <c>ClaimAmount</c> → <c>claim_amount</c>, <c>PK_Cases</c> → <c>pk_cases</c>.</summary>
public static class SnakeCase
{
    /// <summary>PostgreSQL's limit on an identifier, in bytes; longer names would be cut there in silence and could collide.</summary>
    public const int MaximumLength = 63;

    /// <summary>Converts a name; a name already in snake case stays as it is.</summary>
    /// <remarks>A result over <see cref="MaximumLength"/> is shortened and ends in eight hex digits of its hash, the same on each database.</remarks>
    public static string From(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var current = name[i];
            if (char.IsUpper(current))
            {
                var afterLower = i > 0 && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]));
                var endsAcronym = i > 0 && i + 1 < name.Length && char.IsUpper(name[i - 1]) && char.IsLower(name[i + 1]);
                if (afterLower || endsAcronym)
                {
                    text.Append('_');
                }

                text.Append(char.ToLower(current, CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(current is '.' or '-' or ' ' ? '_' : current);
            }
        }

        var result = text.ToString();
        return result.Length <= MaximumLength ? result : $"{result[..(MaximumLength - 9)]}_{Hash(result)}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
