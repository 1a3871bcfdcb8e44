using LaborFlow.Host.Accounts;
using LaborFlow.Host.Administration;
using LaborFlow.Host.Appointments;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Collective;
using LaborFlow.Host.Demo;
using LaborFlow.Host.Documents;
using LaborFlow.Host.Elsa;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Following;
using LaborFlow.Host.Fund;
using LaborFlow.Host.Guidance;
using LaborFlow.Host.Imports;
using LaborFlow.Host.Inspection;
using LaborFlow.Host.Jobs;
using LaborFlow.Host.Live;
using LaborFlow.Host.Mediation;
using LaborFlow.Host.Notices;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Personal;
using LaborFlow.Host.Problems;
using LaborFlow.Host.PublicAwards;
using LaborFlow.Host.Publishing;
using LaborFlow.Host.Quality;
using LaborFlow.Host.Reminders;
using LaborFlow.Host.Reports;
using LaborFlow.Host.Retention;
using LaborFlow.Host.Statutes;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Users;
using LaborFlow.Host.Web;
using LaborFlow.Host.Workflows;
using LaborFlow.Persistence;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LaborFlow.Host;

/// <summary>Puts the process together. Each subject adds its own services and endpoints; the order of the pipeline stands here.</summary>
public static class LaborFlowHost
{
    /// <summary>Where the host listens when nothing else is said.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>Builds the host; nothing runs or listens until the application is started.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="configure">A last word on services and configuration: how tests replace the clock.</param>
    public static WebApplication Build(HostArguments arguments, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = "LaborFlow.Host", ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Configuration.AddInMemoryCollection(arguments.Settings);
        var urls = builder.Configuration["urls"] is { Length: > 0 } configured ? configured : DefaultUrl;
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // JSON requests are small; the endpoints that take evidence files raise this for themselves.
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });

        var connectionString = builder.Configuration.GetConnectionString("LaborFlow");
        if (string.IsNullOrEmpty(connectionString))
            throw new SetupException(
                "No database: set ConnectionStrings__LaborFlow, or start through ./laborflow, which brings a database of its own."
            );
        var owner = builder.Configuration.GetConnectionString("LaborFlowOwner");
        builder.Services.AddLaborFlowPersistence(connectionString, string.IsNullOrEmpty(owner) ? null : owner);

        builder.AddPersonalData();
        builder.AddOperations();
        builder.AddProblems();
        builder.AddLimits();
        builder.AddAudit();
        builder.AddAccounts();
        builder.AddEngine();
        builder.AddElsa();
        builder.AddPublishing();
        builder.AddJobs();
        builder.AddNotices();
        builder.Services.AddScoped<AddUser>();
        builder.AddStatutes();
        builder.AddReminders();
        builder.AddCollective();
        builder.AddFiling();
        builder.AddImports();
        builder.Services.AddSingleton<EnterpriseFeed>();
        builder.AddFollowing();
        builder.AddTasks();
        builder.AddCasePages();
        builder.AddDocuments();
        builder.AddAppointments();
        builder.AddReports();
        builder.AddRetention();
        builder.AddLive();
        if (builder.Configuration.GetValue<bool>("Demo"))
            builder.AddDemo(urls);
        configure?.Invoke(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);

        var app = builder.Build();
        app.UseTrustedProxies();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<RefusedCalls>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<CsrfGuard>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<SessionMiddleware>();
        app.UseMiddleware<LogScopeMiddleware>();
        app.UseMiddleware<AuditOriginMiddleware>();
        app.UseAuthorization();
        app.UseMiddleware<OversizedRequests>();
        app.MapOperations();
        app.MapAccounts();
        app.MapFiling();
        app.MapImports();
        app.MapEnterprises();
        app.MapFund();
        app.MapFollowing();
        app.MapPublicAwards();
        app.MapQuality();
        app.MapTasks();
        app.MapCasePages();
        app.MapDocuments();
        app.MapMediation();
        app.MapInspection();
        app.MapAppointments();
        app.MapRuns();
        app.MapReports();
        app.MapLive();
        app.MapAdministration();
        app.MapStatutes();
        app.MapReminders();
        app.MapCollective();
        app.MapAudit();
        app.MapPersonalData();
        app.MapRetention();
        app.MapElsa();
        app.MapPublishing();
        app.MapFrontEnds();
        app.MakeRoutesOnce();
        return app;
    }
}
