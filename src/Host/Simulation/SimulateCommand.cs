using System.Diagnostics;
using System.Globalization;
using LaborFlow.Cases;
using LaborFlow.Cases.Reminders;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Reports;
using LaborFlow.Host.Reports.Measures;
using LaborFlow.Persistence;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LaborFlow.Host.Simulation;

/// <summary>The command <c>simulate --district-year</c>: drives a year in a database of its own, and says what it came to.</summary>
internal static class SimulateCommand
{
    private const string DatabaseName = "laborflow_simulation";

    /// <summary>The first morning of the year, in Beijing.</summary>
    private static readonly DateTimeOffset Start = new(2026, 1, 4, 1, 0, 0, TimeSpan.Zero);

    /// <returns>0 when every case ended or is legitimately open, nothing failed, no reminder was missed and the audit chain is whole.</returns>
    public static async Task<int> RunAsync(HostArguments arguments, TextWriter output, CancellationToken cancellationToken = default)
    {
        var scale = Number(arguments, "scale", 1);
        var seed = (int)Number(arguments, "seed", 2026);
        var clock = new SimulatedClock(Start);
        var watch = Stopwatch.StartNew();
        const string setting = "ConnectionStrings:LaborFlow";
        var server =
            Configured(arguments, setting)
            ?? throw new SetupException("No database server: set ConnectionStrings__LaborFlow, or use ./laborflow simulate.");
        // The host's account may not make databases; where the owner has one of its own, that one does.
        var owner = Configured(arguments, setting + "Owner");
        var own = new NpgsqlConnectionStringBuilder(server) { Database = DatabaseName };
        var ownedBy = new NpgsqlConnectionStringBuilder(owner ?? server) { Database = DatabaseName };
        Recreate(ownedBy);
        var settings = new Dictionary<string, string?>(arguments.Settings, StringComparer.OrdinalIgnoreCase)
        {
            [setting] = own.ConnectionString,
        };
        if (owner is not null)
            settings[setting + "Owner"] = ownedBy.ConnectionString;
        await using var app = LaborFlowHost.Build(arguments with { Settings = settings }, clock.Install);
        await Startup.PrepareAsync(app.Services, cancellationToken);
        await output.WriteLineAsync($"模拟一年，规模{scale}，种子{seed} / a year at scale {scale}, seed {seed}, database {DatabaseName}");
        var year = new DistrictYear(app.Services, clock, seed, scale, Arrivals.Longgang, output, Number(arguments, "curiosity", 1));
        await year.RunAsync((int)Number(arguments, "days", 365), cancellationToken);
        return await ReportAsync(app.Services, clock, year, watch.Elapsed, output, cancellationToken);
    }

    private static async Task<int> ReportAsync(
        IServiceProvider services,
        SimulatedClock clock,
        DistrictYear year,
        TimeSpan took,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var now = clock.GetUtcNow();
        var ends = await database
            .Set<Case>()
            .GroupBy(c => new { c.ProcedureCode, c.ClosedAs })
            .Select(g => new
            {
                g.Key.ProcedureCode,
                g.Key.ClosedAs,
                Count = g.Count(),
            })
            .ToListAsync(cancellationToken);
        foreach (var procedure in ends.GroupBy(e => e.ProcedureCode).OrderBy(g => g.Key, StringComparer.Ordinal))
            await output.WriteLineAsync(
                $"  {procedure.Key}: {string.Join("，", procedure.OrderByDescending(e => e.Count).Select(e => $"{e.ClosedAs ?? "在办 open"} {e.Count}"))}"
            );
        var period = new ReportPeriod(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));
        foreach (
            var indicator in await Indicators.CountAsync(
                new Measured(database.Set<Case>(), period, database),
                services.GetRequiredService<StatuteRegister>(),
                null,
                cancellationToken
            )
        )
            await output.WriteLineAsync(
                $"  {indicator.Zh} {indicator.En}: {indicator.Value?.ToString("0.#", CultureInfo.InvariantCulture) ?? "–"}{(indicator.Denominator is null ? "" : "%")}（目标 target {indicator.Target?.ToString("0.#", CultureInfo.InvariantCulture) ?? "–"}）{indicator.Numerator}{(indicator.Denominator is { } whole ? $"/{whole}" : "")}"
            );

        var figures = await Figures.CountAsync(new Measured(database.Set<Case>(), period, database), now, null, cancellationToken);
        foreach (var group in figures.Groups)
            await output.WriteLineAsync(
                $"  {group.Zh} {group.En}: "
                    + string.Join(
                        "，",
                        group.Rows.Select(row =>
                            $"{row.Zh} {row.Value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "–"}{(row.Unit == "percent" ? "%" : "")}"
                        )
                    )
            );
        await output.WriteLineAsync(await PlanFigures.TellAsync(database, period, cancellationToken));

        foreach (var line in await EndStates.TellAsync(database, cancellationToken))
            await output.WriteLineAsync(line);
        await output.WriteLineAsync($"说明理由未予准许 closed to people, with the reason: {year.Stopped.Values.Sum()}");
        foreach (var (what, count) in year.Stopped.OrderBy(stopped => stopped.Key, StringComparer.Ordinal))
            await output.WriteLineAsync($"  {count}×: {what}");

        // An open case waits for somebody or for its day; one that waits for nothing was lost.
        var lost = await database
            .Set<Case>()
            .CountAsync(
                c =>
                    c.ClosedAt == null
                    && !database
                        .Set<CaseTask>()
                        .Any(t => t.CaseId == c.Id && (t.Status == CaseTaskStatus.Open || t.Status == CaseTaskStatus.Claimed))
                    && !database
                        .Set<BookmarkRow>()
                        .Any(b =>
                            b.InstanceId == c.WorkflowInstanceId
                            && EF.Property<DateTimeOffset?>(b, "DueAt") != null
                            && EF.Property<DateTimeOffset?>(b, "ConsumedAt") == null
                        ),
                cancellationToken
            );
        var incidents = await database.Set<InstanceRow>().CountAsync(i => i.IncidentCount > 0, cancellationToken);
        var missed = await database
            .Set<Reminder>()
            .CountAsync(
                r => r.State == ReminderState.Missed || (r.State == ReminderState.Planned && r.FireAt < now.AddDays(-4)),
                cancellationToken
            );
        var audit = await scope.ServiceProvider.GetRequiredService<VerifyAudit>().RunAsync(null, cancellationToken);
        await output.WriteLineAsync($"失去去向的案件 cases that wait for nothing: {lost}");
        await output.WriteLineAsync($"事故 incidents: {incidents}");
        await output.WriteLineAsync($"漏发提醒 missed reminders: {missed}");
        await output.WriteLineAsync($"审计链 audit chains: {audit.Chains}，{audit.Entries} entries，{audit.Findings.Count} faults");
        foreach (var (what, count) in year.Faults.OrderByDescending(fault => fault.Value))
            await output.WriteLineAsync($"  办不下去 could not be done, {count}×: {what}");
        await output.WriteLineAsync("  " + string.Join("，", year.Parts.Select(part => $"{part.Key} {part.Value.TotalSeconds:0} s")));
        await output.WriteLineAsync(
            $"用时 took {took.TotalMinutes:0.0} min，{year.Steps} steps，{year.Steps / took.TotalSeconds:0.0} steps/s"
        );
        return lost + incidents + missed + audit.Findings.Count + year.Faults.Count == 0 ? 0 : 1;
    }

    private static void Recreate(NpgsqlConnectionStringBuilder own)
    {
        var server = new NpgsqlConnectionStringBuilder(own.ConnectionString) { Database = "postgres", Pooling = false };
        using var connection = new NpgsqlConnection(server.ConnectionString);
        connection.Open();
        string[] statements =
        [
            $"DROP DATABASE IF EXISTS {DatabaseName} WITH (FORCE)",
            $"CREATE DATABASE {DatabaseName}",
            // It can be driven again from its seed: no commit need wait for the disk.
            $"ALTER DATABASE {DatabaseName} SET synchronous_commit = off",
        ];
        foreach (var sql in statements)
        {
            using var command = new NpgsqlCommand(sql, connection);
            command.ExecuteNonQuery();
        }
    }

    private static string? Configured(HostArguments arguments, string setting) =>
        arguments.Settings.GetValueOrDefault(setting)
        ?? Environment.GetEnvironmentVariable(setting.Replace(":", "__", StringComparison.Ordinal));

    private static double Number(HostArguments arguments, string name, double otherwise) =>
        arguments.Settings.GetValueOrDefault(name) is not { } text ? otherwise
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new FormatException($"--{name} {text}: not a number above zero.");
}
