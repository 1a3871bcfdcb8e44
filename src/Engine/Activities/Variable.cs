using System.Text.Json;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Activities;

/// <summary>
/// A variable that a container declares. Values are stored with the instance whatever the storage driver says: a value is never lost by a
/// suspension.
/// </summary>
public class Variable
{
    private Type? _type;

    /// <summary>Identifies the variable within its definition.</summary>
    public string Id { get; set; } = "";

    /// <summary>What expressions call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Alias of its type.</summary>
    public string TypeName
    {
        get;
        set
        {
            field = value;
            _type = null;
        }
    } = "Object";

    /// <summary>A list of that type.</summary>
    public bool IsArray
    {
        get;
        set
        {
            field = value;
            _type = null;
        }
    }

    /// <summary>The default as the definition writes it.</summary>
    public object? Value { get; set; }

    /// <summary>The storage driver's name; kept for Elsa, without effect here.</summary>
    public string? StorageDriverTypeName { get; set; }

    /// <summary>The default as a value of the variable's type.</summary>
    /// <exception cref="FormatException">The text is no value of that type.</exception>
    public object? Default() =>
        Value is null or "" ? (Value is "" && Type == typeof(string) ? "" : null)
        : IsArray && Value is string json ? ParseList(json)
        : Convert(Value);

    /// <summary>A value as this variable keeps it.</summary>
    /// <exception cref="FormatException">It cannot be read as the variable's type.</exception>
    public object? Convert(object? value) => value is null ? null : ValueConverter.Convert(value, Type);

    private Type Type => _type ??= TypeAliases.Resolve(TypeName, IsArray);

    private static object? ParseList(string json)
    {
        try
        {
            return JsonValues.Parse(json);
        }
        catch (JsonException e)
        {
            throw new FormatException("The default of a list is not JSON.", e);
        }
    }
}

/// <summary>A variable of a known type.</summary>
public sealed class Variable<T> : Variable
{
    /// <summary>A variable with a default.</summary>
    public Variable(string name, T? value = default)
    {
        Id = name;
        Name = name;
        TypeName = TypeAliases.NameOf(typeof(T));
        Value = value;
    }
}
