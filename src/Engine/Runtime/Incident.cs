using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Runtime;

/// <summary>What a thrown exception was.</summary>
/// <param name="Type">Full type name.</param>
/// <param name="Message">Its message.</param>
/// <param name="InnerException">What caused it.</param>
public sealed record ExceptionState(string Type, string Message, ExceptionState? InnerException)
{
    internal static ExceptionState From(Exception e, bool isRoot = true) =>
        e is ScriptFailedException && isRoot
            ? new(
                (e as WorkflowException)!.TypeName,
                e.Message,
                new ExceptionState("Jint.Runtime.JavaScriptErrorWrapperException", e.Message, null)
            )
            : new(
                (e as WorkflowException)?.TypeName ?? e.GetType().FullName ?? e.GetType().Name,
                e.Message,
                e.InnerException is null || (e is ScriptFailedException) ? null : From(e.InnerException, isRoot: false)
            );
}

/// <summary>An activity threw. The instance keeps it until an administrator retries, skips or cancels.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="ActivityNodeId">Its path.</param>
/// <param name="ActivityType">Its type name.</param>
/// <param name="ActivityInstanceId">The execution that threw.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Exception">The exception.</param>
/// <param name="Attempt">Which attempt of the execution it was.</param>
/// <param name="Timestamp">When.</param>
public sealed record Incident(
    string ActivityId,
    string ActivityNodeId,
    string ActivityType,
    string ActivityInstanceId,
    string Message,
    ExceptionState Exception,
    int Attempt,
    DateTimeOffset Timestamp
)
{
    /// <summary>The evaluated inputs as the journal may show them (by mode, masked): JSON object or null.</summary>
    public string? InputJson { get; init; }

    internal static Incident From(ActivityExecutionContext context, Exception e) =>
        new(
            context.Activity.Id,
            context.Activity.NodeId,
            context.Activity.Type,
            context.Id,
            e.Message,
            ExceptionState.From(e),
            context.Attempt,
            context.Now
        )
        {
            InputJson = LogPersistence.Of(context.WorkflowExecutionContext, context).Inputs(context),
        };
}
