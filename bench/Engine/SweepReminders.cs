using System.Diagnostics;
using LaborFlow.Host;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Reminders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Bench;

/// <summary>
/// Finding and queueing 100,000 due reminders, each with its notification in the app, against a plain statement that marks the same rows; and
/// three hosts that do it at once, of which one is killed midway.
/// </summary>
internal static class SweepReminders
{
    private const string Mark =
        "UPDATE reminders SET state = 'Fired', decided_at = now() WHERE state = 'Planned' AND fire_at <= '2026-12-07 02:00:00+00'";

    // A Monday at ten in the morning in China: the offices are open.
    private static readonly DateTimeOffset Morning = new(2026, 12, 7, 2, 0, 0, TimeSpan.Zero);

    public static async Task<IReadOnlyList<Measurement>> RunAsync(bool quick)
    {
        var count = quick ? 10_000 : 100_000;
        await using var server = await Server.CreateAsync("reminders");
        var keys = Directory.CreateTempSubdirectory("laborflow-bench-keys-").FullName;
        await using var host = Build(server.ConnectionString, keys);
        await Startup.PrepareAsync(host.Services, CancellationToken.None);
        await host.StartAsync();
        await DeskAtScale.FileAsync(
            new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First())
        );
        var each = int.Parse((await server.ReadAsync("SELECT count(*)::text FROM case_deadlines"))[0], null);
        await DeskSeed.FillAsync(server, count / each, count / each);
        await server.ExecuteAsync(
            "UPDATE case_tasks SET status = 'Claimed', assignee = 'officer' || ('x' || right(id::text, 6))::bit(24)::int % 300"
        );
        await server.ExecuteAsync("VACUUM ANALYZE case_tasks");

        var sweep = host.Services.GetRequiredService<ReminderSweep>();
        var (ours, plain) = (new List<double>(), new List<double>());
        for (var round = 0; round < 3; round++)
        {
            await PlanAsync(server);
            plain.Add(await TimeAsync(() => server.ExecuteAsync(Mark)));
            await PlanAsync(server);
            ours.Add(await TimeAsync(() => sweep.FireAsync(CancellationToken.None)));
            await DemandOnceAsync(server);
        }

        await PlanAsync(server);
        var together = await TimeAsync(() => TogetherAsync(server, keys));
        await sweep.FireAsync(CancellationToken.None);
        var fired = await DemandOnceAsync(server);
        Directory.Delete(keys, recursive: true);
        return
        [
            new(
                $"sweep {fired:#,0} due reminders, notifications written",
                Middle(ours),
                Middle(plain),
                "s",
                "UPDATE that marks them",
                new Target(3, AtLeast: false)
            ),
            new($"three hosts sweep {fired:#,0} at once, one killed midway: none lost, none twice", together, null, "s", "reported"),
        ];
    }

    /// <summary>A host of its own: sweeps until nothing is left for it, then ends.</summary>
    public static async Task<int> HostAsync(string connectionString, string keys)
    {
        await using var host = Build(connectionString, keys);
        await Console.Out.WriteLineAsync("ready");
        await Console.In.ReadLineAsync();
        await host.Services.GetRequiredService<ReminderSweep>().FireAsync(CancellationToken.None);
        return 0;
    }

    private static async Task TogetherAsync(Server server, string keys)
    {
        var hosts = Enumerable
            .Range(0, 3)
            .Select(_ =>
                Process.Start(
                    new ProcessStartInfo(
                        Environment.ProcessPath!,
                        [typeof(SweepReminders).Assembly.Location, "sweep-host", server.ConnectionString, keys]
                    )
                    {
                        RedirectStandardInput = true,
                        RedirectStandardOutput = true,
                        UseShellExecute = false,
                    }
                )!
            )
            .ToList();
        foreach (var host in hosts)
            await host.StandardOutput.ReadLineAsync();
        foreach (var host in hosts)
            await host.StandardInput.WriteLineAsync("go");
        // Midway: some are fired, some are not, and the host holds rows that it has claimed.
        while (
            await server.ReadAsync("SELECT 1 FROM reminders WHERE state = 'Fired' LIMIT 1") is [] && hosts.Exists(host => !host.HasExited)
        ) { }
        hosts[0].Kill(entireProcessTree: true);
        foreach (var host in hosts)
        {
            await host.WaitForExitAsync();
            host.Dispose();
        }
    }

    /// <summary>As if nothing had been sent: one reminder of each deadline, due now.</summary>
    private static async Task PlanAsync(Server server)
    {
        await server.ExecuteAsync("TRUNCATE reminders, notifications");
        await server.ExecuteAsync(
            """
            INSERT INTO reminders (id, deadline_id, due_on, reminder_point, recipient, can_wait, fire_at, useful_until, state)
            SELECT gen_random_uuid(), id, due_on, 'before-5', 'Officer', true, '2026-12-07 01:00:00+00', due_on, 'Planned' FROM case_deadlines
            WHERE state = 'Running' AND due_on > '2026-12-07' AND case_id::text LIKE 'c%'
            """
        );
        await server.ExecuteAsync("VACUUM ANALYZE reminders");
        await server.ExecuteAsync("CHECKPOINT");
    }

    /// <exception cref="InvalidOperationException">A reminder is missing, or somebody was told twice.</exception>
    private static async Task<int> DemandOnceAsync(Server server)
    {
        var found = await server.ReadAsync(
            """
            SELECT count(*) || ' ' || count(*) FILTER (WHERE r.state = 'Fired') || ' ' || count(n.reminder_id) || ' ' || coalesce(sum(n.times), 0)
            FROM reminders r LEFT JOIN (SELECT reminder_id, count(*) AS times FROM notifications GROUP BY reminder_id) n ON n.reminder_id = r.id
            """
        );
        var counts = found[0].Split(' ').Select(text => int.Parse(text, null)).ToList();
        return counts[0] > 0 && counts.TrueForAll(number => number == counts[0])
            ? counts[0]
            : throw new InvalidOperationException($"Reminders, fired, told, notifications: {found[0]}");
    }

    private static WebApplication Build(string connectionString, string keys) =>
        LaborFlowHost.Build(
            HostArguments.Parse([
                "--urls",
                "http://127.0.0.1:0",
                "--demo",
                "--ConnectionStrings:LaborFlow",
                connectionString,
                "--PersonalData:KeyDirectory",
                keys,
                "--Audit:KeyDirectory",
                keys,
                "--Logging:LogLevel:Default",
                "None",
                "--Jobs:Scheduler",
                "false",
                "--Reminders:Automatic",
                "false",
            ]),
            builder => builder.Services.AddSingleton<TimeProvider>(new Standing(Morning))
        );

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalSeconds;
    }

    private static double Middle(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>A clock that stands still.</summary>
    private sealed class Standing(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
