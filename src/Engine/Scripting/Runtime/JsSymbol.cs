namespace LaborFlow.Engine.Scripting;

/// <summary>A property key that is no string. Well-known symbols are shared by all runs, since they carry no state.</summary>
internal sealed class JsSymbol(string? description, bool isPrivate = false)
{
    public static readonly JsSymbol Iterator = new("Symbol.iterator");
    public static readonly JsSymbol ToPrimitive = new("Symbol.toPrimitive");
    public static readonly JsSymbol ToStringTag = new("Symbol.toStringTag");
    public static readonly JsSymbol HasInstance = new("Symbol.hasInstance");
    public static readonly JsSymbol AsyncIterator = new("Symbol.asyncIterator");

    public string? Description { get; } = description;

    /// <summary>A <c>#name</c> of a class: never listed among an object's keys.</summary>
    public bool IsPrivate { get; } = isPrivate;

    public override string ToString() => IsPrivate ? Description! : $"Symbol({Description})";
}
