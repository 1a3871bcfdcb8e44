using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Scheduling;

/// <summary>When a trigger that the clock has fired is due again.</summary>
public static class TriggerSchedule
{
    /// <summary>
    /// The first occurrence after <paramref name="now"/>, keeping the trigger's rhythm: what was missed is not made up for one by one.
    /// Null for a trigger that fires once.
    /// </summary>
    public static DateTimeOffset? Next(TriggerRow fired, DateTimeOffset now)
    {
        if (JsonValues.Parse(fired.PayloadJson) is not IDictionary<string, object?> payload)
        {
            return null;
        }

        if (payload.TryGetValue("cronExpression", out var cron))
        {
            return CronSchedule.Parse(JsonValues.ToText(cron) ?? "").Next(now);
        }

        if (!payload.TryGetValue("interval", out var text) || fired.NextDueAt is not { } due)
        {
            return null;
        }

        var interval = ValueConverter.Convert<TimeSpan>(text);
        if (interval <= TimeSpan.Zero)
        {
            return null;
        }

        var rounds = now < due ? 1 : ((now - due).Ticks / interval.Ticks) + 1;
        return due.AddTicks(interval.Ticks * rounds);
    }
}
