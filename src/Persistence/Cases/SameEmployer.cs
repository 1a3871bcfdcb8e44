using LaborFlow.Cases;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>
/// Cases of the same employer, known by its unified credit code or, as many complaints give none, by its registered name.
/// </summary>
public static class SameEmployer
{
    /// <summary>Those before whose filing, within a year, the employer had one of the others.</summary>
    public static IQueryable<Case> AgainWithinAYear(this IQueryable<Case> cases, IQueryable<Case> others) =>
        cases.Where(later =>
            others.Any(earlier =>
                earlier.Id != later.Id
                && earlier.FiledAt < later.FiledAt
                && earlier.FiledAt >= later.FiledAt.AddYears(-1)
                && later.Parties.Any(mine =>
                    mine.Kind == "employer"
                    && earlier.Parties.Any(theirs =>
                        theirs.Kind == "employer"
                        && (
                            theirs.Name == mine.Name
                            || EF.Property<string?>(theirs, PersonalColumns.IdNumberIndex)
                                == EF.Property<string?>(mine, PersonalColumns.IdNumberIndex)
                        )
                    )
                )
            )
        );

    /// <summary>One case of each employer: the first of them that was filed.</summary>
    public static IQueryable<Case> FirstOfEach(this IQueryable<Case> cases) =>
        cases.Where(later =>
            !cases.Any(earlier =>
                (earlier.FiledAt < later.FiledAt || (earlier.FiledAt == later.FiledAt && earlier.Id.CompareTo(later.Id) < 0))
                && later.Parties.Any(mine =>
                    mine.Kind == "employer"
                    && earlier.Parties.Any(theirs =>
                        theirs.Kind == "employer"
                        && (
                            theirs.Name == mine.Name
                            || EF.Property<string?>(theirs, PersonalColumns.IdNumberIndex)
                                == EF.Property<string?>(mine, PersonalColumns.IdNumberIndex)
                        )
                    )
                )
            )
        );
}
