namespace LaborFlow.Engine.Activities;

/// <summary>What an activity's run costs, as the designer shows it.</summary>
public enum ActivityKind
{
    /// <summary>Runs in the workflow's own burst.</summary>
    Action,

    /// <summary>Can start a workflow.</summary>
    Trigger,

    /// <summary>Runs in the background.</summary>
    Job,

    /// <summary>May run in the background.</summary>
    Task,
}

/// <summary>Names an activity type: <c>{Namespace}.{Type}</c> is what definitions say.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ActivityAttribute : Attribute
{
    /// <summary>Namespace, category and description.</summary>
    public ActivityAttribute(string @namespace, string? category = null, string? description = null)
    {
        Namespace = @namespace;
        Category = category;
        Description = description;
    }

    /// <summary>The first part of the type name, e.g. <c>Elsa</c>.</summary>
    public string Namespace { get; }

    /// <summary>The toolbox group; the namespace when null.</summary>
    public string? Category { get; }

    /// <summary>What the activity does, for the toolbox.</summary>
    public string? Description { get; }

    /// <summary>The second part of the type name; the class name when null.</summary>
    public string? Type { get; init; }

    /// <summary>
    /// Names that the type had before, as <see cref="Type"/>: published versions never change, so what they name must still load. The toolbox
    /// shows the present name only.
    /// </summary>
    public string[] FormerTypes { get; init; } = [];

    /// <summary>The version of the type.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What the toolbox shows; words of the class name when null.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Action unless said otherwise.</summary>
    public ActivityKind Kind { get; init; } = ActivityKind.Action;

    /// <summary>False hides it from the toolbox.</summary>
    public bool IsBrowsable { get; init; } = true;
}

/// <summary>Describes an input for the designer. Properties of type <see cref="Input{T}"/> need it only to say more.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    /// <summary>What the designer shows; words of the property name when null.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Help text.</summary>
    public string? Description { get; init; }

    /// <summary>The editor (<c>singleline</c>, <c>dropdown</c> …); chosen by type when null.</summary>
    public string? UIHint { get; init; }

    /// <summary>The tab.</summary>
    public string? Category { get; init; }

    /// <summary>The choices of a dropdown, radio or check list.</summary>
    public string[]? Options { get; init; }

    /// <summary>The default value.</summary>
    public object? DefaultValue { get; init; }

    /// <summary>The expression type that the editor starts with.</summary>
    public string? DefaultSyntax { get; init; }

    /// <summary>Position among the inputs.</summary>
    public float Order { get; init; }

    /// <summary>False: the activity evaluates it itself.</summary>
    public bool AutoEvaluate { get; init; } = true;

    /// <summary>A secret or personal field: masked in the journal.</summary>
    public bool CanContainSecrets { get; init; }

    /// <summary>The publish check refuses a definition without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>False hides it in the designer.</summary>
    public bool IsBrowsable { get; init; } = true;
}

/// <summary>Describes an output for the designer.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    /// <summary>What the designer shows.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Help text.</summary>
    public string? Description { get; init; }

    /// <summary>A personal field: masked in the journal.</summary>
    public bool CanContainSecrets { get; init; }
}

/// <summary>Names the outcomes of an activity, shown as ports in a flowchart. Without it there is one, Done.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FlowNodeAttribute(params string[] outcomes) : Attribute
{
    /// <summary>The outcomes.</summary>
    public IReadOnlyList<string> Outcomes { get; } = outcomes;
}

/// <summary>Marks a property of type <see cref="IActivity"/> as an embedded port.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PortAttribute(string? name = null) : Attribute
{
    /// <summary>The port's name; the property name when null.</summary>
    public string? Name { get; } = name;
}
