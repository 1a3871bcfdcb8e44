using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tasks;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Reports.Measures;

/// <summary>What is measured: cases within the reader's reach, over a period.</summary>
/// <param name="Cases">Those within reach, of any time.</param>
/// <param name="Period">The period.</param>
/// <param name="Database">The database that they are asked of.</param>
internal sealed record Measured(IQueryable<Case> Cases, ReportPeriod Period, LaborFlowDbContext Database)
{
    /// <summary>Those that ended in the period.</summary>
    public IQueryable<Case> Ended
    {
        get
        {
            var (start, end) = (Period.Start, Period.End);
            return Cases.Where(found => found.ClosedAt >= start && found.ClosedAt < end);
        }
    }

    /// <summary>Those that were filed in the period.</summary>
    public IQueryable<Case> Filed
    {
        get
        {
            var (start, end) = (Period.Start, Period.End);
            return Cases.Where(found => found.FiledAt >= start && found.FiledAt < end);
        }
    }

    /// <summary>上期结转 and 本期受理: those that were open at some time of the period.</summary>
    public IQueryable<Case> Pending
    {
        get
        {
            var (start, end) = (Period.Start, Period.End);
            return Cases.Where(found => found.FiledAt < end && (found.ClosedAt == null || found.ClosedAt >= start));
        }
    }

    /// <summary>Those in which one of some steps was completed in the period with one of some outcomes.</summary>
    public IQueryable<Case> Stepped(string[] steps, string[] outcomes)
    {
        var (start, end) = (Period.Start, Period.End);
        var tasks = Database.Set<CaseTask>();
        return Cases.Where(found =>
            tasks.Any(task =>
                task.CaseId == found.Id
                && steps.Contains(task.Step)
                && outcomes.Contains(task.Outcome)
                && task.CompletedAt >= start
                && task.CompletedAt < end
            )
        );
    }

    /// <summary>Of some cases, those in which one of some steps was ever completed with one of some outcomes.</summary>
    public IQueryable<Case> Having(IQueryable<Case> cases, string[] steps, string[] outcomes)
    {
        var tasks = Database.Set<CaseTask>();
        return cases.Where(found =>
            tasks.Any(task => task.CaseId == found.Id && steps.Contains(task.Step) && outcomes.Contains(task.Outcome))
        );
    }

    /// <summary>Those in which a statutory period was met, or its last day passed, in the period.</summary>
    public IQueryable<Case> Timed(string parameter)
    {
        var (start, end) = (Period.Start, Period.End);
        var deadlines = Database.Set<CaseDeadline>();
        return Cases.Where(found =>
            deadlines.Any(deadline =>
                deadline.CaseId == found.Id
                && deadline.ParameterId == parameter
                && (
                    (
                        (deadline.State == DeadlineState.Met || deadline.State == DeadlineState.Missed)
                        && deadline.EndedAt >= start
                        && deadline.EndedAt < end
                    ) || (deadline.OverdueSince >= start && deadline.OverdueSince < end)
                )
            )
        );
    }

    /// <summary>Of some cases, those in which a statutory period was never passed.</summary>
    public IQueryable<Case> NeverLate(IQueryable<Case> cases, string parameter)
    {
        var late = Database
            .Set<CaseDeadline>()
            .Where(deadline =>
                deadline.ParameterId == parameter && (deadline.State == DeadlineState.Missed || deadline.OverdueSince != null)
            );
        return cases.Where(found => !late.Any(deadline => deadline.CaseId == found.Id));
    }
}
