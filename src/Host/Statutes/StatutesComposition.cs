using LaborFlow.Host.Operations;

namespace LaborFlow.Host.Statutes;

internal static class StatutesComposition
{
    public static WebApplicationBuilder AddStatutes(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StoredStatutes>();
        builder.Services.AddHostedService(services => services.GetRequiredService<StoredStatutes>());
        // Each asks for the snapshot of its time: a request never sees half a change.
        builder.Services.AddTransient(services => services.GetRequiredService<StoredStatutes>().Current.Register);
        builder.Services.AddTransient(services => services.GetRequiredService<StoredStatutes>().Current.Calendar);
        builder.Services.AddScoped<StatuteChanges>();
        builder.Services.AddScoped<RecountDeadlines>();
        builder.Services.AddScoped<RecountRuns>();
        builder.Services.AddScoped<StatuteReadiness>();
        builder.Services.AddScoped<IStartupStep, InstallStatutes>();
        return builder;
    }

    public static void MapStatutes(this IEndpointRouteBuilder endpoints)
    {
        var statutes = endpoints.MapGroup("/api/statutes").WithTags("Statutes");
        ListParameters.Map(statutes);
        ProposeChanges.Map(statutes);
        ManageCalendar.Map(statutes);
        ExplainDeadline.Map(statutes);
        CalculateAmount.Map(statutes);
        CalculateAmount.MapPublic(endpoints.MapGroup("/api/public").WithTags("Public"));
    }
}
