using LaborFlow.Host.Reminders;
using LaborFlow.Host.Retention;
using Npgsql;
using Quartz;

namespace LaborFlow.Host.Jobs;

/// <summary>
/// Quartz, clustered on the same database: its tables begin with <c>qrtz_</c> and are made when they are missing. A host that dies gives its
/// jobs to the others within half a minute.
/// </summary>
internal static class Scheduler
{
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
                store.ProvisionSchema();
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
            quartz.ScheduleJob<RetentionJob>(
                trigger =>
                    trigger
                        .WithIdentity("retention", "laborflow")
                        .WithSchedule(SimpleScheduleBuilder.Create().WithInterval(options.Retention).RepeatForever()),
                job => job.WithIdentity("retention", "laborflow").WithDescription("Deletes instances that their definitions keep no longer")
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
