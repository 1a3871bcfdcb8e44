using LaborFlow.Host.Operations;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LaborFlow.Host.Commands;

/// <summary>Writes the OpenAPI description of the host's API without starting it: what clients are generated from.</summary>
public static class DescribeApi
{
    /// <summary>The arguments, with a database that is never opened when none is configured: a description needs none.</summary>
    public static HostArguments WithoutDatabase(HostArguments arguments) =>
        arguments with
        {
            Settings = new Dictionary<string, string?>(arguments.Settings, StringComparer.OrdinalIgnoreCase)
            {
                ["ConnectionStrings:LaborFlow"] = "Host=127.0.0.1;Port=1;Database=none",
            },
        };

    /// <summary>The description as JSON, as <c>/openapi/v1.json</c> answers it.</summary>
    public static async Task<string> WriteAsync(WebApplication app, CancellationToken cancellationToken = default)
    {
        // Endpoints become known to the services when the pipeline asks for them, which otherwise happens at the start.
        app.UseEndpoints(_ => { });
        await using var scope = app.Services.CreateAsyncScope();
        var provider = scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1");
        var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken);
    }
}
