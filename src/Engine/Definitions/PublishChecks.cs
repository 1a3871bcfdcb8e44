using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Composition;
using LaborFlow.Engine.Expressions;
using LaborFlow.Engine.Flow;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Definitions;

/// <summary>Something that a publish check found.</summary>
/// <param name="ActivityId">Where.</param>
/// <param name="Code">Which check.</param>
/// <param name="IsError">Errors refuse the publication, warnings don't.</param>
/// <param name="Zh">A sentence in Chinese.</param>
/// <param name="En">A sentence in English.</param>
public sealed record DefinitionProblem(string ActivityId, string Code, bool IsError, string Zh, string En);

/// <summary>What is looked at before a version is published.</summary>
public static class PublishChecks
{
    /// <summary>All problems, in the order of the definition.</summary>
    public static IReadOnlyList<DefinitionProblem> Check(WorkflowEngine engine, CompiledWorkflow compiled)
    {
        var problems = new List<DefinitionProblem>();
        foreach (var activity in compiled.Activities)
        {
            if (activity is NotFoundActivity missing)
            {
                problems.Add(
                    new(
                        missing.Id,
                        "unknown-type",
                        true,
                        $"环节“{missing.Id}”的类型“{missing.MissingTypeName}”不存在。",
                        $"Activity '{missing.Id}' has the unknown type '{missing.MissingTypeName}'."
                    )
                );
            }

            if (activity is Flowchart flowchart)
            {
                CheckFlowchart(flowchart, problems);
            }

            CheckInputs(engine, activity, problems);
        }

        return problems;
    }

    private static void CheckInputs(WorkflowEngine engine, IActivity activity, List<DefinitionProblem> problems)
    {
        if (engine.Registry.Find(activity.Type) is not { } descriptor)
        {
            return;
        }

        foreach (var input in descriptor.Inputs)
        {
            var expression = input.Read(activity)?.Expression;
            var absent = input.IsWrapped ? expression is null or { Value: null or "" } : input.Property?.GetValue(activity) is null;
            if (input.IsRequired && absent && activity is not ITrigger)
            {
                problems.Add(
                    new(
                        activity.Id,
                        "input-missing",
                        true,
                        $"环节“{activity.Id}”缺少必填项“{input.DisplayName}”。",
                        $"Activity '{activity.Id}' lacks the required input '{input.Name}'."
                    )
                );
            }

            if (expression is not null && engine.Expressions.Check(expression) is { } wrong)
            {
                problems.Add(
                    new(
                        activity.Id,
                        "expression",
                        true,
                        $"环节“{activity.Id}”的“{input.DisplayName}”表达式有误：{wrong}",
                        $"Input '{input.Name}' of activity '{activity.Id}': {wrong}"
                    )
                );
            }
        }
    }

    private static void CheckFlowchart(Flowchart flowchart, List<DefinitionProblem> problems)
    {
        foreach (var dangling in flowchart.DanglingConnections)
        {
            problems.Add(
                new(
                    flowchart.Id,
                    "dangling",
                    false,
                    $"流程图“{flowchart.Id}”的连线 {dangling} 指向不存在的环节。",
                    $"Connection {dangling} of flowchart '{flowchart.Id}' names an activity that does not exist."
                )
            );
        }

        if (flowchart.StartOf(null) is not { } start)
        {
            return;
        }

        var graph = flowchart.GraphFrom(start);
        foreach (var activity in flowchart.Activities.Where(activity => !graph.Contains(activity) && !activity.CanStartWorkflow))
        {
            if (!flowchart.Activities.Where(other => other.CanStartWorkflow).Any(other => flowchart.GraphFrom(other).Contains(activity)))
            {
                problems.Add(
                    new(
                        activity.Id,
                        "unreachable",
                        false,
                        $"从起点到不了环节“{activity.Id}”。",
                        $"Activity '{activity.Id}' cannot be reached from the start."
                    )
                );
            }
        }

        foreach (var back in flowchart.Connections.Where(graph.IsInvalidBack))
        {
            problems.Add(
                new(
                    back.Source.Id,
                    "loop-two-entries",
                    true,
                    $"“{back.Source.Id}”回到“{back.Target.Id}”的循环有两个入口，无法执行。",
                    $"The loop from '{back.Source.Id}' back to '{back.Target.Id}' has two entries and cannot run."
                )
            );
        }
    }
}
