namespace LaborFlow.Engine.Scripting;

internal static class ErrorBuiltIns
{
    public static Template PrototypeOf(string name, Intrinsic constructor, bool isBase)
    {
        var template = new Template().Object("constructor", constructor).Text("name", name).Text("message", "");
        return isBase ? template.Fn("toString", 0, ToText) : template;
    }

    public static JsValue Construct(JsCallArgs a, Intrinsic prototype)
    {
        var error = new JsError(a.Run, a.Run.Get(prototype));
        if (!a[0].IsUndefined)
        {
            error.Put("message", a.Text(0), PropertyFlags.Hidden);
        }

        if (a[1].AsObject is { } options && options.Has("cause"))
        {
            error.Put("cause", options.Get("cause"), PropertyFlags.Hidden);
        }

        return error;
    }

    private static JsValue ToText(JsCallArgs a)
    {
        var o = a.This.AsObject ?? throw a.Run.TypeError("Error.prototype.toString requires that 'this' be an Object");
        var (name, message) = (o.Get("name"), o.Get("message"));
        var title = name.IsUndefined ? "Error" : a.Run.ToText(name);
        var text = message.IsUndefined ? "" : a.Run.ToText(message);
        return title.Length == 0 ? text
            : text.Length == 0 ? title
            : title + ": " + text;
    }
}
