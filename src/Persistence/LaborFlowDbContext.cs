using LaborFlow.Persistence.Cases;
using LaborFlow.Persistence.Dialects;
using LaborFlow.Persistence.Identity;
using LaborFlow.Persistence.Naming;
using LaborFlow.Persistence.Personal;
using LaborFlow.Persistence.Values;
using LaborFlow.Persistence.Workflows;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence;

/// <summary>
/// The one database of LaborFlow: accounts, cases and workflows. Snake_case names; instants in UTC; decimals are money, (18,2) in CNY;
/// enums by name; a property called Revision is the optimistic concurrency token of its row.
/// </summary>
public sealed class LaborFlowDbContext(DbContextOptions<LaborFlowDbContext> options, SqlDialect dialect, PersonalKeys? personalKeys = null)
    : IdentityDbContext<AppUser, AppRole, Guid>(options)
{
    /// <summary>The database that this context talks to, in its own words.</summary>
    public SqlDialect Dialect => dialect;

    /// <summary>The keys of personal data; null in a process that has none and may touch none (the migrations tool).</summary>
    internal PersonalKeys? PersonalKeys => personalKeys;

    /// <inheritdoc />
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        PersonalIndex.Fill(ChangeTracker, personalKeys);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Not for this context: what is saved is prepared asynchronously.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Use SaveChangesAsync.");

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstantConverter>();
        configurationBuilder.Properties<decimal>().HavePrecision(18, 2);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(64);
        configurationBuilder.Conventions.Add(_ => new RevisionToken());
        configurationBuilder.Conventions.Add(_ => new SnakeCaseNamingConvention());
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        IdentityMapping.Apply(builder);
        WorkflowMapping.Apply(builder, dialect);
        CaseMapping.Apply(builder);
        PersonalColumns.Apply(builder, personalKeys);
        MapJson(builder);
    }

    /// <summary>Strings called …Json hold JSON, which comes back as it went in.</summary>
    private void MapJson(ModelBuilder builder)
    {
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(type => type.GetDeclaredProperties()))
        {
            if (property.ClrType == typeof(string) && property.Name.EndsWith("Json", StringComparison.Ordinal))
            {
                property.SetColumnType(dialect.ExactJsonColumnType);
            }
        }
    }
}
