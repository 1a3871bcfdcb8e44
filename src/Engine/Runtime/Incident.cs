using System.Text.Json.Serialization;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Primitives;
using LaborFlow.Engine.Scripting;

namespace LaborFlow.Engine.Runtime;

/// <summary>What a thrown exception was.</summary>
/// <param name="Type">Full type name.</param>
/// <param name="Message">Its message.</param>
/// <param name="InnerException">What caused it.</param>
public sealed record ExceptionState(string Type, string Message, ExceptionState? InnerException)
{
    /// <summary>Where in the definition, under the name by which Studio shows it: activity, input, case, line and column. Null when nobody knows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StackTrace { get; init; }

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

    /// <summary>Which input, and where in its script; null when no input failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IncidentPlace? Place { get; init; }

    internal static Incident From(ActivityExecutionContext context, Exception e)
    {
        var place = IncidentPlace.Of(context, e);
        return new(
            context.Activity.Id,
            context.Activity.NodeId,
            context.Activity.Type,
            context.Id,
            e.Message,
            ExceptionState.From(e) with
            {
                StackTrace = place?.Sentence(context.Activity.Id),
            },
            context.Attempt,
            context.Now
        )
        {
            Place = place,
            InputJson = LogPersistence.Of(context.WorkflowExecutionContext, context).Inputs(context),
        };
    }
}

/// <summary>The input that failed, and where.</summary>
/// <param name="Input">The input.</param>
/// <param name="Case">The case of a switch; null elsewhere.</param>
/// <param name="Line">The line of its script, from 1; null when it is no script or the place is unknown.</param>
/// <param name="Column">The column, from 1.</param>
public sealed record IncidentPlace(string Input, string? Case, int? Line, int? Column)
{
    internal static IncidentPlace? Of(ActivityExecutionContext context, Exception e)
    {
        InputFailedException? failed = null;
        ScriptException? script = null;
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            failed ??= cause as InputFailedException;
            script ??= cause as ScriptException;
        }

        var input = failed?.Input ?? (script is not null && context.Activity is RunJavaScript ? nameof(RunJavaScript.Script) : null);
        return input is null ? null : new(input, failed?.Case, Known(script?.Line), Known(script?.Column));
    }

    internal string Sentence(string activityId) =>
        $"at activity '{activityId}', input '{Input}'"
        + (Case is null ? "" : $", case '{Case}'")
        + (Line is null ? "" : $", line {Line}, column {Column}");

    private static int? Known(int? number) => number is > 0 ? number : null;
}
