using LaborFlow.Cases;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Simulation;
using LaborFlow.Persistence;
using LaborFlow.Statutes;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Demo;

/// <summary>
/// <c>--demo-days N</c>: what a small district has behind it after N days, up to yesterday, so that lists, calendars and charts have something
/// to show, and what waits at the steps of the funds and of groups, see <see cref="DemoShowcase"/>. Driven once, into an empty database, by the
/// same people and use cases as the simulated year.
/// </summary>
internal static class DemoPast
{
    /// <summary>The longest past: the year of the plans.</summary>
    public const int MostDays = 365;

    private const string Setting = "demo-days";
    private const double Scale = 0.05;
    private const int Seed = 2026;

    /// <exception cref="FormatException">Not a number of days, or no demonstration.</exception>
    /// <exception cref="SetupException">See <see cref="Startup.PrepareAsync"/>.</exception>
    public static async Task DriveAsync(HostArguments arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments.Settings.GetValueOrDefault(Setting) is not { } text)
            return;
        if (!arguments.Settings.ContainsKey("demo"))
            throw new FormatException($"--{Setting} goes with --demo.");
        if (!int.TryParse(text, out var days) || days is < 1 or > MostDays)
            throw new FormatException($"--{Setting} {text}: from 1 to {MostDays} days.");

        var first = ChinaDay.Today(TimeProvider.System).AddDays(-days - DemoShowcase.Days);
        var clock = new SimulatedClock(ChinaDay.EndOf(first.AddDays(-1)) + TimeSpan.FromHours(9));
        // The demonstration's accounts and samples belong to today.
        var past = arguments.Settings.Where(s => !s.Key.StartsWith("demo", StringComparison.OrdinalIgnoreCase));
        var settings = new Dictionary<string, string?>(past, StringComparer.OrdinalIgnoreCase);
        await using var app = LaborFlowHost.Build(arguments with { Settings = settings }, clock.Install);
        await Startup.PrepareAsync(app.Services, cancellationToken);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            if (await scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>().Set<Case>().AnyAsync(cancellationToken))
                return;
        }

        var year = new DistrictYear(app.Services, clock, Seed, Scale, DemoAccounts.District, output);
        await year.RunAsync(days, cancellationToken);
        foreach (var (what, count) in year.Faults)
            await output.WriteLineAsync($"  办不下去 could not be done, {count}×: {what}");
        await new DemoShowcase(app.Services, clock, year.Officers!, DemoAccounts.District, output).RunAsync(cancellationToken);
    }
}
