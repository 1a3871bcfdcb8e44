using System.Reflection;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Activities;

/// <summary>What the engine and the designer know of an activity type.</summary>
public sealed record ActivityDescriptor
{
    /// <summary>As definitions say it, e.g. <c>Elsa.WriteLine</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>The class.</summary>
    public required Type ClrType { get; init; }

    /// <summary>First part of the type name.</summary>
    public required string Namespace { get; init; }

    /// <summary>Second part of the type name.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the type.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Toolbox group.</summary>
    public required string Category { get; init; }

    /// <summary>What the toolbox shows.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Help text.</summary>
    public string? Description { get; init; }

    /// <summary>Kind of activity.</summary>
    public ActivityKind Kind { get; init; }

    /// <summary>Shown in the toolbox.</summary>
    public bool IsBrowsable { get; init; } = true;

    /// <summary>Has children of its own.</summary>
    public bool IsContainer { get; init; }

    /// <summary>A start node.</summary>
    public bool IsStart { get; init; }

    /// <summary>Ends its container.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Its inputs.</summary>
    public required IReadOnlyList<InputDescriptor> Inputs { get; init; }

    /// <summary>Its outputs.</summary>
    public required IReadOnlyList<OutputDescriptor> Outputs { get; init; }

    /// <summary>Its ports: outcomes (Flow) and embedded children (Embedded).</summary>
    public required IReadOnlyList<PortDescriptor> Ports { get; init; }

    /// <summary>Whether any input (or output) must not be shown in the journal.</summary>
    internal bool HasSensitive(bool isInput)
    {
        for (var n = 0; n < (isInput ? Inputs.Count : Outputs.Count); n++)
        {
            if (isInput ? Inputs[n].IsSensitive : Outputs[n].IsSensitive)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a member's value must not be shown in the journal.</summary>
    internal bool IsSensitive(string name, bool isInput) =>
        isInput
            ? Inputs.Any(input => input.Name == name && input.IsSensitive)
            : Outputs.Any(output => output.Name == name && output.IsSensitive);
}

/// <summary>A port.</summary>
/// <param name="Name">As connections name it.</param>
/// <param name="DisplayName">What the designer shows.</param>
/// <param name="Type"><c>Flow</c> or <c>Embedded</c>.</param>
public sealed record PortDescriptor(string Name, string DisplayName, string Type);

/// <summary>An output.</summary>
public sealed record OutputDescriptor(string Name, string TypeName, string DisplayName, string? Description, bool IsSensitive)
{
    internal PropertyInfo? Property { get; init; }
}

/// <summary>An input.</summary>
public sealed record InputDescriptor
{
    /// <summary>Pascal case; definitions write it in camel case.</summary>
    public required string Name { get; init; }

    /// <summary>Alias of its type.</summary>
    public required string TypeName { get; init; }

    /// <summary>What the designer shows.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Help text.</summary>
    public string? Description { get; init; }

    /// <summary>The editor.</summary>
    public required string UIHint { get; init; }

    /// <summary>The tab.</summary>
    public string? Category { get; init; }

    /// <summary>Position.</summary>
    public float Order { get; init; }

    /// <summary>Default value.</summary>
    public object? DefaultValue { get; init; }

    /// <summary>Expression type that the editor starts with.</summary>
    public string? DefaultSyntax { get; init; }

    /// <summary>Choices of a dropdown.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>An expression (true) or a plain member (false).</summary>
    public bool IsWrapped { get; init; } = true;

    /// <summary>Evaluated by the engine.</summary>
    public bool AutoEvaluate { get; init; } = true;

    /// <summary>Masked in the journal.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>A publish without it is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Shown in the designer.</summary>
    public bool IsBrowsable { get; init; } = true;

    internal PropertyInfo? Property { get; init; }

    internal Func<IActivity, Input?>? Reader { get; init; }

    internal Input? Read(IActivity activity) => Reader?.Invoke(activity);
}

/// <summary>Builds descriptors from classes.</summary>
internal static class ActivityDescriber
{
    public static ActivityDescriptor Describe(Type type)
    {
        var attribute = type.GetCustomAttribute<ActivityAttribute>()!;
        var name = attribute.Type ?? type.Name;
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        var embedded = properties
            .Where(p => p.PropertyType.IsAssignableTo(typeof(IActivity)))
            .Select(p => p.GetCustomAttribute<PortAttribute>()?.Name ?? p.Name)
            .Select(port => new PortDescriptor(port, port, "Embedded"));
        var flow = (type.GetCustomAttribute<FlowNodeAttribute>()?.Outcomes ?? []).Select(port => new PortDescriptor(port, port, "Flow"));
        return new ActivityDescriptor
        {
            TypeName = $"{attribute.Namespace}.{name}",
            ClrType = type,
            Namespace = attribute.Namespace,
            Name = name,
            Version = attribute.Version,
            Category = attribute.Category ?? attribute.Namespace,
            DisplayName = attribute.DisplayName ?? Words(type.Name),
            Description = attribute.Description,
            Kind = attribute.Kind,
            IsBrowsable = attribute.IsBrowsable,
            IsContainer = type.IsAssignableTo(typeof(IVariableContainer)),
            IsStart = name == "Start",
            IsTerminal = type.IsAssignableTo(typeof(ITerminalNode)),
            Inputs = properties.Where(IsInput).Select(DescribeInput).OrderBy(input => input.Order).ToList(),
            Outputs = properties.Where(p => p.PropertyType.IsAssignableTo(typeof(Output))).Select(DescribeOutput).ToList(),
            Ports = embedded.Concat(flow).ToList(),
        };
    }

    private static bool IsInput(PropertyInfo p) =>
        p.PropertyType.IsAssignableTo(typeof(Input)) || p.GetCustomAttribute<InputAttribute>() is not null;

    private static InputDescriptor DescribeInput(PropertyInfo property)
    {
        var attribute = property.GetCustomAttribute<InputAttribute>() ?? new InputAttribute();
        var wrapped = property.PropertyType.IsAssignableTo(typeof(Input));
        var type = wrapped ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var options = attribute.Options ?? (plain.IsEnum ? Enum.GetNames(plain) : null);
        return new InputDescriptor
        {
            Name = property.Name,
            TypeName = TypeAliases.NameOf(type),
            DisplayName = attribute.DisplayName ?? Words(property.Name),
            Description = attribute.Description,
            UIHint =
                attribute.UIHint
                ?? (
                    options is not null ? "dropdown"
                    : plain == typeof(bool) ? "checkbox"
                    : plain == typeof(Variable) ? "variable-picker"
                    : "singleline"
                ),
            Category = attribute.Category,
            Order = attribute.Order,
            DefaultValue = attribute.DefaultValue,
            DefaultSyntax = attribute.DefaultSyntax,
            Options = options,
            IsWrapped = wrapped,
            AutoEvaluate = wrapped && attribute.AutoEvaluate,
            IsSensitive = attribute.CanContainSecrets,
            IsRequired = attribute.IsRequired,
            IsBrowsable = attribute.IsBrowsable,
            Property = property,
            Reader = wrapped ? activity => (Input?)property.GetValue(activity) : null, // once per activity object: see InputPlan
        };
    }

    private static OutputDescriptor DescribeOutput(PropertyInfo property)
    {
        var attribute = property.GetCustomAttribute<OutputAttribute>();
        return new OutputDescriptor(
            property.Name,
            TypeAliases.NameOf(property.PropertyType.GetGenericArguments()[0]),
            attribute?.DisplayName ?? Words(property.Name),
            attribute?.Description,
            attribute?.CanContainSecrets == true
        )
        {
            Property = property,
        };
    }

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) && !char.IsUpper(name[i - 1]) ? $" {c}" : $"{c}"));
}
