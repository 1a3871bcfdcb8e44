namespace LaborFlow.Host.Reports;

internal static class ReportsComposition
{
    public static WebApplicationBuilder AddReports(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<StatisticsReader>();
        builder.Services.AddScoped<Workloads>();
        builder.Services.AddScoped<TrendReader>();
        return builder;
    }

    public static void MapReports(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").WithTags("Reports");
        Statistics.Map(api);
        IndicatorTrend.Map(api);
        Figures.Map(api);
        Workloads.Map(api);
        ReadCalendar.Map(api);
    }
}
