namespace LaborFlow.Cases.Places;

/// <summary>A district whose disputes this authority handles.</summary>
/// <param name="Code">GB/T 2260, six digits.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="ShortName">How case numbers call it: 深龙华.</param>
public sealed record District(string Code, string Name, string ShortName);

/// <summary>The districts of Shenzhen.</summary>
public static class Districts
{
    /// <summary>All, by code.</summary>
    public static readonly IReadOnlyList<District> All =
    [
        new("440303", "罗湖区", "深罗"),
        new("440304", "福田区", "深福"),
        new("440305", "南山区", "深南"),
        new("440306", "宝安区", "深宝"),
        new("440307", "龙岗区", "深龙"),
        new("440308", "盐田区", "深盐"),
        new("440309", "龙华区", "深龙华"),
        new("440310", "坪山区", "深坪"),
        new("440311", "光明区", "深光"),
    ];

    /// <summary>The district that a code of six or more digits lies in, or null.</summary>
    public static District? Find(string? code) =>
        code is { Length: 6 or 9 or 12 } && code.All(char.IsAsciiDigit)
            ? All.FirstOrDefault(d => code.StartsWith(d.Code, StringComparison.Ordinal))
            : null;
}
