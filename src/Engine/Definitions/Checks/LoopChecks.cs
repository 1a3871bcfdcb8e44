using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Composition;
using LaborFlow.Engine.Flow;
using LaborFlow.Engine.Looping;
using LaborFlow.Engine.Primitives;

namespace LaborFlow.Engine.Definitions.Checks;

/// <summary>Loops with an embedded body that can never end.</summary>
internal static class LoopChecks
{
    public static void Check(IActivity activity, ProblemList problems)
    {
        if (activity is not While { Body: { } body } loop || Waiting.May(body))
        {
            return;
        }

        if (IsAlwaysTrue(loop.Condition) && !MayEnd(body))
        {
            problems.Error(
                loop.Id,
                "cycle-endless",
                $"循环“{loop.Id}”的条件恒为真，循环体内既不等待也不退出，永远不会结束。",
                $"The condition of loop '{loop.Id}' is always true, and its body neither waits nor breaks: it never ends."
            );
        }
        else
        {
            problems.Warning(
                loop.Id,
                "cycle-without-wait",
                $"循环“{loop.Id}”中没有等待环节；条件一直不变时会被强制停止。",
                $"Loop '{loop.Id}' has no activity that waits; if its condition never changes, it is stopped as an incident."
            );
        }
    }

    private static bool IsAlwaysTrue(Input condition) =>
        condition.Expression is { Type: "Literal" or "JavaScript", Value: { } value }
        && Values.JsonValues.ToText(value)?.Trim().TrimEnd(';').Equals("true", StringComparison.OrdinalIgnoreCase) == true;

    private static bool MayEnd(IActivity activity) =>
        activity is Break or Finish or Fault or Complete || Waiting.ChildrenOf(activity)?.Any(MayEnd) == true;
}
