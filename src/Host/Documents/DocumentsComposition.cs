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
        ListDocuments.Map(endpoints.MapGroup("/api/documents").WithTags("Documents"));
        ListForms.Map(endpoints.MapGroup("/api/forms").WithTags("Documents"));
        SealEndpoints.Map(endpoints.MapGroup("/api/office-seals").WithTags("Documents"));
        TemplateEndpoints.Map(endpoints.MapGroup("/api/document-templates").WithTags("Documents"));
    }
}
