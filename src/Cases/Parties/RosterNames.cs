namespace LaborFlow.Cases.Parties;

/// <summary>
/// 重名的当事人: people on one side of a case may have the same name. Papers and forms call each of them by the name and, where the name alone is
/// not enough, the last four of the identity document, or the place in the roll; what is kept of somebody is kept by the party's id.
/// </summary>
public static class RosterNames
{
    private const int Tail = 4;

    /// <summary>How a party is called so that nobody else on its side is meant, e.g. 张伟 or 张伟（证件尾号1234）.</summary>
    /// <param name="matter">The party's case.</param>
    /// <param name="party">The party.</param>
    public static string Of(Case matter, Party party)
    {
        var roll = RollOf(matter, party);
        var same = roll.Where(other => other.Name == party.Name).ToList();
        if (same.Count < 2)
            return party.Name;
        var tail = TailOf(party);
        return tail is not null && same.Count(other => TailOf(other) == tail) == 1
            ? $"{party.Name}（证件尾号{tail}）"
            : $"{party.Name}（名册第{roll.IndexOf(party) + 1}号）";
    }

    /// <summary>The one of several parties whom somebody wrote down; null when it is none of them, or more than one is called so.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="among">Who may be meant.</param>
    /// <param name="written">The name, and what tells them apart.</param>
    public static Party? Find(Case matter, IEnumerable<Party> among, string? written) =>
        Meant(matter, [.. among], written) is [var one] ? one : null;

    /// <summary>Why <see cref="Find"/> found nobody, and what to write instead.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="among">Who may be meant.</param>
    /// <param name="written">What was written.</param>
    /// <param name="role">What they are in the case, e.g. 申请人.</param>
    public static (string Zh, string En) Unknown(Case matter, IEnumerable<Party> among, string? written, string role)
    {
        var meant = Meant(matter, [.. among], written);
        return meant.Count < 2
            ? ($"{written}不是本案{role}，请核对名册", $"{written} is no party of that kind in this case")
            : (
                $"本案有{meant.Count}名{role}叫{meant[0].Name}，请写明是哪一名：{string.Join("、", meant.Select(party => Of(matter, party)))}",
                $"{meant.Count} parties are called {meant[0].Name}: say which one is meant by the last four of the identity document"
            );
    }

    private static List<Party> Meant(Case matter, List<Party> among, string? written)
    {
        var named = among.FindAll(party => party.Name == written?.Trim());
        if (named.Count > 0)
            return named;
        var plain = Plain(written);
        return among.FindAll(party => Labels(matter, party).Prepend(party.Name).Any(label => Plain(label) == plain));
    }

    private static IEnumerable<string> Labels(Case matter, Party party)
    {
        if (TailOf(party) is { } tail)
        {
            yield return $"{party.Name}证件尾号{tail}";
            yield return $"{party.Name}尾号{tail}";
            yield return $"{party.Name}{tail}";
        }
        yield return $"{party.Name}名册第{RollOf(matter, party).IndexOf(party) + 1}号";
    }

    /// <summary>Without brackets and blanks, which people write in many ways.</summary>
    private static string Plain(string? written) =>
        string.Concat((written ?? "").Where(sign => !char.IsWhiteSpace(sign) && !"()（）".Contains(sign)));

    private static string? TailOf(Party party) => party.IdNumber is { Length: >= Tail } number ? number[^Tail..] : null;

    /// <summary>Whoever left a group keeps the place in its roll, so that nobody's label changes.</summary>
    private static List<Party> RollOf(Case matter, Party party) =>
        party.Side is PartySide.Applicant or PartySide.Former
            ? [.. matter.Roster]
            : [.. matter.Parties.Where(other => other.Side == party.Side).OrderBy(other => other.Position)];
}
