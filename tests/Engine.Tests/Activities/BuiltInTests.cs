using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Tests.Activities;

/// <summary>Every activity that procedures of Elsa 3.8 may name is there, under Elsa's name.</summary>
public sealed class BuiltInTests
{
    [Theory]
    [InlineData("Flowchart Sequence Parallel Fork FlowFork FlowJoin FlowDecision FlowSwitch FlowNode Composite Workflow")]
    [InlineData("If Switch For ForEach ParallelForEach While Break Start End Finish Complete Fault")]
    [InlineData("SetVariable SetOutput SetName Correlate WriteLine Log RunJavaScript Event PublishEvent RunTask")]
    [InlineData("Delay StartAt Timer Cron ExecuteWorkflow DispatchWorkflow BulkDispatchWorkflows")]
    [InlineData("SendHttpRequest FlowSendHttpRequest NotFoundActivity")]
    public void The_engine_has_the_activities_of_Elsa(string names)
    {
        var engine = WorkflowEngine.Create(TimeProvider.System);
        foreach (var name in names.Split(' '))
        {
            engine.Registry.Find("Elsa." + name).ShouldNotBeNull(name);
        }
    }
}
