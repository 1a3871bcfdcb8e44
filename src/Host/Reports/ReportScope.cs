using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Persistence;
using LaborFlow.Statutes;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>What the figures of a page are about: the same cases for each of them, and for the lists that they lead to.</summary>
internal static class ReportScope
{
    /// <summary>The cases within the reader's reach that a query is about, of any time.</summary>
    /// <param name="query">The query.</param>
    /// <param name="user">The reader.</param>
    /// <param name="database">The database.</param>
    /// <param name="ofProcedure">Only those that were opened under its procedure; a case may have tasks of another one, too.</param>
    public static IQueryable<Case> Cases(
        this Statistics.Query query,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        bool ofProcedure = true
    )
    {
        var cases = database.Set<Case>().AsNoTracking().Visible(user, database);
        if (query.District is { } district)
            cases = cases.Where(found => found.District.StartsWith(district));
        if (query.Cause is { } cause)
            cases = cases.Where(found => found.MainCause == cause);
        if (query.Office is { } office)
            cases = cases.OfOffice(office);
        return ofProcedure && query.Procedure is { } procedure ? cases.Where(found => found.ProcedureCode == procedure) : cases;
    }

    /// <summary>Where targets must be in force: the district that was chosen, otherwise the reader's own; null where that is none.</summary>
    public static Jurisdiction? Place(this Statistics.Query query, ClaimsPrincipal user) =>
        (query.District ?? user.Jurisdiction()) is { Length: 6 or 9 } code && code.All(char.IsAsciiDigit) ? new Jurisdiction(code) : null;
}
