namespace LaborFlow.Cases.Collective;

/// <summary>
/// Finds among open cases those that are a collective dispute together (调解仲裁法 art 7), though each came alone. An employer is known by
/// its unified credit code, without one by its name. Pure: the same cases give the same groups.
/// </summary>
public static class FindCollectiveGroups
{
    /// <summary>The groups, one for each employer and the causes that the same workers share.</summary>
    /// <param name="parties">Who is in the cases that are looked at.</param>
    /// <param name="threshold">How many workers make a collective dispute in a district (<c>col-threshold-10</c>).</param>
    public static IReadOnlyList<CollectiveGroup> Among(IReadOnlyCollection<OpenCaseParty> parties, Func<string, int> threshold)
    {
        // A complaint often gives no code: its employer is the one of that name, if there is but one.
        var codes = parties
            .Where(p => p is { IsEmployer: true, Mark: not null })
            .GroupBy(p => Normal(p.Name), p => p.Mark!)
            .Where(marks => marks.Distinct(StringComparer.Ordinal).Count() == 1)
            .ToDictionary(marks => marks.Key, marks => marks.First(), StringComparer.Ordinal);
        var workers = parties.Where(p => !p.IsEmployer).ToLookup(p => (p.CaseId, p.Cause));
        var roots = parties.DistinctBy(p => p.CaseId).ToDictionary(p => p.CaseId, p => p.Root);
        var found = new List<CollectiveGroup>();
        foreach (var against in parties.Where(p => p.IsEmployer).GroupBy(p => (p.District, Employer: Key(p))))
        {
            var shared = against
                .GroupBy(p => p.Cause)
                .Select(cause => Describe(against.Key.District, [cause.Key], [.. cause]))
                .Where(IsCollective)
                .ToList();
            // Who claims wages and overtime pay is one group, not two.
            while (shared.Count > 0)
            {
                var (causes, cases) = (new List<string>(), new HashSet<Guid>(shared[0].Cases.Select(c => c.Id)));
                for (var before = -1; before != causes.Count; )
                {
                    before = causes.Count;
                    foreach (var near in shared.Where(g => g.Cases.Any(c => cases.Contains(c.Id))).ToList())
                    {
                        causes.AddRange(near.Causes);
                        cases.UnionWith(near.Cases.Select(c => c.Id));
                        shared.Remove(near);
                    }
                }
                causes.Sort(StringComparer.Ordinal);
                found.Add(Describe(against.Key.District, causes, [.. against.Where(p => causes.Contains(p.Cause))]));
            }
        }
        // Agency and user firm are one group when the same cases are against both.
        return [.. found.DistinctBy(group => string.Join(',', group.Cases.Select(c => c.Id).Order()))];

        string Key(OpenCaseParty employer) => employer.Mark ?? codes.GetValueOrDefault(Normal(employer.Name), Normal(employer.Name));

        // What one application became in two procedures is linked already.
        bool IsCollective(CollectiveGroup group) =>
            group.Workers >= threshold(group.District) && group.Cases.Select(c => roots[c.Id]).Distinct().Count() > 1;

        CollectiveGroup Describe(string district, IReadOnlyList<string> causes, IReadOnlyList<OpenCaseParty> employers)
        {
            var cases = employers.DistinctBy(p => p.CaseId).OrderBy(p => p.FiledAt).ThenBy(p => p.CaseId).ToList();
            var people = causes
                .SelectMany(cause => cases.SelectMany(c => workers[(c.CaseId, cause)]))
                .Select(worker => worker.Mark ?? Normal(worker.Name))
                .Distinct(StringComparer.Ordinal)
                .Count();
            return new(district, cases[0].Name, causes, [.. cases.Select(c => (c.CaseId, c.CaseNumber))], people);
        }
    }

    /// <summary>A name without blanks, with brackets and letters of one kind.</summary>
    public static string Normal(string name) =>
        string.Concat(name.Normalize(System.Text.NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
}
