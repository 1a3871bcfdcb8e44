using System.Runtime.CompilerServices;

namespace LaborFlow.Engine.Scripting;

public sealed partial class ScriptRun
{
    private const int RopeFrom = 512;

    /// <summary><c>Number(value)</c>; may run the script's <c>valueOf</c>.</summary>
    public double ToNumber(JsValue value)
    {
        if (value.IsNumber || value.IsBoolean)
        {
            return value.Num;
        }

        if (value.IsNull)
        {
            return 0;
        }

        switch (value.Ref)
        {
            case null:
                return double.NaN;
            case string or Rope:
                return NumberText.Parse(value.AsString!);
            case JsObject:
                return ToNumber(ToPrimitive(value, "number"));
            case JsSymbol:
                throw TypeError("Cannot convert a Symbol value to a number");
            default:
                return double.NaN;
        }
    }

    internal double ToInteger(JsValue value) => Operators.ToInteger(ToNumber(value));

    /// <summary><c>String(value)</c>; may run the script's <c>toString</c>.</summary>
    public string ToText(JsValue value)
    {
        switch (value.Ref)
        {
            case string text:
                return text;
            case Rope rope:
                return rope.Flatten();
            case JsObject:
                return ToText(ToPrimitive(value, "string"));
            case JsSymbol:
                throw TypeError("Cannot convert a Symbol value to a string");
            default:
                return value.ToString();
        }
    }

    /// <summary>A property key: a string, or a symbol as itself.</summary>
    internal object ToKey(JsValue value)
    {
        if (value.Ref is string text)
        {
            return text;
        }

        if (value.Ref is JsObject)
        {
            value = ToPrimitive(value, "string");
        }

        return value.Ref is JsSymbol symbol ? symbol : ToText(value);
    }

    internal JsValue ToPrimitive(JsValue value, string hint)
    {
        if (value.Ref is not JsObject o)
        {
            return value;
        }

        EnsureStack();
        var exotic = o.Get(JsSymbol.ToPrimitive);
        if (!exotic.IsNullish)
        {
            var result = (exotic.AsFunction ?? throw TypeError("Symbol.toPrimitive is not a function")).Call(value, hint);
            return result.IsObject ? throw TypeError("Cannot convert object to primitive value") : result;
        }

        var textFirst = hint == "string";
        for (var i = 0; i < 2; i++)
        {
            if (o.Get(textFirst == (i == 0) ? "toString" : "valueOf").AsFunction is { } method)
            {
                var result = method.Call(value);
                if (!result.IsObject)
                {
                    return result;
                }
            }
        }

        throw TypeError("Cannot convert object to primitive value");
    }

    internal JsObject ToObject(JsValue value)
    {
        if (value.Ref is JsObject o)
        {
            return o;
        }

        if (value.IsNullish)
        {
            throw TypeError("Cannot convert undefined or null to object");
        }

        return new JsPrimitiveObject(this, PrototypeOf(value), value);
    }

    internal JsObject PrototypeOf(JsValue value) =>
        value.Type switch
        {
            JsType.String => Get(Intrinsic.StringPrototype),
            JsType.Number => Get(Intrinsic.NumberPrototype),
            JsType.Boolean => Get(Intrinsic.BooleanPrototype),
            JsType.Symbol => Get(Intrinsic.SymbolPrototype),
            _ => value.AsObject!,
        };

    internal JsValue Add(JsValue a, JsValue b)
    {
        if (a.IsNumber && b.IsNumber)
        {
            return a.Num + b.Num;
        }

        if (a.IsObject || b.IsObject)
        {
            a = ToPrimitive(a, "default");
            b = ToPrimitive(b, "default");
        }

        return a.IsString || b.IsString ? Concat(a, b) : ToNumber(a) + ToNumber(b);
    }

    internal JsValue Concat(JsValue a, JsValue b)
    {
        var left = a.Ref as Rope as object ?? ToText(a);
        var right = b.Ref as Rope as object ?? ToText(b);
        long length = (long)TextLength(left) + TextLength(right);
        if (length < RopeFrom)
        {
            return string.Concat((string)left, (string)right);
        }

        if (TextLength(left) == 0)
        {
            return b;
        }

        if (TextLength(right) == 0)
        {
            return a;
        }

        // The rope shares its parts: what is new is the node now, and the flat text once it is read.
        if (length > MaxTextLength || length * 2 > Limits.MaxMemory)
        {
            ChargeText(length);
        }

        ChargeMemory(64 + (TextLength(right) * 2L));
        return JsValue.From(new Rope(left, right, (int)length));
    }

    private static int TextLength(object text) => text is Rope rope ? rope.Length : Unsafe.As<string>(text).Length;

    internal bool LooseEquals(JsValue a, JsValue b)
    {
        while (true)
        {
            if (a.IsNullish || b.IsNullish)
            {
                return a.IsNullish && b.IsNullish;
            }

            var (left, right) = (a.Type, b.Type);
            if (left == right)
            {
                return Operators.StrictEquals(a, b);
            }

            if (left == JsType.Object)
            {
                a = ToPrimitive(a, "default");
            }
            else if (right == JsType.Object)
            {
                b = ToPrimitive(b, "default");
            }
            else if (left == JsType.Symbol || right == JsType.Symbol)
            {
                return false;
            }
            else
            {
                return ToNumber(a) == ToNumber(b);
            }
        }
    }

    /// <summary>-1, 0, 1, or null when the values have no order (NaN).</summary>
    internal int? Compare(JsValue a, JsValue b)
    {
        if (a.IsObject)
        {
            a = ToPrimitive(a, "number");
        }

        if (b.IsObject)
        {
            b = ToPrimitive(b, "number");
        }

        if (a.IsString && b.IsString)
        {
            return Math.Sign(string.CompareOrdinal(a.AsString, b.AsString));
        }

        var (x, y) = (ToNumber(a), ToNumber(b));
        return x < y ? -1
            : x > y ? 1
            : x == y ? 0
            : null;
    }

    internal bool InstanceOf(JsValue value, JsValue constructor)
    {
        if (constructor.AsObject is not { } target)
        {
            throw TypeError("Right-hand side of 'instanceof' is not an object");
        }

        var custom = target.Get(JsSymbol.HasInstance);
        if (custom.AsFunction is { } function)
        {
            return Operators.Truthy(function.Call(constructor, value));
        }

        if (target is not JsFunction)
        {
            throw TypeError("Right-hand side of 'instanceof' is not callable");
        }

        if (value.AsObject is not { } o)
        {
            return false;
        }

        var prototype = target.Get("prototype").AsObject;
        for (var p = o.Prototype; p is not null; p = p.Prototype)
        {
            if (ReferenceEquals(p, prototype))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a member of any value, primitives included.</summary>
    internal JsValue GetMember(JsValue target, object key)
    {
        if (target.Ref is JsObject o)
        {
            return o.Get(key, target);
        }

        if (target.AsString is { } text)
        {
            if (key is "length")
            {
                return text.Length;
            }

            if (key is string name && NumberText.TryArrayIndex(name, out var index))
            {
                return index < text.Length ? CharText(text[(int)index]) : default;
            }
        }
        else if (target.IsNullish)
        {
            throw TypeError($"Cannot read properties of {target} (reading '{KeyText(key)}')");
        }

        return PrototypeOf(target).Get(key, target);
    }

    internal static string KeyText(object key) => key as string ?? key.ToString()!;

    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(static i => ((char)i).ToString())];

    internal static string CharText(char c) => c < 128 ? Ascii[c] : c.ToString();

    internal void SetMember(JsValue target, object key, JsValue value)
    {
        if (target.Ref is JsObject o)
        {
            if (!o.Set(key, value, target))
            {
                throw RefusedAssignment(o, key);
            }

            return;
        }

        if (target.IsNullish)
        {
            throw TypeError($"Cannot set properties of {target} (setting '{KeyText(key)}')");
        }

        throw TypeError($"Cannot create property '{KeyText(key)}' on {Operators.TypeOf(target)} '{target}'");
    }

    private Exception RefusedAssignment(JsObject o, object key)
    {
        for (var p = o; p is not null; p = p.Prototype)
        {
            if (p.TryGetOwn(key, out var property))
            {
                return property.IsAccessor
                    ? TypeError($"Cannot set property {KeyText(key)} of [object {o.Class}] which has only a getter")
                    : TypeError($"Cannot assign to read only property '{KeyText(key)}' of object '[object {o.Class}]'");
            }
        }

        return TypeError($"Cannot add property {KeyText(key)}, object is not extensible");
    }
}
