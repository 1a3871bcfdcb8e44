namespace LaborFlow.Host.Jobs;

internal static class JobsComposition
{
    /// <summary>Background work runs in every host; claims keep hosts out of each other's way.</summary>
    public static WebApplicationBuilder AddJobs(this WebApplicationBuilder builder)
    {
        var defaults = new JobOptions();
        var section = builder.Configuration.GetSection("Jobs");
        var options = defaults with
        {
            Sweep = section.GetValue("Sweep", defaults.Sweep),
            ClusterSweep = section.GetValue("ClusterSweep", defaults.ClusterSweep),
            Reminders = TimeSpan.FromSeconds(Math.Max(1, builder.Configuration.GetValue("Reminders:SweepSeconds", 30))),
            RemindersAutomatic = builder.Configuration.GetValue("Reminders:Automatic", true),
            Retention = section.GetValue("Retention", defaults.Retention),
            Collective = section.GetValue("Collective", defaults.Collective),
            CreditYear = section.GetValue("CreditYear", defaults.CreditYear),
            Scheduler = section.GetValue("Scheduler", defaults.Scheduler),
            Lease = section.GetValue("Lease", defaults.Lease),
            Workers = Math.Max(1, section.GetValue("Workers", defaults.Workers)),
        };
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(Jobs.Scheduler.Tables());
        if (options.Scheduler)
            builder.Services.AddScheduler(options);
        builder.Services.AddSingleton<IOutboxHandler, TaskRequests>();
        builder.Services.AddSingleton<Wake>();
        builder.Services.AddSingleton<OutboxWorker>();
        builder.Services.AddSingleton<ClockWorker>();
        builder.Services.AddHostedService<QueueService>();
        builder.Services.AddHostedService<OutboxListener>();
        builder.Services.AddSingleton<LongRuns>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LongRuns>());
        return builder;
    }

    public static void MapRuns(this IEndpointRouteBuilder endpoints) => RunPages.Map(endpoints.MapGroup("/api/runs").WithTags("Runs"));
}
