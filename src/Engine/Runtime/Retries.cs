using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Runtime;

/// <summary>
/// What went wrong will probably pass: the activity is tried again by the clock instead of becoming an incident at once. Throw it before
/// case data is changed; messages and bookmarks of the attempt are dropped.
/// </summary>
public class TransientException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="inner">What caused it.</param>
    /// <param name="retryAfter">When to try again at the earliest; the back-off of the options when null.</param>
    public TransientException(string message, Exception? inner = null, TimeSpan? retryAfter = null)
        : base(message, inner) => RetryAfter = retryAfter;

    /// <summary>When to try again at the earliest.</summary>
    public TimeSpan? RetryAfter { get; }
}

/// <summary>Declares that exceptions of some types, thrown by the activity, will probably pass and are worth further attempts.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RetriesAttribute(params Type[] exceptions) : Attribute
{
    /// <summary>The types; derived ones count as well.</summary>
    public IReadOnlyList<Type> Exceptions { get; } = exceptions;

    /// <summary>Attempts in all; 0 takes the engine's <see cref="EngineOptions.RetryAttempts"/>.</summary>
    public int Attempts { get; init; }
}

/// <summary>When an activity that failed is tried again.</summary>
internal static class Retries
{
    public const string BookmarkName = "LaborFlow.Retry";

    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>How long to wait before the next attempt; null when the failure is an incident.</summary>
    public static TimeSpan? DelayOf(ActivityExecutionContext context, Exception failure)
    {
        var options = context.WorkflowExecutionContext.Engine.Options;
        var declared = (RetriesAttribute?)Attribute.GetCustomAttribute(context.Activity.GetType(), typeof(RetriesAttribute));
        var transient = failure as TransientException;
        if (transient is null && declared?.Exceptions.Any(type => type.IsInstanceOfType(failure)) != true)
        {
            return null;
        }

        var attempts = declared is { Attempts: > 0 } ? declared.Attempts : options.RetryAttempts;
        if (context.Attempt >= attempts)
        {
            return null;
        }

        var doubled = options.FirstRetryDelay * Math.Pow(2, Math.Min(context.Attempt - 1, 30));
        var delay = doubled < LongestDelay ? doubled : LongestDelay;
        return transient?.RetryAfter is { } asked && asked > delay ? asked : delay;
    }
}
