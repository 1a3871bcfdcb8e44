namespace LaborFlow.Engine.Values;

/// <summary>The type names that definitions use for variables and inputs (<c>String</c>, <c>Int64</c>, <c>Object</c> …).</summary>
public static class TypeAliases
{
    private static readonly Dictionary<string, Type> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["String"] = typeof(string),
        ["Boolean"] = typeof(bool),
        ["Byte"] = typeof(byte),
        ["Int16"] = typeof(short),
        ["Int32"] = typeof(int),
        ["Int64"] = typeof(long),
        ["Single"] = typeof(float),
        ["Double"] = typeof(double),
        ["Decimal"] = typeof(decimal),
        ["Guid"] = typeof(Guid),
        ["DateTime"] = typeof(DateTime),
        ["DateTimeOffset"] = typeof(DateTimeOffset),
        ["DateOnly"] = typeof(DateOnly),
        ["TimeOnly"] = typeof(TimeOnly),
        ["TimeSpan"] = typeof(TimeSpan),
        ["Uri"] = typeof(Uri),
        ["Object"] = typeof(object),
        ["ObjectDictionary"] = typeof(Dictionary<string, object?>),
        ["ObjectArray"] = typeof(List<object?>),
    };

    /// <summary>The CLR type of an alias; unknown aliases (types of other products) are plain objects.</summary>
    public static Type Resolve(string? alias, bool isArray = false)
    {
        var name = alias ?? "Object";
        if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            return typeof(List<object?>);
        }

        return isArray ? typeof(List<object?>) : Known.GetValueOrDefault(name, typeof(object));
    }

    /// <summary>The alias of a CLR type as descriptors show it.</summary>
    public static string NameOf(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return Known.FirstOrDefault(pair => pair.Value == plain).Key ?? (plain.IsEnum ? plain.Name : "Object");
    }
}
