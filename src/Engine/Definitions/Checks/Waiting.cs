using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Branching;
using LaborFlow.Engine.Composition;
using LaborFlow.Engine.Flow;
using LaborFlow.Engine.Looping;
using LaborFlow.Engine.Primitives;

namespace LaborFlow.Engine.Definitions.Checks;

/// <summary>Which activities never wait. Of others, those of other rooms included, it is assumed that they may.</summary>
internal static class Waiting
{
    public static bool May(IActivity activity) =>
        activity switch
        {
            WriteLine
            or Log
            or SetVariable
            or SetName
            or SetOutput
            or Correlate
            or Finish
            or Fault
            or Start
            or End
            or Complete
            or Break
            or FlowDecision
            or FlowSwitch
            or FlowFork
            or FlowJoin
            or PublishEvent
            or RunJavaScript => false,
            _ => ChildrenOf(activity) is not { } children || children.Any(May),
        };

    /// <summary>The children of a built-in container; null for everything else.</summary>
    public static IEnumerable<IActivity>? ChildrenOf(IActivity activity) =>
        activity switch
        {
            Container container => container.Activities,
            Fork fork => fork.Branches,
            If branch => Given(branch.Then, branch.Else),
            Switch choice => Given([.. choice.Cases.Select(c => c.Activity), choice.Default]),
            While loop => Given(loop.Body),
            For loop => Given(loop.Body),
            ForEach loop => Given(loop.Body),
            ParallelForEach loop => Given(loop.Body),
            FlowNode node => Given(node.Body),
            Composite composite => Given(composite.Root),
            WorkflowDefinitionActivity used => Given(used.Root),
            Workflow workflow => Given(workflow.Root),
            _ => null,
        };

    private static IEnumerable<IActivity> Given(params IActivity?[] children) => children.OfType<IActivity>();
}
