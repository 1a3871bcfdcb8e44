using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.SqlServer;

/// <summary>Registers the Persistence room on SQL Server.</summary>
public static class SqlServerRegistration
{
    /// <summary>As <see cref="PersistenceRegistration.AddLaborFlowPersistence"/>, on SQL Server.</summary>
    public static IServiceCollection AddLaborFlowSqlServerPersistence(this IServiceCollection services, string connectionString)
    {
        services.AddDbContext<LaborFlowDbContext>(options => UseSqlServer(options, connectionString));
        services.AddSingleton<SqlDialect, SqlServerDialect>();
        return services.AddStores(connectionString);
    }

    /// <summary>Configures a context on SQL Server; its migrations live in this assembly.</summary>
    public static void UseSqlServer(DbContextOptionsBuilder options, string connectionString) =>
        PersistenceRegistration.WithPersonalModel(
            options.UseSqlServer(
                connectionString,
                sqlServer =>
                    sqlServer
                        .MigrationsAssembly(typeof(SqlServerRegistration).Assembly.GetName().Name)
                        .MigrationsHistoryTable(PersistenceRegistration.MigrationsHistoryTable)
            )
        );
}
