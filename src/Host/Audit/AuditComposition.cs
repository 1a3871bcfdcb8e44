using LaborFlow.Host.Operations;

namespace LaborFlow.Host.Audit;

internal static class AuditComposition
{
    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AuditKeyFiles>();
        builder.Services.AddSingleton(services => services.GetRequiredService<AuditKeyFiles>().Load());
        builder.Services.AddScoped<IStartupStep, KnownKeys>();
        builder.Services.AddScoped<AccessLog>();
        builder.Services.AddScoped<VerifyAudit>();
        builder.Services.AddSingleton<SignDailyRoots>();
        if (!builder.Configuration.GetValue<bool>("Audit:NoDailyRoots"))
            builder.Services.AddHostedService(services => services.GetRequiredService<SignDailyRoots>());
        return builder;
    }

    public static void MapAudit(this IEndpointRouteBuilder endpoints) => AuditPages.Map(endpoints.MapGroup("/api/audit").WithTags("Audit"));
}
