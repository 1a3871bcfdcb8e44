using LaborFlow.Persistence;
using LaborFlow.Persistence.Dialects;
using LaborFlow.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Migrations;

/// <summary>One database's migrations: where they lie and how to open its model. No server is needed.</summary>
internal sealed class Scaffolder(string name, string directory, string rootNamespace, Func<LaborFlowDbContext> open, IDesignTimeServices provider)
{
    public static IReadOnlyList<Scaffolder> Targets { get; } =
    [
        new("PostgreSQL", "src/Persistence", "LaborFlow.Persistence", OpenPostgreSql, DesignTimeServices("Npgsql.EntityFrameworkCore.PostgreSQL")),
        new(
            "SqlServer",
            "src/Persistence.SqlServer",
            "LaborFlow.Persistence.SqlServer",
            OpenSqlServer,
            DesignTimeServices("Microsoft.EntityFrameworkCore.SqlServer")
        ),
    ];

    public string Name => name;

    /// <summary>Writes a migration with what the model has and the last snapshot lacks; null when there is nothing.</summary>
    public string? Add(string root, string migration)
    {
        using (var probe = open())
        {
            if (!probe.Database.HasPendingModelChanges())
            {
                return null;
            }
        }

        // Another context: the question above finalises the snapshot, and the scaffolder would then take it for missing.
        using var context = open();
        var project = Path.Combine(root, directory);
        var scaffolder = CreateScaffolder(context);
        var scaffolded = scaffolder.ScaffoldMigration(migration, rootNamespace, "Migrations");
        var file = scaffolder.Save(project, scaffolded, Path.Combine(project, "Migrations"), dryRun: false).MigrationFile!;
        OlderModels.Forget(Path.Combine(project, "Migrations"), uniqueIndexesAskTheModel: name == "SqlServer");
        return Path.GetRelativePath(root, file);
    }

    /// <summary>Takes back the newest migration and restores the snapshot before it. Only for migrations that no database has seen.</summary>
    public string? RemoveLast(string root)
    {
        using var context = open();
        var files = CreateScaffolder(context).RemoveMigration(Path.Combine(root, directory), rootNamespace, force: true, language: "C#", dryRun: false);
        return files.MigrationFile is { } file ? Path.GetRelativePath(root, file) : null;
    }

    /// <summary>The script that brings any earlier schema to the present one.</summary>
    public string Script()
    {
        using var context = open();
        return context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }

    public static string FindRepositoryRoot()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LaborFlow.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Run inside the repository: LaborFlow.sln was not found in this folder or above.");
    }

    private IMigrationsScaffolder CreateScaffolder(LaborFlowDbContext context)
    {
        var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(context);
        provider.ConfigureDesignTimeServices(services);
        return services.BuildServiceProvider().GetRequiredService<IMigrationsScaffolder>();
    }

    private static LaborFlowDbContext OpenPostgreSql()
    {
        var options = new DbContextOptionsBuilder<LaborFlowDbContext>();
        PersistenceRegistration.UsePostgreSql(options, "Host=none;Database=none");
        return new(options.Options, new PostgreSqlDialect());
    }

    private static LaborFlowDbContext OpenSqlServer()
    {
        var options = new DbContextOptionsBuilder<LaborFlowDbContext>();
        SqlServerRegistration.UseSqlServer(options, "Server=none;Database=none");
        return new(options.Options, new SqlServerDialect());
    }

    private static IDesignTimeServices DesignTimeServices(string assembly)
    {
        var loaded = System.Reflection.Assembly.Load(assembly);
        var attribute = (DesignTimeProviderServicesAttribute)Attribute.GetCustomAttribute(loaded, typeof(DesignTimeProviderServicesAttribute))!;
        return (IDesignTimeServices)Activator.CreateInstance(loaded.GetType(attribute.TypeName, throwOnError: true)!)!;
    }
}
