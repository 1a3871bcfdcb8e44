using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Sealing;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Inspection.Credit;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Durability;
using LaborFlow.Persistence.Audit;
using LaborFlow.Persistence.Cases;
using LaborFlow.Persistence.Dialects;
using LaborFlow.Persistence.Migrating;
using LaborFlow.Persistence.Personal;
using LaborFlow.Persistence.Statutes;
using LaborFlow.Persistence.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace LaborFlow.Persistence;

/// <summary>Registers the room with a host.</summary>
public static class PersistenceRegistration
{
    /// <summary>The table of applied migrations.</summary>
    public const string MigrationsHistoryTable = "__ef_migrations_history";

    /// <summary>
    /// Registers <see cref="LaborFlowDbContext"/> (scoped), the stores and <see cref="DatabaseMigrator"/> on PostgreSQL. All contexts
    /// share one pool of connections (<see cref="NpgsqlDataSource"/>, also registered for LISTEN and for health checks).
    /// </summary>
    /// <remarks>Register <see cref="PersonalKeys"/> beside it: without them no case can be read or written.</remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="connectionString">An Npgsql connection string with a database name.</param>
    /// <param name="ownerConnectionString">The same database with the account that owns the tables, for migrations; null: the same account.</param>
    public static IServiceCollection AddLaborFlowPersistence(
        this IServiceCollection services,
        string connectionString,
        string? ownerConnectionString = null
    )
    {
        services.AddSingleton<NpgsqlDataSource>(_ => CreateDataSource(connectionString));
        services.AddDbContext<LaborFlowDbContext>(options => UsePostgreSql(options));
        services.TryAddSingleton<SqlDialect, PostgreSqlDialect>();
        return services.AddStores(connectionString, ownerConnectionString);
    }

    /// <summary>What does not depend on the database: stores and the migrator. Called by each database's own registration.</summary>
    public static IServiceCollection AddStores(
        this IServiceCollection services,
        string connectionString,
        string? ownerConnectionString = null
    )
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new DatabaseLocation(connectionString, ownerConnectionString));
        services.AddScoped<DatabaseMigrator>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<AuditRecorder>();
        services.AddScoped<AuditReader>();
        services.AddScoped<AuditRoots>();
        services.AddScoped<StatuteStore>();
        services.AddScoped<IInstanceStore, InstanceStore>();
        services.AddScoped<IDefinitionStore, DefinitionStore>();
        services.AddScoped<WorkflowQueues>();
        services.AddScoped<CaseLists>();
        services.AddScoped<ICaseStore, CaseStore>();
        services.AddScoped<ICaseRecords, CaseRecords>();
        services.AddScoped<IFundLedger, FundLedger>();
        services.AddScoped<IGuidanceLoads, GuidanceLoads>();
        services.AddScoped<IFundBooks, FundLedger>();
        services.AddScoped<IEmployerHistory, EmployerHistory>();
        services.AddScoped<ICreditBook, CreditBook>();
        services.AddScoped<ITribunalRota, TribunalRota>();
        services.AddScoped<ITaskStore, TaskStore>();
        services.AddScoped<ICaseNumbers, CaseNumbers>();
        services.AddScoped<IDocumentStore, DocumentStore>();
        services.AddScoped<ISealStore, SealStore>();
        services.AddScoped<IEvidenceFiles, EvidenceFiles>();
        services.AddSingleton<IFormStore, FormStore>();
        services.AddScoped<ReencryptPersonalData>();
        services.AddScoped<CaseFolder>();
        return services;
    }

    /// <summary>Configures a context on PostgreSQL.</summary>
    /// <remarks>
    /// The pool is not named here but found among the application's services: options that name one are options of their own, and the
    /// model and every compiled query would be made anew for each pool of a process.
    /// </remarks>
    /// <param name="options">The context's options.</param>
    /// <param name="connectionString">For a context beside the application's pool; null: the registered <see cref="NpgsqlDataSource"/>.</param>
    public static void UsePostgreSql(DbContextOptionsBuilder options, string? connectionString = null) =>
        WithPersonalModel(options.UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable(MigrationsHistoryTable)));

    /// <summary>Gives each key ring of personal data a model of its own. Called by each database's own registration.</summary>
    public static void WithPersonalModel(DbContextOptionsBuilder options) =>
        options.ReplaceService<IModelCacheKeyFactory, PersonalModelKey>();

    /// <summary>
    /// A pool of connections that keeps plans of repeated statements on the server. A caller who sets these in the connection string wins.
    /// </summary>
    public static NpgsqlDataSource CreateDataSource(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ContainsKey("Max Auto Prepare") || settings.MaxAutoPrepare == 0)
        {
            settings.MaxAutoPrepare = 100;
        }

        settings.ApplicationName ??= "laborflow";
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
