namespace LaborFlow.Host.Collective;

internal static class CollectiveComposition
{
    public static WebApplicationBuilder AddCollective(this WebApplicationBuilder builder)
    {
        var defaults = new CollectiveOptions();
        var section = builder.Configuration.GetSection("Collective");
        builder.Services.AddSingleton(
            new CollectiveOptions
            {
                Days = Math.Max(1, section.GetValue("Days", defaults.Days)),
                GrowthStep = Math.Max(1, section.GetValue("GrowthStep", defaults.GrowthStep)),
                MergeDays = Math.Max(0, section.GetValue("MergeDays", defaults.MergeDays)),
            }
        );
        builder.Services.AddSingleton<RaiseCollective>();
        // The cluster's scheduler wakes one host each time; without it this host goes by its own clock.
        if (!builder.Configuration.GetValue("Jobs:Scheduler", true) && builder.Configuration.GetValue("Reminders:Automatic", true))
            builder.Services.AddHostedService<CollectiveService>();
        return builder;
    }

    public static void MapCollective(this IEndpointRouteBuilder endpoints) =>
        MergeCandidates.Map(endpoints.MapGroup("/api/cases").WithTags("Cases"));
}
