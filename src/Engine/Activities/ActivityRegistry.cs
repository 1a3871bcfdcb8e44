using System.Collections.Concurrent;
using System.Reflection;

namespace LaborFlow.Engine.Activities;

/// <summary>The activity types that definitions may name. Filled when the host starts, read by all.</summary>
public sealed class ActivityRegistry
{
    private readonly ConcurrentDictionary<string, ActivityDescriptor> _descriptors = new(StringComparer.Ordinal);

    private readonly Func<string, ActivityDescriptor?>? _others;

    /// <summary>An empty registry.</summary>
    public ActivityRegistry() { }

    /// <summary>A registry that asks for types which were not added.</summary>
    internal ActivityRegistry(Func<string, ActivityDescriptor?> others) => _others = others;

    /// <summary>All types, by name.</summary>
    public IEnumerable<ActivityDescriptor> Descriptors => _descriptors.Values.OrderBy(d => d.TypeName, StringComparer.Ordinal);

    /// <summary>Adds every class of an assembly that carries <see cref="ActivityAttribute"/>.</summary>
    public void AddAssembly(Assembly assembly)
    {
        foreach (
            var type in assembly.GetTypes().Where(type => !type.IsAbstract && type.GetCustomAttribute<ActivityAttribute>() is not null)
        )
        {
            Add(type);
        }
    }

    /// <summary>Adds a class that carries <see cref="ActivityAttribute"/> and has a constructor without parameters.</summary>
    /// <exception cref="InvalidOperationException">Another class has the same type name.</exception>
    public void Add(Type type)
    {
        var descriptor = ActivityDescriber.Describe(type);
        Add(descriptor);
        foreach (var former in type.GetCustomAttribute<ActivityAttribute>()!.FormerTypes)
        {
            Add(descriptor with { TypeName = $"{descriptor.Namespace}.{former}", Name = former, IsBrowsable = false });
        }
    }

    private void Add(ActivityDescriptor descriptor)
    {
        var type = descriptor.ClrType;
        if (!_descriptors.TryAdd(descriptor.TypeName, descriptor) && _descriptors[descriptor.TypeName].ClrType != type)
        {
            throw new InvalidOperationException(
                $"Two classes are named {descriptor.TypeName}: {_descriptors[descriptor.TypeName].ClrType} and {type}."
            );
        }
    }

    /// <summary>The type of a name; null when there is none.</summary>
    public ActivityDescriptor? Find(string typeName) => _descriptors.GetValueOrDefault(typeName) ?? _others?.Invoke(typeName);

    /// <summary>The type of a class.</summary>
    public ActivityDescriptor? Find<T>()
        where T : IActivity => _descriptors.GetValueOrDefault(ActivityDescriber.Describe(typeof(T)).TypeName);

    internal Output? OutputOf(IActivity activity, string name) =>
        Find(activity.Type)?.Outputs.FirstOrDefault(output => output.Name == name)?.Property?.GetValue(activity) as Output;
}
