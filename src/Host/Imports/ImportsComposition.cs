namespace LaborFlow.Host.Imports;

internal static class ImportsComposition
{
    public static WebApplicationBuilder AddImports(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ImportDisputes>();
        return builder;
    }

    public static void MapImports(this IEndpointRouteBuilder endpoints)
    {
        ImportAtWindow.Map(endpoints.MapGroup("/api").WithTags("Filing"));
        ImportRuns.Map(endpoints.MapGroup("/api/imports").WithTags("Filing"));
    }
}
