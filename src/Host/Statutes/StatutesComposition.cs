using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Statutes;

internal static class StatutesComposition
{
    public static WebApplicationBuilder AddStatutes(this WebApplicationBuilder builder)
    {
        // Read on first use: the first request to a page that needs no law does not wait for it.
        builder.Services.AddSingleton(_ => StatuteRegister.Installed);
        builder.Services.AddSingleton(_ => WorkingCalendar.Installed);
        return builder;
    }

    public static void MapStatutes(this IEndpointRouteBuilder endpoints)
    {
        var statutes = endpoints.MapGroup("/api/statutes").WithTags("Statutes");
        ListParameters.Map(statutes);
        ExplainDeadline.Map(statutes);
        CalculateAmount.Map(statutes);
        CalculateAmount.MapPublic(endpoints.MapGroup("/api/public").WithTags("Public"));
    }
}
