namespace LaborFlow.Cases.Places;

/// <summary>A district whose disputes this authority handles.</summary>
/// <param name="Code">GB/T 2260, six digits.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="ShortName">How case numbers call it: 深龙华.</param>
/// <param name="English">Its name in English, as the city writes it.</param>
public sealed record District(string Code, string Name, string ShortName, string English);

/// <summary>The districts of Shenzhen.</summary>
public static class Districts
{
    /// <summary>All, by code.</summary>
    public static readonly IReadOnlyList<District> All =
    [
        new("440303", "罗湖区", "深罗", "Luohu District"),
        new("440304", "福田区", "深福", "Futian District"),
        new("440305", "南山区", "深南", "Nanshan District"),
        new("440306", "宝安区", "深宝", "Bao'an District"),
        new("440307", "龙岗区", "深龙", "Longgang District"),
        new("440308", "盐田区", "深盐", "Yantian District"),
        new("440309", "龙华区", "深龙华", "Longhua District"),
        new("440310", "坪山区", "深坪", "Pingshan District"),
        new("440311", "光明区", "深光", "Guangming District"),
    ];

    /// <summary>The district that a code of six or more digits lies in, or null.</summary>
    public static District? Find(string? code) =>
        code is { Length: 6 or 9 or 12 } && code.All(char.IsAsciiDigit)
            ? All.FirstOrDefault(d => code.StartsWith(d.Code, StringComparison.Ordinal))
            : null;
}
