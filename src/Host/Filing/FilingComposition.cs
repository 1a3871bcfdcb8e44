using LaborFlow.Cases;
using LaborFlow.Cases.Documents;

namespace LaborFlow.Host.Filing;

internal static class FilingComposition
{
    public static WebApplicationBuilder AddFiling(this WebApplicationBuilder builder)
    {
        foreach (var useCase in CasesComposition.UseCases)
            builder.Services.AddScoped(useCase);
        builder.Services.AddSingleton<TemplateTexts>();
        builder.Services.AddScoped<DisputeFiling>();
        builder.Services.AddSingleton<DisputeForm>();
        return builder;
    }

    public static void MapFiling(this IEndpointRouteBuilder endpoints)
    {
        var publicApi = endpoints.MapGroup("/api/public").WithTags("Public");
        Reference.Map(publicApi);
        FileOnline.Map(publicApi);
        FileAtWindow.Map(endpoints.MapGroup("/api").WithTags("Filing"));
    }
}
