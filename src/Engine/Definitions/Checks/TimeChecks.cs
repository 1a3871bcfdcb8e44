using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Scheduling;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Definitions.Checks;

/// <summary>Times that are written in the definition and could only fail: a negative delay, a cron expression that never fires.</summary>
internal static class TimeChecks
{
    public static void Check(WorkflowEngine engine, IActivity activity, ProblemList problems)
    {
        switch (activity)
        {
            case Delay delay:
                CheckPeriod(activity, InputChecks.LiteralOf(delay.TimeSpan), problems);
                break;

            // What cannot be read and starts workflows is looked at when triggers are indexed, in Elsa's words.
            case Scheduling.Timer timer:
                CheckPeriod(activity, InputChecks.LiteralOf(timer.Interval), problems);
                break;
            case Cron cron when InputChecks.TextOf(cron.CronExpression) is { Length: > 0 } text:
                CheckCron(engine, activity, text, problems);
                break;
        }
    }

    private static void CheckPeriod(IActivity activity, object? value, ProblemList problems)
    {
        if (value is null or "")
        {
            return;
        }

        try
        {
            if (ValueConverter.Convert<TimeSpan>(value) >= TimeSpan.Zero)
            {
                return;
            }

            problems.Error(
                activity.Id,
                "period-negative",
                $"环节“{activity.Id}”的等待时间“{value}”为负数。",
                $"The period '{value}' of activity '{activity.Id}' is negative."
            );
        }
        catch (FormatException) when (activity.CanStartWorkflow) { }
        catch (FormatException)
        {
            problems.Error(
                activity.Id,
                "period-unreadable",
                $"环节“{activity.Id}”的等待时间“{value}”无法识别。",
                $"The period '{value}' of activity '{activity.Id}' cannot be read."
            );
        }
    }

    private static void CheckCron(WorkflowEngine engine, IActivity activity, string text, ProblemList problems)
    {
        try
        {
            if (CronSchedule.Parse(text).Next(engine.Time.GetUtcNow()) is null)
            {
                problems.Error(
                    activity.Id,
                    "cron-never",
                    $"环节“{activity.Id}”的定时表达式“{text}”永远不会触发。",
                    $"The cron expression '{text}' of activity '{activity.Id}' never fires."
                );
            }
        }
        catch (FormatException) when (activity.CanStartWorkflow) { }
        catch (FormatException e)
        {
            problems.Error(
                activity.Id,
                "cron-unreadable",
                $"环节“{activity.Id}”的定时表达式“{text}”有误。",
                $"The cron expression '{text}' of activity '{activity.Id}' is wrong. {e.Message}"
            );
        }
    }
}
