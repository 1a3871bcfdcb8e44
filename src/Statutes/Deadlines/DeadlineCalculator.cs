using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Deadlines;

/// <summary>
/// Counts statutory periods and says how. The rules, with their rows of the register:
/// the day of the event doesn't count and a last day off rolls to the next working day (calc-day1-excluded, calc-holiday-rollover,
/// 民事诉讼法 art. 85); days off inside a period of natural days count, inside one of working days they don't; months and years end on
/// the same numbered day, or the last of a shorter month; hours run through; a paused day doesn't count; an extension is added in the
/// parameter's own unit before the roll-over; a day that a paper names is taken as it stands; a period counted backwards ends on the last permissible day before the event and doesn't roll.
/// </summary>
/// <remarks>
/// Pure: the same question on the same snapshots gives the same answer on any host, whatever its clock or time zone. Dates are Chinese
/// dates; an instant is read at UTC+8.
/// </remarks>
public static class DeadlineCalculator
{
    /// <summary>China Standard Time, without summer time since 1991.</summary>
    internal static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    /// <summary>Explains a deadline.</summary>
    /// <param name="request">The question.</param>
    /// <param name="register">The rows in force.</param>
    /// <param name="calendar">The working calendar.</param>
    public static DeadlineResult Explain(DeadlineRequest request, StatuteRegister register, WorkingCalendar calendar)
    {
        if (DeadlineChecks.Place(request, out var place) is { } misplaced)
        {
            return new DeadlineResult(null, misplaced);
        }

        if (DeadlineChecks.Start(request, out var eventOn) is { } unstarted)
        {
            return new DeadlineResult(null, unstarted);
        }

        var found = register.Find(request.ParameterId, place, eventOn);
        if (DeadlineChecks.Row(request.ParameterId, eventOn, found, request.SetFor is not null) is { } unusable)
        {
            return new DeadlineResult(null, unusable);
        }

        var row = found.Row!;
        if ((DeadlineChecks.Request(request, row, eventOn) ?? DeadlineChecks.Calendar(row, calendar)) is { } refused)
        {
            return new DeadlineResult(null, refused);
        }

        var count = new PeriodCount(row, register, calendar.At(place ?? row.Jurisdictions[0]), eventOn, request);
        if (request.SetFor is { } named)
        {
            return new DeadlineResult(count.Until(named), null);
        }

        var counted = row.Unit == StatuteUnit.Hour ? count.Hours(request.StartsAt!.Value) : count.Days();
        return count.UnknownYear(counted.DueOn) is { } year
            ? new DeadlineResult(null, DeadlineChecks.UnknownYear(row, year))
            : new DeadlineResult(counted, null);
    }

    /// <summary>The date in China of an instant.</summary>
    public static DateOnly ChinaDate(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(ChinaOffset).DateTime);
}
