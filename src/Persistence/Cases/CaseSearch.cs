using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Parties;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Persistence.Cases;

/// <summary>
/// Finds cases by what somebody types into the search box: a part of a case or docket number or of a party's name, or the whole of a number of an
/// identity document, a telephone or a bank account that the fund paid to.
/// </summary>
public static class CaseSearch
{
    /// <summary>
    /// The ids of the cases. A set of its own, and not a condition on each case, so that the database reads indexes and no case that does
    /// not match.
    /// </summary>
    public static IQueryable<Guid> Find(LaborFlowDbContext database, PersonalKeys keys, string typed)
    {
        var text = typed.Trim();
        var parties = database.Set<Party>();
        var found = database.Dialect.CasesWith(text) is { } indexed
            ? database.Database.SqlQuery<Guid>(indexed)
            : database
                .Set<Case>()
                .Where(known => known.CaseNumber.Contains(text) || known.DocketNumber!.Contains(text))
                .Select(known => known.Id)
                .Union(parties.Where(party => party.Name.Contains(text)).Select(party => party.CaseId));
        // What looks like a number may also be a name in Latin letters.
        if (keys.Parties(text) is { } exactly)
        {
            found = found.Union(parties.Where(exactly).Select(party => party.CaseId));
        }

        return keys.Advances(text) is { } paid
            ? found.Union(database.Set<FundAdvance>().IgnoreAutoIncludes().Where(paid).Select(advance => advance.CaseId))
            : found;
    }
}
