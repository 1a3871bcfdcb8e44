using LaborFlow.Host.Operations;

namespace LaborFlow.Host.Documents;

internal static class DocumentsComposition
{
    public static WebApplicationBuilder AddDocuments(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<IStartupStep, InstallDocumentTemplates>();
        builder.Services.AddScoped<CaseVolume>();
        return builder;
    }

    public static void MapDocuments(this IEndpointRouteBuilder endpoints)
    {
        var cases = endpoints.MapGroup("/api/cases").WithTags("Documents");
        ReadDocument.Map(cases);
        ListServices.Map(cases);
        DownloadVolume.Map(cases);
        TemplateEndpoints.Map(endpoints.MapGroup("/api/document-templates").WithTags("Documents"));
    }
}
