using LaborFlow.Engine.Composition;
using LaborFlow.Engine.Flow;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Definitions.Checks;

/// <summary>
/// What is looked at before a version is published. Errors are what could only fail or never come to an end; warnings are what is probably
/// not meant. Values that only an instance knows (scripts, variables) are not guessed.
/// </summary>
public static class PublishChecks
{
    /// <summary>All problems, in the order of the definition.</summary>
    public static IReadOnlyList<DefinitionProblem> Check(WorkflowEngine engine, CompiledWorkflow compiled)
    {
        var problems = new ProblemList();
        foreach (var activity in compiled.Activities)
        {
            if (activity is NotFoundActivity missing)
            {
                problems.Error(
                    missing.Id,
                    "unknown-type",
                    $"环节“{missing.Id}”的类型“{missing.MissingTypeName}”不存在。",
                    $"Activity '{missing.Id}' has the unknown type '{missing.MissingTypeName}'."
                );
            }

            if (activity is Flowchart flowchart)
            {
                FlowchartChecks.Check(engine, flowchart, problems);
                JoinChecks.Check(engine, flowchart, problems);
            }

            InputChecks.Check(engine, activity, problems);
            TimeChecks.Check(engine, activity, problems);
            LoopChecks.Check(activity, problems);
        }

        return problems.Items;
    }
}
