using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions;

namespace LaborFlow.Host.Elsa;

/// <summary>Refusals of definitions in the shape that Studio shows: a list of sentences under <c>generalErrors</c>.</summary>
internal sealed class ElsaErrors : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (DefinitionRefusedException refused)
        {
            return Answer(refused.Errors);
        }
        catch (DefinitionException unreadable)
        {
            return Answer([unreadable.Message]);
        }
    }

    private static IResult Answer(IReadOnlyList<string> errors) =>
        Results.Json(
            new JsonObject
            {
                ["statusCode"] = 400,
                ["message"] = "One or more errors occurred!",
                ["errors"] = new JsonObject { ["generalErrors"] = new JsonArray([.. errors.Select(error => (JsonNode)error!)]) },
            },
            contentType: "application/problem+json",
            statusCode: 400
        );
}
