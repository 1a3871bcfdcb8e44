using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Dialects;

/// <summary>Questions about dates that a query asks of either database, and that mean the same in the program.</summary>
public static class DateQuestions
{
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    /// <summary>Days from one date to another; negative when the latter is earlier.</summary>
    public static int DaysBetween(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;

    /// <summary>The date in China at an instant.</summary>
    public static DateOnly ChinaDate(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(ChinaOffset).DateTime);

    internal static void Apply(ModelBuilder builder, SqlDialect dialect)
    {
        builder
            .HasDbFunction(((Func<DateOnly, DateOnly, int>)DaysBetween).Method)
            .HasTranslation(dates => dialect.DaysBetween(dates[0], dates[1]));
        var chinaDate = builder.HasDbFunction(((Func<DateTimeOffset, DateOnly>)ChinaDate).Method);
        chinaDate.HasTranslation(instants => dialect.ChinaDate(instants[0]));
    }
}
