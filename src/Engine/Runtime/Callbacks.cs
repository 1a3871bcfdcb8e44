using System.Collections.Concurrent;
using System.Reflection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Runtime;

/// <summary>Callbacks by name, so that an instance can go on in another process.</summary>
internal static class Callbacks
{
    private static readonly ConcurrentDictionary<(Type, string), MethodInfo?> Methods = [];

    /// <summary>The name under which the instance's state keeps a callback.</summary>
    public static string NameOf(IActivity activity, Delegate callback)
    {
        Check(activity, callback);
        return callback.Method.Name;
    }

    /// <summary>Refuses what no other process could call.</summary>
    public static void Check(IActivity activity, Delegate callback)
    {
        if (
            !ReferenceEquals(callback.Target, activity)
            && !(callback.Method.IsStatic && callback.Method.DeclaringType!.IsInstanceOfType(activity))
        )
        {
            throw new ArgumentException(
                $"The callback {callback.Method.Name} must be a method of {activity.GetType().Name}: the instance may be resumed in another process.",
                nameof(callback)
            );
        }
    }

    public static ActivityCompletionCallback Completion(IActivity activity, string name) =>
        Bind<ActivityCompletionCallback>(activity, name);

    public static ExecuteActivityDelegate Resume(IActivity activity, string name) => Bind<ExecuteActivityDelegate>(activity, name);

    private static T Bind<T>(IActivity activity, string name)
        where T : Delegate
    {
        var method =
            Methods.GetOrAdd((activity.GetType(), name), static key => Find(key.Item1, key.Item2))
            ?? throw new WorkflowException($"Activity type {activity.Type} has no method {name}.");
        return method.IsStatic ? method.CreateDelegate<T>() : method.CreateDelegate<T>(activity);
    }

    private static MethodInfo? Find(Type? type, string name)
    {
        const BindingFlags Any =
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetMethod(name, Any) is { } method)
            {
                return method;
            }
        }

        return null;
    }
}

/// <summary>A step of the queue: run an activity, or go on with an execution.</summary>
internal readonly record struct WorkItem(
    IActivity Activity,
    ActivityExecutionContext? Owner,
    ActivityCompletionCallback? OnCompleted = null,
    object? Tag = null,
    IReadOnlyList<Variable>? Variables = null,
    ActivityExecutionContext? Existing = null,
    Bookmark? Resumed = null
);
