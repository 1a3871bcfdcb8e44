using System.Linq.Expressions;
using LaborFlow.Persistence.Dialects;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;

namespace LaborFlow.Host.Tasks;

/// <summary>Something with a last day, as a query sees it.</summary>
internal sealed class Timed<T>
{
    public required T Row { get; init; }

    /// <summary>GB/T 2260 code of its place.</summary>
    public required string District { get; init; }

    public required DateOnly StartsOn { get; init; }

    /// <summary>Null: none, which is green.</summary>
    public required DateOnly? DueOn { get; init; }
}

/// <summary>
/// The lights of <see cref="Lights"/> as conditions that the database answers: what of them follows from the working calendar is one due
/// day for each place with days of its own, and the rest is the share of the days that have passed.
/// </summary>
internal sealed class LightConditions(WorkingCalendar calendar)
{
    /// <summary>The rows that show this light on this day.</summary>
    /// <param name="light">red, yellow or green.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="today">The date at the place.</param>
    public IQueryable<T> Having<T>(string light, IQueryable<Timed<T>> rows, DateOnly today)
    {
        var (red, half) = (Red<T>(today), HalfPassed<T>(today));
        var lit = light switch
        {
            "red" => rows.Where(red),
            "yellow" => rows.Where(half).Where(Not(red)),
            _ => rows.Where(Not(half)).Where(Not(red)),
        };
        return lit.Select(row => row.Row);
    }

    private Expression<Func<Timed<T>, bool>> Red<T>(DateOnly today)
    {
        var lastRed = LastRedDueDay<T>(today);
        Expression<Func<Timed<T>, DateOnly, bool>> red = (row, last) =>
            row.DueOn != null
            && (
                row.DueOn <= last
                || (
                    row.StartsOn <= today
                    && DateQuestions.DaysBetween(row.StartsOn, row.DueOn.Value) * 4 <= DateQuestions.DaysBetween(row.StartsOn, today) * 5
                )
            );
        var row = lastRed.Parameters[0];
        var body = new Replace(red.Parameters[0], row).Visit(red.Body);
        return Expression.Lambda<Func<Timed<T>, bool>>(new Replace(red.Parameters[1], lastRed.Body).Visit(body), row);
    }

    private static Expression<Func<Timed<T>, bool>> HalfPassed<T>(DateOnly today) =>
        row =>
            row.DueOn != null
            && row.StartsOn <= today
            && DateQuestions.DaysBetween(row.StartsOn, row.DueOn.Value) <= DateQuestions.DaysBetween(row.StartsOn, today) * 2;

    /// <summary>The latest due day that is red for its working days alone, at the place of the row; the most local order prevails.</summary>
    private Expression<Func<Timed<T>, DateOnly>> LastRedDueDay<T>(DateOnly today)
    {
        var row = Expression.Parameter(typeof(Timed<T>), "row");
        var national = DeadlineLights.LastRedDueDay(today, calendar.At(null));
        Expression last = Expression.Constant(national);
        var anyDiffers = false;
        foreach (var place in calendar.LocalPlaces)
        {
            var local = DeadlineLights.LastRedDueDay(today, calendar.At(place));
            anyDiffers |= local != national;
            if (!anyDiffers)
                continue;
            var prefix = place.Level is JurisdictionLevel.National ? "" : CurrentActor.ReachPrefix(place.Code);
            Expression<Func<Timed<T>, bool>> lies = other => other.District.StartsWith(prefix);
            last = Expression.Condition(new Replace(lies.Parameters[0], row).Visit(lies.Body), Expression.Constant(local), last);
        }

        return Expression.Lambda<Func<Timed<T>, DateOnly>>(last, row);
    }

    private static Expression<Func<Timed<T>, bool>> Not<T>(Expression<Func<Timed<T>, bool>> condition) =>
        Expression.Lambda<Func<Timed<T>, bool>>(Expression.Not(condition.Body), condition.Parameters);

    private sealed class Replace(ParameterExpression what, Expression with) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == what ? with : node;
    }
}
