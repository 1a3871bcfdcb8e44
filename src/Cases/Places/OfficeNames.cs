namespace LaborFlow.Cases.Places;

/// <summary>What the authorities of a district are called on papers, in Chinese.</summary>
public static class OfficeNames
{
    /// <summary>The bureau of a district by its name: 深圳市龙华区人力资源局.</summary>
    public static string Bureau(string district) => $"深圳市{district}人力资源局";

    /// <summary>The arbitration commission of a district by its name: 深圳市龙华区劳动人事争议仲裁委员会.</summary>
    public static string Arbitration(string district) => $"深圳市{district}劳动人事争议仲裁委员会";

    /// <summary>The bureaus and commissions of all districts.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Districts.All.SelectMany(d => new[] { Bureau(d.Name), Arbitration(d.Name) })];
}
