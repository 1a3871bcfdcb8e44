using System.Text.Json.Nodes;
using LaborFlow.Host.Accounts;

namespace LaborFlow.Host.Elsa;

/// <summary>
/// Studio offers a command when the answer links to it. Who may only read (an auditor) gets the links that read, and so a designer without
/// commands; that they would be refused anyway is the endpoints' matter.
/// </summary>
internal sealed class ReaderLinks : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        if (result is IValueHttpResult { Value: JsonObject answer } && !context.HttpContext.User.IsInRole(Roles.Administrator))
        {
            Strip(answer);
            foreach (var item in (answer["items"] as JsonArray ?? []).OfType<JsonObject>())
                Strip(item);
        }
        return result;
    }

    private static void Strip(JsonObject linked)
    {
        if (linked["links"] is JsonArray links)
            links.RemoveAll(link => link?["method"]?.ToString() != HttpMethods.Get && link?["rel"]?.ToString() != "export");
    }
}
