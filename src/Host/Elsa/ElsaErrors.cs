using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Values;
using LaborFlow.Host.Publishing;

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
            if (refused is ScriptInNameException)
                RefusedCalls.Record(context.HttpContext);
            return Answer(context.HttpContext, refused);
        }
        catch (DefinitionException unreadable)
        {
            return Answer(context.HttpContext, new DefinitionRefusedException(unreadable.Message));
        }
    }

    private static IResult Answer(HttpContext context, DefinitionRefusedException refused)
    {
        // The designer's cookie says which language its user reads; other clients read Elsa's English.
        var chinese = refused.Problems.Count > 0 && context.Request.Cookies[ElsaLanguage.Cookie] == "zh";
        var sentences = chinese ? refused.Problems.Select(problem => problem.InChinese()) : refused.Errors;
        var body = new JsonObject
        {
            ["statusCode"] = 400,
            ["message"] = "One or more errors occurred!",
            ["errors"] = new JsonObject { ["generalErrors"] = new JsonArray([.. sentences.Select(sentence => (JsonNode)sentence!)]) },
        };
        // For the designer's page, which marks the steps that the findings concern.
        if (refused.Problems.Count > 0)
            body["problems"] = JsonSerializer.SerializeToNode(refused.Problems.Select(CheckProcedure.View), JsonValues.Options);
        return Results.Json(body, contentType: "application/problem+json", statusCode: 400);
    }
}
