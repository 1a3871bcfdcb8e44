using LaborFlow.Host.Collective;
using LaborFlow.Host.Inspection;
using LaborFlow.Host.Reminders;
using LaborFlow.Host.Retention;
using LaborFlow.Persistence.Migrating;
using Npgsql;
using Quartz;

namespace LaborFlow.Host.Jobs;

/// <summary>
/// Quartz, clustered on the same database: its tables begin with <c>qrtz_</c> and are made with the migrations. A host that dies gives its
/// jobs to the others within half a minute.
/// </summary>
internal static class Scheduler
{
    private const string TablePrefix = "qrtz_";

    /// <summary>
    /// The statements that Quartz would run for itself to make its tables where they are missing: the account that the host runs as may make
    /// none.
    /// </summary>
    public static DatabaseScript Tables()
    {
        using var script =
            typeof(IScheduler).Assembly.GetManifestResourceStream("Quartz.Impl.AdoJobStore.Schema.create_postgres.sql")
            ?? throw new InvalidOperationException("This version of Quartz keeps the script of its tables elsewhere.");
        using var reader = new StreamReader(script);
        return new DatabaseScript(
            reader.ReadToEnd().Replace("{0}", TablePrefix, StringComparison.Ordinal).Replace("{1}", TablePrefix, StringComparison.Ordinal)
        );
    }

    public static void AddScheduler(this IServiceCollection services, JobOptions options)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "laborflow");
            quartz.UseDefaultThreadPool(2);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.DataSourceFactory = services => services.GetRequiredService<NpgsqlDataSource>());
                store.UseSystemTextJsonSerializer();
                store.UseClustering();
                // Its tables are made with the migrations (Tables below); here it checks that all are there.
            });
            quartz.ScheduleJob<SweepJob>(
                trigger =>
                    trigger
                        .WithIdentity("sweep", "laborflow")
                        .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(options.ClusterSweep).RepeatForever()),
                job => job.WithIdentity("sweep", "laborflow").WithDescription("Takes up due timers, triggers and outbox messages")
            );
            if (options.RemindersAutomatic)
                quartz.ScheduleJob<ReminderJob>(
                    trigger =>
                        trigger
                            .WithIdentity("reminders", "laborflow")
                            .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(options.Reminders).RepeatForever()),
                    job => job.WithIdentity("reminders", "laborflow").WithDescription("Sends due reminders, raises overdue periods")
                );
            if (options.RemindersAutomatic)
                quartz.ScheduleJob<CollectiveJob>(
                    trigger =>
                        trigger
                            .WithIdentity("collective", "laborflow")
                            .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(options.Collective).RepeatForever()),
                    job => job.WithIdentity("collective", "laborflow").WithDescription("Finds collective disputes among single cases")
                );
            quartz.ScheduleJob<RetentionJob>(
                trigger =>
                    trigger
                        .WithIdentity("retention", "laborflow")
                        .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(options.Retention).RepeatForever()),
                job => job.WithIdentity("retention", "laborflow").WithDescription("Deletes instances that their definitions keep no longer")
            );
            quartz.ScheduleJob<CreditYearJob>(
                trigger =>
                    trigger
                        .WithIdentity("credit-year", "laborflow")
                        .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(options.CreditYear).RepeatForever()),
                job =>
                    job.WithIdentity("credit-year", "laborflow")
                        .WithDescription("Scores employers in January, makes uncontested grades final")
            );
            quartz.ScheduleJob<RecordsRetentionJob>(
                trigger =>
                    trigger
                        .WithIdentity("records-retention", "laborflow")
                        .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(options.Retention).RepeatForever()),
                job =>
                    job.WithIdentity("records-retention", "laborflow")
                        .WithDescription("Archives closed cases and deletes what is over its days")
            );
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }
}
