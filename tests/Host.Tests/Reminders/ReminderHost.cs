using System.Net;
using System.Net.Http.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Reminders;
using LaborFlow.Host.Tests.Filing;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using LaborFlow.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Reminders;

/// <summary>A host with a mail server beside it, whose reminders are swept when a test says so.</summary>
internal sealed class ReminderHost : IAsyncDisposable
{
    private readonly TestDatabase stored;
    private readonly WebApplication running;
    private readonly string secrets;

    private ReminderHost(TestDatabase database, WebApplication app, string keys, ManualTimeProvider clock, LoopbackSmtp smtp)
    {
        (stored, running, secrets, Clock, Smtp) = (database, app, keys, clock, smtp);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public ManualTimeProvider Clock { get; }

    public LoopbackSmtp Smtp { get; }

    public Uri Address { get; }

    public IServiceProvider Services => running.Services;

    public static async Task<ReminderHost> StartAsync(string? now = null, bool clustered = false)
    {
        var keys = Directory.CreateTempSubdirectory("laborflow-keys-").FullName;
        // The scheduler's tables are made by a host that owns them, on a database that no host of another account has seen.
        var database = clustered ? await TestPostgres.CreateDatabaseAsync() : await PreparedDatabase.CopyAsync(keys);
        var smtp = new LoopbackSmtp();
        var clock = now is null
            ? new ManualTimeProvider()
            : new ManualTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        var arguments = HostArguments.Parse([
            "--urls",
            "http://127.0.0.1:0",
            "--demo",
            "--ConnectionStrings:LaborFlow",
            database.ConnectionString,
            "--PersonalData:KeyDirectory",
            TestKeys.Directory,
            "--Jobs:Scheduler",
            clustered ? "true" : "false",
            "--Reminders:SweepSeconds",
            "1",
            "--Audit:KeyDirectory",
            keys,
            "--Audit:NoDailyRoots",
            "true",
            "--Reminders:Automatic",
            clustered ? "true" : "false",
            "--Logging:LogLevel:Default",
            "None",
            "--Limits:PublicPerMinute",
            "10000",
            "--Limits:SignInsPerMinute",
            "10000",
            "--Mail:Server",
            "127.0.0.1",
            "--Mail:Port",
            smtp.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "--Mail:Encrypted",
            "false",
            "--Mail:UserName",
            "laborflow",
            "--Mail:Password",
            "mail-secret",
            "--Mail:From",
            "laborflow@example.gov.cn",
        ]);
        var app = LaborFlowHost.Build(arguments, builder => builder.Services.AddSingleton<TimeProvider>(clock).AddQuickPasswords());
        await Startup.PrepareAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        var host = new ReminderHost(database, app, keys, clock, smtp);
        await host.InScopeAsync(async services =>
        {
            var context = services.GetRequiredService<LaborFlowDbContext>();
            foreach (var user in await context.Set<AppUser>().ToListAsync())
                user.Email = user.UserName + "@example.gov.cn";
            await context.SaveChangesAsync();
        });
        return host;
    }

    public HttpClient Anonymous() => new() { BaseAddress = Address };

    public async Task<HttpClient> SignInAsync(string userName)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("X-CSRF", "1");
        using var response = await client.PostAsJsonAsync("/api/auth/login", new { userName, password = HostFixture.Password });
        response.EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>A filed case with a running mediation deadline from a day on; officers are the window clerks who may take its first task.</summary>
    public async Task<(Guid CaseId, string Number)> FileAsync(DateOnly startsOn)
    {
        var (id, number, _) = await FileAndFollowAsync(startsOn);
        return (id, number);
    }

    /// <summary>The same, with the code by which the applicant follows the case.</summary>
    public async Task<(Guid CaseId, string Number, string QueryCode)> FileAndFollowAsync(DateOnly startsOn)
    {
        using var stranger = Anonymous();
        var filed = await HostFixture.ReadAsync(
            await stranger.PostAsJsonAsync("/api/public/disputes", Application.Sound()),
            HttpStatusCode.Created
        );
        var number = filed.GetProperty("caseNumber").GetString()!;
        var id = Guid.Empty;
        await InScopeAsync(async services =>
        {
            var found = (await services.GetRequiredService<ICaseStore>().FindByNumberAsync(number, forUpdate: false))!;
            id = found.Id;
            // The periods of the procedure itself are none of these tests' business.
            foreach (var other in await services.GetRequiredService<ICaseStore>().DeadlinesAsync(id))
                other.End(DeadlineState.Ended, Clock.GetUtcNow());
            var clock = await services.GetRequiredService<CaseClock>().StartAsync(found, "med-duration-15d", startsOn, "调解期限");
            services.GetRequiredService<LaborFlowDbContext>().Add(Task(clock));
            await services.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
        });
        return (id, number, filed.GetProperty("queryCode").GetString()!);
    }

    private CaseTask Task(CaseDeadline due)
    {
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        return new CaseTask
        {
            Id = id,
            CaseId = due.CaseId,
            DueParameter = due.ParameterId,
            DueOn = due.DueOn,
            ProcedureCode = "MED",
            Title = "受理审查",
            Step = "clerk-review",
            FormId = "none",
            OutcomesJson = "[]",
            Candidates = [new TaskCandidate { TaskId = id, Role = "window-clerk" }],
            Jurisdiction = "440309",
            InstanceId = "none",
            BookmarkId = id.ToString("N"),
            ActivityId = "review",
            DefinitionVersionId = "none",
            CreatedAt = Clock.GetUtcNow(),
        };
    }

    public Task<ReminderSweep.Result> SweepAsync() => Services.GetRequiredService<ReminderSweep>().RunAsync(CancellationToken.None);

    public Task<int> RaiseAsync() => Services.GetRequiredService<RaiseOverdue>().RunAsync(CancellationToken.None);

    public async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    /// <summary>
    /// Asks the host until the condition holds; each question takes its time, so nothing sleeps. The clock goes on by as much as background
    /// work pauses.
    /// </summary>
    public async Task EventuallyAsync(Func<bool> holds, string otherwise)
    {
        using var client = Anonymous();
        for (var i = 0; i < 2000 && !holds(); i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(600));
            await client.GetAsync("/health/ready");
        }
        holds().ShouldBeTrue(otherwise);
    }

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        await Smtp.DisposeAsync();
        await stored.DisposeAsync();
        Directory.Delete(secrets, recursive: true);
    }
}
