using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace LaborFlow.Host.Operations;

internal static class OperationsComposition
{
    public static WebApplicationBuilder AddOperations(this WebApplicationBuilder builder)
    {
        builder.AddStructuredLogging();
        builder.Services.AddHealthChecks().AddCheck<DatabaseAnswers>("database").AddCheck<ProceduresInstalled>("procedures");
        builder.Services.AddOpenApi("v1", options => options.CreateSchemaReferenceId = SchemaNames.Of);
        if (Telemetry.IsConfigured(builder.Configuration))
            builder.Services.AddHostedService<Telemetry>();
        return builder;
    }

    /// <summary>
    /// Live says that the process answers; ready says that it can do its work. Both, and the description of the API, are public:
    /// load balancers and tools ask without an account, and the answers hold nothing about any case.
    /// </summary>
    public static void MapOperations(this IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync })
            .AllowAnonymous();
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
        endpoints.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, Microsoft.Extensions.Diagnostics.HealthChecks.HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString()),
            }
        );
}
