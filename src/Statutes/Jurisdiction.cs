using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Serialization;

namespace LaborFlow.Statutes;

/// <summary>How far down a <see cref="Jurisdiction"/> reaches; a higher value is more local and prevails.</summary>
public enum JurisdictionLevel
{
    /// <summary>The whole country.</summary>
    National = 0,

    /// <summary>A province, autonomous region or municipality.</summary>
    Province = 1,

    /// <summary>A prefecture-level city.</summary>
    City = 2,

    /// <summary>A district or county.</summary>
    District = 3,

    /// <summary>A street or township, or a community in one.</summary>
    Street = 4,
}

/// <summary>A territory by its GB/T 2260 code (six digits; nine for streets, GB/T 10114, and twelve for communities), the country itself being 000000.</summary>
/// <param name="Code">Six, nine or twelve digits.</param>
[JsonConverter(typeof(JurisdictionJsonConverter))]
public readonly record struct Jurisdiction(string Code)
{
    // The names that the register's source uses, besides codes.
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["national"] = "000000",
        ["全国"] = "000000",
        ["国家"] = "000000",
        ["CN"] = "000000",
        ["100000"] = "000000",
        ["Guangdong"] = "440000",
        ["广东"] = "440000",
        ["广东省"] = "440000",
        ["Shenzhen"] = "440300",
        ["深圳"] = "440300",
        ["深圳市"] = "440300",
        ["Longgang"] = "440307",
        ["龙岗"] = "440307",
        ["龙岗区"] = "440307",
        ["Longhua"] = "440309",
        ["龙华"] = "440309",
        ["龙华区"] = "440309",
        ["Zhejiang"] = "330000",
        ["浙江"] = "330000",
        ["浙江省"] = "330000",
        ["Dachuan"] = "511703",
        ["达川区"] = "511703",
        ["Liudong"] = "450200",
        ["柳东新区"] = "450200",
        ["Gulou"] = "350102",
        ["鼓楼区"] = "350102",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The whole country.</summary>
    public static Jurisdiction National { get; } = new("000000");

    /// <summary>How local the territory is, read from the trailing zeros of its code.</summary>
    public JurisdictionLevel Level =>
        Code.Length > 6 ? JurisdictionLevel.Street
        : Code == "000000" ? JurisdictionLevel.National
        : Code.EndsWith("0000", StringComparison.Ordinal) ? JurisdictionLevel.Province
        : Code.EndsWith("00", StringComparison.Ordinal) ? JurisdictionLevel.City
        : JurisdictionLevel.District;

    /// <summary>Whether the other territory is this one or lies inside it, so that this one's rules reach it.</summary>
    public bool Contains(Jurisdiction other) =>
        Level switch
        {
            JurisdictionLevel.National => true,
            JurisdictionLevel.Province => other.Code.AsSpan(0, 2).SequenceEqual(Code.AsSpan(0, 2)),
            JurisdictionLevel.City => other.Code.AsSpan(0, 4).SequenceEqual(Code.AsSpan(0, 4)),
            JurisdictionLevel.District => other.Code.AsSpan(0, 6).SequenceEqual(Code),
            _ => other.Code.StartsWith(Code, StringComparison.Ordinal),
        };

    /// <summary>Reads a code, or one of the names that the register's source uses (<c>national</c>, <c>Shenzhen</c>, 深圳市 …).</summary>
    public static bool TryParse(string? text, out Jurisdiction jurisdiction)
    {
        var value = (text ?? "").Trim();
        if (Names.TryGetValue(value, out var code))
        {
            jurisdiction = new Jurisdiction(code);
            return true;
        }

        var isCode = value.Length is 6 or 9 or 12 && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        jurisdiction = isCode ? new Jurisdiction(value) : default;
        return isCode;
    }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
