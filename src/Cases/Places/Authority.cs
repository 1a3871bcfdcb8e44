using System.Collections.Frozen;

namespace LaborFlow.Cases.Places;

/// <summary>
/// 经办机构: the authority of a district that handles what is with no mediation organisation. It follows from the place and from where the
/// case stands, and is written nowhere: a case that goes from mediation to arbitration is with the commission from that moment.
/// </summary>
/// <param name="Kind">Which authority.</param>
/// <param name="District">GB/T 2260 code, six digits.</param>
public sealed record Authority(AuthorityKind Kind, string District)
{
    private static readonly FrozenDictionary<string, AuthorityKind> Names = Enum.GetValues<AuthorityKind>()
        .ToFrozenDictionary(kind => kind.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>As lists are asked by it: <c>arbitration-440309</c>.</summary>
    public string Id => $"{Kind.ToString().ToLowerInvariant()}-{District}";

    /// <summary>
    /// What lists call it, the district first: they stand beside each other in narrow columns. Papers bear the full name of
    /// <see cref="OfficeNames"/>.
    /// </summary>
    public string Zh =>
        Kind switch
        {
            AuthorityKind.Mediation => $"{Name}劳动争议受理窗口",
            AuthorityKind.Arbitration => $"{Name}劳动人事争议仲裁委员会",
            AuthorityKind.Inspection => $"{Name}劳动保障监察机构",
            AuthorityKind.Fund => $"{Name}欠薪保障经办机构",
            _ => $"{Name}用工指导",
        };

    /// <summary>The same in English.</summary>
    public string En =>
        Kind switch
        {
            AuthorityKind.Mediation => $"Dispute Intake, {English}",
            AuthorityKind.Arbitration => $"Arbitration Commission, {English}",
            AuthorityKind.Inspection => $"Labour Inspection, {English}",
            AuthorityKind.Fund => $"Wage Guarantee, {English}",
            _ => $"Employment Guidance, {English}",
        };

    private string Name => Districts.Find(District)?.Name ?? District;

    private string English => Districts.Find(District)?.English ?? District;

    /// <summary>The authority of an <see cref="Id"/>; null when it is none.</summary>
    public static Authority? Find(string? id) =>
        id?.Split('-') is [var kind, { Length: 6 } district] && district.All(char.IsAsciiDigit) && Names.TryGetValue(kind, out var known)
            ? new Authority(known, district)
            : null;

    /// <summary>The authorities of a district.</summary>
    public static IEnumerable<Authority> Of(string district) => Names.Values.Order().Select(kind => new Authority(kind, district));

    /// <summary>
    /// Which authority a place's case is with; null where nothing tells it. In mediation that is the window, as long as the case names no
    /// organisation.
    /// </summary>
    public static Authority? Of(AuthorityKind? kind, string place) =>
        kind is { } of && place.Length >= 6 ? new Authority(of, place[..6]) : null;
}
