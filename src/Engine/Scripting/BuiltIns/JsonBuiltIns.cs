using System.Globalization;
using System.Text;

namespace LaborFlow.Engine.Scripting;

internal static class JsonBuiltIns
{
    public static readonly Template Members = new Template()
        .Fn("parse", 2, Parse)
        .Fn("stringify", 3, Stringify)
        .Value(JsSymbol.ToStringTag, "JSON");

    private static JsValue Parse(JsCallArgs a)
    {
        var text = a.Text(0);
        a.Run.Work(text.Length / 32);
        var value = new JsonReader(a.Run, text).Read();
        if (a[1].AsFunction is not { } reviver)
        {
            return value;
        }

        var root = new JsObject(a.Run, a.Run.ObjectPrototype);
        root.Put("", value);
        return Revive(a.Run, reviver, root, "");
    }

    private static JsValue Revive(ScriptRun run, JsFunction reviver, JsObject holder, string key)
    {
        run.EnsureStack();
        if (holder.Get(key).AsObject is { } o)
        {
            foreach (var name in ObjectBuiltIns.EnumerableKeys(o).ToList())
            {
                run.Step();
                var revived = Revive(run, reviver, o, name);
                if (revived.IsUndefined)
                {
                    o.Delete(name);
                }
                else
                {
                    o.DefineOwn(name, JsProperty.Data(revived));
                }
            }
        }

        return reviver.Call(holder, key, holder.Get(key));
    }

    private static JsValue Stringify(JsCallArgs a)
    {
        var run = a.Run;
        var indent = a[2] switch
        {
            { IsNumber: true } n => new string(' ', Operators.Clamp(n.Num, 10)),
            { IsString: true } s => s.AsString is { Length: > 10 } text ? text[..10] : s.AsString!,
            _ => "",
        };
        HashSet<string>? allowed = null;
        if (a[1].Ref is JsArray list)
        {
            allowed = [];
            foreach (var name in list.Items)
            {
                allowed.Add(run.ToText(name));
            }
        }

        var writer = new JsonWriter(run, a[1].AsFunction, allowed, indent);
        var holder = new JsObject(run, run.ObjectPrototype);
        holder.Put("", a[0]);
        return writer.Write(holder, "", a[0], 0) ? writer.Text : default(JsValue);
    }

    /// <summary><c>structuredClone</c>, for data.</summary>
    public static JsValue Clone(JsCallArgs a) => Clone(a.Run, a[0], []);

    private static JsValue Clone(ScriptRun run, JsValue value, Dictionary<JsObject, JsObject> done)
    {
        if (value.AsObject is not { } o)
        {
            return value.IsSymbol ? throw run.TypeError("Symbol() could not be cloned.") : value;
        }

        run.EnsureStack();
        run.Step();
        if (done.TryGetValue(o, out var known))
        {
            return known;
        }

        switch (o)
        {
            case JsFunction function:
                throw run.TypeError($"{function.Name} could not be cloned.");
            case JsDate date:
                return new JsDate(run, date.Time);
            case JsRegExp regex:
                return new JsRegExp(run, regex.Source, regex.Flags);
            case JsCollection collection:
                var copied = new JsCollection(run, collection.IsMap);
                done[o] = copied;
                foreach (var (key, item) in collection.Entries())
                {
                    copied.Store(Clone(run, key, done), Clone(run, item, done));
                }

                return copied;
            case JsArray array:
                var list = new JsArray(run, array.Length);
                done[o] = list;
                for (var i = 0; i < array.Length; i++)
                {
                    list.Append(Clone(run, array[i], done));
                }

                return list;
            default:
                JsObject copy = o is JsError ? new JsError(run, o.Prototype!) : new JsObject(run, run.ObjectPrototype);
                done[o] = copy;
                foreach (var key in o.OwnKeys())
                {
                    if (key is string && o.TryGetOwn(key, out var property) && (property.Enumerable || o is JsError))
                    {
                        copy.Put(key, Clone(run, o.Get(key), done), property.Flags & PropertyFlags.All);
                    }
                }

                return copy;
        }
    }
}

/// <summary>Writes one value as JSON text.</summary>
internal sealed class JsonWriter(ScriptRun run, JsFunction? replacer, HashSet<string>? allowed, string indent)
{
    private readonly StringBuilder _out = new();

    public string Text
    {
        get
        {
            run.ChargeText(_out.Length);
            return _out.ToString();
        }
    }

    /// <returns>False when the value has no JSON form (undefined, function, symbol).</returns>
    public bool Write(JsObject holder, string key, JsValue value, int depth)
    {
        run.Step();
        if (value.IsObject && run.GetMember(value, "toJSON").AsFunction is { } toJson)
        {
            value = toJson.Call(value, key);
        }

        if (replacer is not null)
        {
            value = replacer.Call(holder, key, value);
        }

        if (value.As<JsPrimitiveObject>() is { } boxed)
        {
            value = boxed.Value;
        }

        switch (value.Type)
        {
            case JsType.Null:
                _out.Append("null");
                return true;
            case JsType.Boolean:
                _out.Append(value.AsBoolean ? "true" : "false");
                return true;
            case JsType.Number:
                _out.Append(double.IsFinite(value.Num) ? NumberText.Format(value.Num) : "null");
                return true;
            case JsType.String:
                Quote(value.AsString!);
                return true;
            case JsType.Object when !value.IsFunction:
                WriteObject(value.AsObject!, depth);
                return true;
            default:
                return false;
        }
    }

    private void WriteObject(JsObject o, int depth)
    {
        run.EnsureStack();
        if (!run.BeginVisit(o))
        {
            throw run.TypeError("Converting circular structure to JSON");
        }

        try
        {
            if (o is JsArray array)
            {
                WriteArray(array, depth);
            }
            else
            {
                WriteMembers(o, depth);
            }
        }
        finally
        {
            run.EndVisit(o);
        }

        if (_out.Length * 2L > run.Limits.MaxMemory)
        {
            run.ChargeText(_out.Length);
        }
    }

    private void WriteArray(JsArray array, int depth)
    {
        _out.Append('[');
        for (var i = 0; i < array.Length; i++)
        {
            Separate(i > 0, depth + 1);
            if (!Write(array, NumberText.Format(i), array[i], depth + 1))
            {
                _out.Append("null");
            }
        }

        Separate(false, depth, array.Length > 0);
        _out.Append(']');
    }

    private void WriteMembers(JsObject o, int depth)
    {
        _out.Append('{');
        var any = false;
        IEnumerable<string> keys = allowed is null ? ObjectBuiltIns.EnumerableKeys(o) : allowed.Where(o.HasOwn);
        foreach (var key in keys)
        {
            var start = _out.Length;
            Separate(any, depth + 1);
            Quote(key);
            _out.Append(indent.Length > 0 ? ": " : ":");
            if (Write(o, key, o.Get(key), depth + 1))
            {
                any = true;
            }
            else
            {
                _out.Length = start;
            }
        }

        Separate(false, depth, any);
        _out.Append('}');
    }

    private void Separate(bool comma, int depth, bool newline = true)
    {
        if (comma)
        {
            _out.Append(',');
        }

        if (indent.Length > 0 && newline)
        {
            _out.Append('\n');
            for (var i = 0; i < depth; i++)
            {
                _out.Append(indent);
            }
        }
    }

    private void Quote(string text)
    {
        _out.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '"':
                    _out.Append("\\\"");
                    break;
                case '\\':
                    _out.Append(@"\\");
                    break;
                case '\n':
                    _out.Append("\\n");
                    break;
                case '\r':
                    _out.Append("\\r");
                    break;
                case '\t':
                    _out.Append("\\t");
                    break;
                case '\b':
                    _out.Append("\\b");
                    break;
                case '\f':
                    _out.Append("\\f");
                    break;
                case < ' ':
                    _out.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                case >= '\uD800' and <= '\uDFFF':
                    if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    {
                        _out.Append(c).Append(text[++i]);
                    }
                    else
                    {
                        _out.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    }

                    break;
                default:
                    _out.Append(c);
                    break;
            }
        }

        _out.Append('"');
    }
}
