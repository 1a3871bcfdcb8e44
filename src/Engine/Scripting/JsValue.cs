using System.Globalization;
using System.Runtime.CompilerServices;

namespace LaborFlow.Engine.Scripting;

/// <summary>The language types that <c>typeof</c> and conversions distinguish.</summary>
public enum JsType
{
    Undefined,
    Null,
    Boolean,
    Number,
    String,
    Symbol,
    Object,
}

/// <summary>
/// A JavaScript value: two machine words, no allocation for numbers and booleans. Objects belong to the <see cref="ScriptRun"/> that made
/// them and must not be handed to another run; primitives may be.
/// </summary>
public readonly struct JsValue : IEquatable<JsValue>
{
    // What the reference is decides the type: null = undefined, a tag = null/boolean/number, else the string, symbol or object itself.
    internal readonly object? Ref;
    internal readonly double Num;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private JsValue(object? reference, double number)
    {
        Ref = reference;
        Num = number;
    }

    private sealed class Tag(string name)
    {
        public override string ToString() => name;
    }

    private static readonly Tag NullTag = new("null");
    private static readonly Tag BooleanTag = new("boolean");
    private static readonly Tag NumberTag = new("number");
    private static readonly Tag HoleTag = new("hole");
    private static readonly Tag ChainTag = new("chain");

    /// <summary>The value <c>undefined</c>; also the default of the struct.</summary>
    public static JsValue Undefined => default;

    /// <summary>The value <c>null</c>.</summary>
    public static JsValue Null => new(NullTag, 0);

    /// <summary>The value <c>true</c>.</summary>
    public static JsValue True => new(BooleanTag, 1);

    /// <summary>The value <c>false</c>.</summary>
    public static JsValue False => new(BooleanTag, 0);

    /// <summary>The number <c>NaN</c>.</summary>
    public static JsValue NaN => new(NumberTag, double.NaN);

    // An array element that was never set, and a let/const before its declaration ran. Never seen by scripts.
    internal static JsValue Hole => new(HoleTag, 0);

    // What a member of an optional chain gives once the chain is cut; the chain's root turns it into undefined.
    internal static JsValue ChainCut => new(ChainTag, 0);

    /// <summary>A number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static JsValue From(double value) => new(NumberTag, value);

    /// <summary>A boolean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static JsValue From(bool value) => new(BooleanTag, value ? 1 : 0);

    /// <summary>A string, or <c>null</c> for a null reference.</summary>
    public static JsValue From(string? value) => value is null ? Null : new(value, 0);

    /// <summary>An object, or <c>null</c> for a null reference.</summary>
    public static JsValue From(JsObject? value) => value is null ? Null : new(value, 0);

    internal static JsValue From(JsSymbol value) => new(value, 0);

    internal static JsValue From(Rope value) => new(value, 0);

    internal static JsValue FromKey(object key) => new(key, 0);

    public static implicit operator JsValue(double value) => From(value);

    public static implicit operator JsValue(bool value) => From(value);

    public static implicit operator JsValue(string? value) => From(value);

    public static implicit operator JsValue(JsObject? value) => From(value);

    /// <summary>Whether this is <c>undefined</c>.</summary>
    public bool IsUndefined => Ref is null;

    /// <summary>Whether this is <c>null</c>.</summary>
    public bool IsNull => ReferenceEquals(Ref, NullTag);

    /// <summary>Whether this is <c>null</c> or <c>undefined</c>.</summary>
    public bool IsNullish => Ref is null || ReferenceEquals(Ref, NullTag);

    /// <summary>Whether this is a boolean.</summary>
    public bool IsBoolean => ReferenceEquals(Ref, BooleanTag);

    /// <summary>Whether this is a number.</summary>
    public bool IsNumber
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ReferenceEquals(Ref, NumberTag);
    }

    /// <summary>Whether this is a string.</summary>
    public bool IsString => Ref is string or Rope;

    /// <summary>Whether this is a symbol.</summary>
    public bool IsSymbol => Ref is JsSymbol;

    /// <summary>Whether this is an object (arrays and functions are).</summary>
    public bool IsObject => Ref is JsObject;

    /// <summary>Whether this can be called.</summary>
    public bool IsFunction => Ref is JsFunction;

    internal bool IsHole => ReferenceEquals(Ref, HoleTag);

    internal bool IsChainCut => ReferenceEquals(Ref, ChainTag);

    /// <summary>The language type.</summary>
    public JsType Type =>
        Ref switch
        {
            null => JsType.Undefined,
            string or Rope => JsType.String,
            JsObject => JsType.Object,
            JsSymbol => JsType.Symbol,
            _ when IsNumber => JsType.Number,
            _ when IsBoolean => JsType.Boolean,
            _ when IsNull => JsType.Null,
            _ => JsType.Undefined,
        };

    /// <summary>The number, when <see cref="IsNumber"/>; else 0 (for a boolean 0 or 1).</summary>
    public double AsNumber => Num;

    /// <summary>The boolean, when <see cref="IsBoolean"/>.</summary>
    public bool AsBoolean => Num != 0;

    /// <summary>The object, or null when this is none.</summary>
    public JsObject? AsObject => Ref as JsObject;

    /// <summary>The function, or null when this is none.</summary>
    public JsFunction? AsFunction => Ref as JsFunction;

    /// <summary>The text, or null when this is no string.</summary>
    public string? AsString => Ref as string ?? (Ref as Rope)?.Flatten();

    internal T? As<T>()
        where T : class => Ref as T;

    /// <summary>
    /// The value as .NET data: null, bool, long (a whole number that a double holds exactly), double, string, DateTimeOffset,
    /// <see cref="System.Text.Json.Nodes.JsonObject"/>, <see cref="System.Text.Json.Nodes.JsonArray"/>. Functions and symbols become null.
    /// </summary>
    /// <exception cref="ScriptException">The object graph is cyclic or nested too deeply.</exception>
    public object? ToClr() => ClrConversion.ToClr(this);

    /// <summary>The value as JSON data, as <c>JSON.stringify</c> would write it; undefined and functions give null.</summary>
    /// <exception cref="ScriptException">The object graph is cyclic or nested too deeply.</exception>
    public System.Text.Json.Nodes.JsonNode? ToJsonNode() => ClrConversion.ToJsonNode(this);

    /// <summary>Same type and same value (<c>Object.is</c>), objects by identity.</summary>
    public bool Equals(JsValue other) => Operators.SameValue(this, other);

    public override bool Equals(object? obj) => obj is JsValue other && Equals(other);

    public override int GetHashCode() =>
        Ref switch
        {
            null => 0,
            string s => s.GetHashCode(StringComparison.Ordinal),
            Rope r => r.Flatten().GetHashCode(StringComparison.Ordinal),
            JsObject or JsSymbol => RuntimeHelpers.GetHashCode(Ref),
            _ => Num.GetHashCode(),
        };

    public static bool operator ==(JsValue left, JsValue right) => left.Equals(right);

    public static bool operator !=(JsValue left, JsValue right) => !left.Equals(right);

    /// <summary>A text for people: strings as they are, numbers as JavaScript writes them, objects by class. Runs no script code.</summary>
    public override string ToString() =>
        Ref switch
        {
            null => "undefined",
            string s => s,
            Rope r => r.Flatten(),
            JsObject o => $"[object {o.Class}]",
            JsSymbol s => s.ToString(),
            _ when IsNumber => NumberText.Format(Num),
            _ when IsBoolean => Num != 0 ? "true" : "false",
            _ => string.Format(CultureInfo.InvariantCulture, "{0}", Ref),
        };
}
