using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Reminders;

/// <summary>Several hosts sweep at once and one of them dies with rows in its hands; bench/ does the same with processes and 100,000 rows.</summary>
public sealed class KilledSweepTests
{
    private const int Deadlines = 300;

    [Fact]
    public async Task A_host_that_dies_in_the_middle_of_a_sweep_loses_no_reminder_and_sends_none_twice()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-20T09:30:00+08:00");
        await host.FileAsync(new DateOnly(2026, 3, 5));
        await host.InScopeAsync(services =>
            services
                .GetRequiredService<LaborFlowDbContext>()
                .Database.ExecuteSqlRawAsync(
                    """
                    INSERT INTO case_deadlines
                    SELECT (made.row).* FROM (
                      SELECT jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid())) AS row
                      FROM case_deadlines d, generate_series(2, {0}) n WHERE d.state = 'Running' OFFSET 0) made
                    """,
                    Deadlines
                )
        );

        await host.InScopeAsync(async services =>
        {
            // Every sweep comes as far as its notifications, with its reminders claimed, and waits there.
            var database = services.GetRequiredService<LaborFlowDbContext>().Database;
            var barrier = await database.BeginTransactionAsync();
            await database.ExecuteSqlRawAsync("LOCK TABLE notifications IN SHARE MODE");
            var sweeps = Enumerable.Range(0, 3).Select(_ => Task.Run(host.SweepAsync)).ToList();
            var killed = 0;
            for (var tries = 0; tries < 100_000 && killed == 0 && sweeps.Exists(sweep => !sweep.IsCompleted); tries++)
            {
                // Within a transaction the server shows who waits as it was at the first look.
                await database.ExecuteSqlRawAsync("SELECT pg_stat_clear_snapshot()");
                killed = await database
                    .SqlQueryRaw<int>(
                        """
                        SELECT count(pg_terminate_backend(pid))::int AS "Value" FROM (
                          SELECT pid FROM pg_stat_activity
                          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%notifications%' LIMIT 1) one
                        """
                    )
                    .SingleAsync();
            }

            killed.ShouldBe(1, "no sweep came as far as its notifications");
            await barrier.CommitAsync();
            foreach (var sweep in sweeps)
            {
                // What was killed may end with its broken connection.
                await sweep.ContinueWith(_ => { }, TaskScheduler.Default);
            }
        });

        await host.SweepAsync();
        await host.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<LaborFlowDbContext>().Database;
            async Task<int> CountAsync(string sql) => await database.SqlQueryRaw<int>(sql).SingleAsync();
            (
                await CountAsync(
                    """SELECT count(*)::int AS "Value" FROM reminders WHERE state = 'Planned' AND fire_at <= '2026-03-20 01:30:00+00'"""
                )
            ).ShouldBe(0, "none is lost");
            (
                await CountAsync("""SELECT count(*)::int AS "Value" FROM reminders WHERE state = 'Fired' AND reminder_point = 'due'""")
            ).ShouldBe(Deadlines);
            (
                await CountAsync(
                    """SELECT count(*)::int AS "Value" FROM (SELECT 1 FROM notifications GROUP BY reminder_id, user_name HAVING count(*) > 1) twice"""
                )
            ).ShouldBe(0);
            (await CountAsync("""SELECT count(*)::int AS "Value" FROM (SELECT DISTINCT reminder_id FROM notifications) told""")).ShouldBe(
                await CountAsync("""SELECT count(*)::int AS "Value" FROM reminders WHERE state = 'Fired'""")
            );
        });
    }
}
