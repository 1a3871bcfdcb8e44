using LaborFlow.Cases;
using LaborFlow.Cases.Audit;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Demo;
using LaborFlow.Host.Imports;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Personal;
using LaborFlow.Host.Simulation;
using LaborFlow.Host.Users;
using LaborFlow.Persistence.Migrating;

namespace LaborFlow.Host.Commands;

/// <summary>Runs the host's command line.</summary>
internal static class CommandLine
{
    private const string Usage = """
        usage: LaborFlow.Host [serve] [--port N | --urls URLS] [--demo [--demo-days N]]
               LaborFlow.Host migrate
               LaborFlow.Host openapi FILE
               LaborFlow.Host keys list | rotate
               LaborFlow.Host user add NAME --role ROLE [--display-name NAME] [--password-stdin]
               LaborFlow.Host import FILE.csv
               LaborFlow.Host simulate --district-year [--scale 0.01] [--days 365] [--seed N] [--curiosity 1]
               LaborFlow.Host audit verify [--case NUMBER]
        The connection string of the database is read from ConnectionStrings__LaborFlow.
        """;

    /// <returns>The process's exit code: 0 done, 1 refused or failed, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var arguments = HostArguments.Parse(args);
            if (arguments is { Command: "simulate", Words: [] } && arguments.Settings.ContainsKey("district-year"))
                return await SimulateCommand.RunAsync(arguments, Terminal.Out);
            if (arguments is { Command: "serve", Words: [] })
                await DemoPast.DriveAsync(arguments, Terminal.Out, CancellationToken.None);
            await using var app = LaborFlowHost.Build(arguments.Command == "openapi" ? DescribeApi.WithoutDatabase(arguments) : arguments);
            switch (arguments)
            {
                case { Command: "serve", Words: [] }:
                    await Startup.PrepareAsync(app.Services, CancellationToken.None);
                    await app.RunAsync();
                    return 0;
                case { Command: "openapi", Words: [var file] }:
                    await File.WriteAllTextAsync(file, await DescribeApi.WriteAsync(app));
                    return 0;
                case { Command: "migrate", Words: [] }:
                    await MigrateAsync(app.Services);
                    return 0;
                case { Command: "keys", Words: ["list"] }:
                    return await KeyCommands.ListAsync(app.Services);
                case { Command: "keys", Words: ["rotate"] }:
                    return await KeyCommands.RotateAsync(app.Services, TimeSpan.FromSeconds(35));
                case { Command: "audit", Words: ["verify"] }:
                    return await VerifyAuditAsync(app.Services, arguments.Settings.GetValueOrDefault("case"));
                case { Command: "user", Words: ["add", var name] }:
                    return await AddUserAsync(app.Services, arguments, name);
                case { Command: "import", Words: [var sheet] }:
                    await Startup.PrepareAsync(app.Services, CancellationToken.None);
                    return await ImportCommand.RunAsync(app.Services, sheet, Terminal.Out, Terminal.Error);
                default:
                    await Terminal.Error.WriteLineAsync(Usage);
                    return 2;
            }
        }
        catch (FormatException unclear)
        {
            await Terminal.Error.WriteLineAsync(unclear.Message + Environment.NewLine + Usage);
            return 2;
        }
        catch (SetupException refused)
        {
            await Terminal.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    private static async Task MigrateAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var applied = await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync();
        await Terminal.Out.WriteLineAsync(applied.Count == 0 ? "The database is up to date." : "Applied: " + string.Join(", ", applied));
    }

    private static async Task<int> VerifyAuditAsync(IServiceProvider services, string? caseNumber)
    {
        await using var scope = services.CreateAsyncScope();
        string? chain = null;
        if (caseNumber is not null)
        {
            var found = await scope.ServiceProvider.GetRequiredService<ICaseStore>().FindByNumberAsync(caseNumber, forUpdate: false);
            chain = AuditChain.OfCase(found?.Id ?? throw new SetupException($"没有案件 {caseNumber} / There is no case {caseNumber}."));
        }
        var report = await scope.ServiceProvider.GetRequiredService<VerifyAudit>().RunAsync(chain, CancellationToken.None);
        foreach (var finding in report.Findings)
        {
            var (zh, en) = VerifyAudit.Say(finding);
            await Terminal.Out.WriteLineAsync($"{finding.ChainId}: {zh} / {en}");
        }
        await Terminal.Out.WriteLineAsync(
            report.Findings.Count == 0
                ? $"完好 / Intact: {report.Chains} chains, {report.Entries} entries."
                : $"{report.Findings.Count} 处异常 / faults, in {report.Chains} chains, {report.Entries} entries."
        );
        return report.Findings.Count == 0 ? 0 : 1;
    }

    private static async Task<int> AddUserAsync(IServiceProvider services, HostArguments arguments, string name)
    {
        if (!arguments.Settings.TryGetValue("role", out var role) || role is null)
            throw new FormatException("user add needs --role ROLE.");
        var password = Terminal.ReadPassword(arguments.Settings.ContainsKey("password-stdin"), $"Password for {name}: ");
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync();
        try
        {
            var display = arguments.Settings.GetValueOrDefault("display-name");
            await scope
                .ServiceProvider.GetRequiredService<AddUser>()
                .HandleAsync(new NewUser(name, password, role, display, MustChangePassword: true));
        }
        catch (UserRefusedException refused)
        {
            await Terminal.Error.WriteLineAsync(refused.Message);
            return 1;
        }
        await Terminal.Out.WriteLineAsync($"Added {name} ({role}). The password is replaced at the first sign-in.");
        return 0;
    }
}
