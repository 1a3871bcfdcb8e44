using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Tests.Deadlines;

/// <summary>The rules of counting again, as slowly and plainly as on a wall calendar: one day after another.</summary>
internal static class DayByDay
{
    public static DateOnly Due(DeadlineRequest request, PlaceCalendar calendar)
    {
        var row = StatuteRegister.Installed.RowsOf(request.ParameterId)[0];
        var start = request.RestartsOn ?? request.StartsOn!.Value;
        var length = (int)row.Value!.Value + request.ExtensionDays;
        bool Paused(DateOnly day) => request.Pauses.Any(pause => pause.From <= day && day <= pause.To);

        if (row.CountsBackwards)
        {
            return Walk(start, length, -1, day => row.Unit != StatuteUnit.WorkingDay || calendar.IsWorkingDay(day));
        }

        if (row.Unit == StatuteUnit.WorkingDay)
        {
            return Walk(start, length, 1, day => calendar.IsWorkingDay(day) && !Paused(day));
        }

        var days = row.Unit switch
        {
            StatuteUnit.NaturalDay => length,
            StatuteUnit.Month => start.AddMonths(length).DayNumber - start.DayNumber,
            StatuteUnit.Year => start.AddYears(length).DayNumber - start.DayNumber,
            _ => Walk(start, 1, 1, day => (day.Month * 100) + day.Day == length).DayNumber - start.DayNumber,
        };
        var end = Walk(start, days, 1, day => !Paused(day));
        return calendar.IsWorkingDay(end) ? end : Walk(end, 1, 1, day => calendar.IsWorkingDay(day) && !Paused(day));
    }

    private static DateOnly Walk(DateOnly day, int count, int step, Func<DateOnly, bool> counts)
    {
        while (count > 0)
        {
            day = day.AddDays(step);
            if (counts(day))
            {
                count--;
            }
        }

        return day;
    }
}
