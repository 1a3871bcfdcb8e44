using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LaborFlow.Engine.Scripting;

/// <summary>Values between scripts and .NET. Only data crosses: no .NET object is ever visible to a script.</summary>
internal static class ClrConversion
{
    private const double MaxSafeInteger = 9007199254740991;

    public static JsValue FromClr(ScriptRun run, object? value)
    {
        switch (value)
        {
            case null:
                return JsValue.Null;
            case JsValue js:
                return js;
            case JsObject o:
                return o;
            case string text:
                return text;
            case bool flag:
                return flag;
            case double or float or decimal or long or int or short or byte or sbyte or ushort or uint or ulong:
                return Convert.ToDouble(value, CultureInfo.InvariantCulture);
            case char c:
                return c.ToString();
            case Enum constant:
                return constant.ToString();
            case Guid id:
                return id.ToString();
            case DateTimeOffset instant:
                return new JsDate(run, instant.ToUnixTimeMilliseconds());
            case DateTime moment:
                var utc =
                    moment.Kind == DateTimeKind.Unspecified
                        ? DateMath.ToUtc(run.Time.LocalTimeZone, new DateTimeOffset(moment, TimeSpan.Zero).ToUnixTimeMilliseconds())
                        : new DateTimeOffset(moment.ToUniversalTime()).ToUnixTimeMilliseconds();
                return new JsDate(run, utc);
            case DateOnly date:
                return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case TimeOnly time:
                return time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
            case TimeSpan span:
                return span.ToString("c", CultureInfo.InvariantCulture);
            case Uri uri:
                return uri.ToString();
            case JsonElement element:
                return FromElement(run, element);
            case JsonNode node:
                return FromNode(run, node);
            case IDictionary<string, object?> map:
                return FromPairs(run, map);
            case IDictionary map:
                return FromPairs(
                    run,
                    map.Keys.Cast<object>()
                        .Select(k => new KeyValuePair<string, object?>(Convert.ToString(k, CultureInfo.InvariantCulture)!, map[k]))
                );
            case IReadOnlyDictionary<string, object?> map:
                return FromPairs(run, map);
            case IEnumerable items:
                var array = new JsArray(run);
                run.EnsureStack();
                foreach (var item in items)
                {
                    array.Append(FromClr(run, item));
                }

                return array;
            default:
                // An object of the host crosses as the data that it is serialised to, never as itself.
                return FromElement(run, JsonSerializer.SerializeToElement(value, value.GetType(), JsonSerializerOptions.Web));
        }
    }

    private static JsObject FromPairs(ScriptRun run, IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        run.EnsureStack();
        var o = new JsObject(run, run.ObjectPrototype);
        foreach (var (key, value) in pairs)
        {
            o.Put(key, FromClr(run, value));
        }

        return o;
    }

    private static JsValue FromElement(ScriptRun run, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                run.EnsureStack();
                var o = new JsObject(run, run.ObjectPrototype);
                foreach (var member in element.EnumerateObject())
                {
                    o.Put(member.Name, FromElement(run, member.Value));
                }

                return o;
            case JsonValueKind.Array:
                run.EnsureStack();
                var array = new JsArray(run, element.GetArrayLength());
                foreach (var item in element.EnumerateArray())
                {
                    array.Append(FromElement(run, item));
                }

                return array;
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return element.GetDouble();
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Undefined:
                return default;
            default:
                return JsValue.Null;
        }
    }

    private static JsValue FromNode(ScriptRun run, JsonNode? node)
    {
        switch (node)
        {
            case null:
                return JsValue.Null;
            case JsonObject map:
                run.EnsureStack();
                var o = new JsObject(run, run.ObjectPrototype);
                foreach (var (key, value) in map)
                {
                    o.Put(key, FromNode(run, value));
                }

                return o;
            case JsonArray list:
                run.EnsureStack();
                var array = new JsArray(run, list.Count);
                foreach (var item in list)
                {
                    array.Append(FromNode(run, item));
                }

                return array;
            case JsonValue value when value.TryGetValue<JsonElement>(out var element):
                return FromElement(run, element);
            default:
                return FromClr(run, ((JsonValue)node).GetValue<object>());
        }
    }

    public static object? ToClr(JsValue value) =>
        value.Type switch
        {
            JsType.Boolean => value.AsBoolean,
            JsType.Number => ToNumber(value.Num),
            JsType.String => value.AsString,
            JsType.Object => value.AsObject switch
            {
                JsFunction => null,
                JsDate date => double.IsNaN(date.Time) ? null : ToInstant(date.Time),
                JsPrimitiveObject boxed => ToClr(boxed.Value),
                var o => ToNode(o!, []),
            },
            _ => null,
        };

    private static object ToNumber(double number) =>
        Math.Abs(number) <= MaxSafeInteger && Math.Floor(number) == number && !(number == 0 && double.IsNegative(number))
            ? (long)number
            : number;

    private static object ToInstant(double time) =>
        time is >= -62_135_596_800_000 and <= 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)time)
            : DateBuiltIns.Iso(time);

    public static JsonNode? ToJsonNode(JsValue value) => ToNode(value, []);

    private static JsonNode? ToNode(JsValue value, HashSet<JsObject> path)
    {
        switch (value.Type)
        {
            case JsType.Boolean:
                return JsonValue.Create(value.AsBoolean);
            case JsType.Number:
                return !double.IsFinite(value.Num) ? null
                    : ToNumber(value.Num) is long whole ? JsonValue.Create(whole)
                    : JsonValue.Create(value.Num);
            case JsType.String:
                return JsonValue.Create(value.AsString);
            case JsType.Object:
                return ToNode(value.AsObject!, path);
            default:
                return null;
        }
    }

    private static JsonNode? ToNode(JsObject o, HashSet<JsObject> path)
    {
        switch (o)
        {
            case JsFunction:
                return null;
            case JsDate date:
                return double.IsNaN(date.Time) ? null : JsonValue.Create(DateBuiltIns.Iso(date.Time));
            case JsPrimitiveObject boxed:
                return ToNode(boxed.Value, path);
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack() || path.Count > 1000)
        {
            throw o.Run.Limit("The value is nested too deeply");
        }

        if (!path.Add(o))
        {
            throw o.Run.Limit("Converting circular structure to JSON");
        }

        JsonNode node;
        if (o is JsArray array)
        {
            var list = new JsonArray();
            for (var i = 0; i < array.Length; i++)
            {
                list.Add(ToNode(array[i], path));
            }

            node = list;
        }
        else if (o is JsCollection { IsMap: false } set)
        {
            node = new JsonArray([.. set.Entries().Select(e => ToNode(e.Key, path))]);
        }
        else if (o is JsCollection map)
        {
            var entries = new JsonObject();
            foreach (var (key, item) in map.Entries())
            {
                entries[key.ToString()] = ToNode(item, path);
            }

            node = entries;
        }
        else
        {
            var members = new JsonObject();
            foreach (var key in o.OwnKeys())
            {
                // Getters don't run here: the run is over. Undefined, functions and symbols have no JSON form.
                if (
                    key is string name
                    && o.TryGetOwn(name, out var p)
                    && p.Enumerable
                    && !p.IsAccessor
                    && p.Value is { IsUndefined: false, IsFunction: false, IsSymbol: false }
                )
                {
                    members[name] = ToNode(p.Value, path);
                }
            }

            if (o is JsError && !members.ContainsKey("message"))
            {
                members["name"] = o.Get("name").ToString();
                members["message"] = o.Get("message").ToString();
            }

            node = members;
        }

        path.Remove(o);
        return node;
    }
}
