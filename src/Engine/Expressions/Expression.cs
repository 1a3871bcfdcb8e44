using System.Text.Json.Nodes;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Expressions;

/// <summary>How the value of an input is found: a type (<c>Literal</c>, <c>JavaScript</c>, <c>Variable</c> …) and a body.</summary>
/// <param name="Type">The expression type's name.</param>
/// <param name="Value">The body as a plain value: text for scripts, anything for literals, a reference object for variables and inputs.</param>
public sealed record Expression(string Type, object? Value)
{
    private Tuple<string?, string?>? _named;

    /// <summary>The id and the name in a reference, looked up once: definitions are shared and run often.</summary>
    internal (string? Id, string? Name) Named => (_named ??= new(Reference("id"), Reference("name"))).ToValueTuple();

    /// <inheritdoc />
    public bool Equals(Expression? other) => other is not null && Type == other.Type && Equals(Value, other.Value);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Type, Value);

    /// <summary>A value as it is.</summary>
    public static Expression Literal(object? value) => new("Literal", value);

    /// <summary>A script.</summary>
    public static Expression JavaScript(string script) => new("JavaScript", script);

    /// <summary>The member of a Variable or Input expression that names it (<c>id</c> or <c>name</c>).</summary>
    public string? Reference(string member) =>
        Value is IDictionary<string, object?> map && map.TryGetValue(member, out var id) ? JsonValues.ToText(id) : null;

    internal static Expression? FromJson(JsonNode? node) =>
        node is JsonObject o ? new Expression(o["type"]?.GetValue<string>() ?? "Literal", JsonValues.FromNode(o["value"])) : null;
}
