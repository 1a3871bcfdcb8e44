using LaborFlow.Cases;
using LaborFlow.Cases.Parties;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>
/// Cases of the same employer, known by its unified credit code or, as many complaints give none, by its registered name.
/// </summary>
public static class SameEmployer
{
    /// <summary>Those before whose filing, within a year, the employer had one of the others.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="others">Those that count as earlier ones.</param>
    /// <param name="database">The database of both.</param>
    public static IQueryable<Case> AgainWithinAYear(this IQueryable<Case> cases, IQueryable<Case> others, LaborFlowDbContext database) =>
        After(cases, others, database, withinAYear: true);

    /// <summary>One case of each employer: the first of them that was filed.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="database">Their database.</param>
    public static IQueryable<Case> FirstOfEach(this IQueryable<Case> cases, LaborFlowDbContext database)
    {
        var again = After(cases, cases, database, withinAYear: false);
        return cases.Where(found => !again.Any(later => later.Id == found.Id));
    }

    // Asked from the parties, whose names and numbers have indexes: compared case by case, a year's inspections would be a square.
    private static IQueryable<Case> After(IQueryable<Case> cases, IQueryable<Case> others, LaborFlowDbContext database, bool withinAYear)
    {
        var parties = database.Set<Party>();
        return cases.Where(later =>
            later.Parties.Any(mine =>
                mine.Kind == "employer"
                && parties.Any(theirs =>
                    theirs.Kind == "employer"
                    && theirs.CaseId != later.Id
                    && (
                        theirs.Name == mine.Name
                        // Two that give no code have none in common.
                        || (
                            EF.Property<string?>(mine, PersonalColumns.IdNumberIndex) != null
                            && EF.Property<string?>(theirs, PersonalColumns.IdNumberIndex)
                                == EF.Property<string?>(mine, PersonalColumns.IdNumberIndex)
                        )
                    )
                    && others.Any(earlier =>
                        earlier.Id == theirs.CaseId
                        && (earlier.FiledAt < later.FiledAt || (earlier.FiledAt == later.FiledAt && earlier.Id.CompareTo(later.Id) < 0))
                        && (!withinAYear || earlier.FiledAt >= later.FiledAt.AddYears(-1))
                    )
                )
            )
        );
    }
}
