using LaborFlow.Persistence.Audit;
using LaborFlow.Persistence.Cases;
using LaborFlow.Persistence.Dialects;
using LaborFlow.Persistence.Identity;
using LaborFlow.Persistence.Naming;
using LaborFlow.Persistence.Personal;
using LaborFlow.Persistence.Procedures;
using LaborFlow.Persistence.Reminders;
using LaborFlow.Persistence.Retention;
using LaborFlow.Persistence.Statutes;
using LaborFlow.Persistence.Values;
using LaborFlow.Persistence.Workflows;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence;

/// <summary>
/// The one database of LaborFlow: accounts, cases, workflows and proposals to change them. Snake_case names; instants in UTC; decimals are money, (18,2) in CNY;
/// enums by name; a property called Revision is the optimistic concurrency token of its row.
/// </summary>
public sealed class LaborFlowDbContext(
    DbContextOptions<LaborFlowDbContext> options,
    SqlDialect dialect,
    PersonalKeys? personalKeys = null,
    AuditRecorder? audit = null
) : IdentityDbContext<AppUser, AppRole, Guid>(options)
{
    /// <summary>The database that this context talks to, in its own words.</summary>
    public SqlDialect Dialect => dialect;

    /// <summary>The keys of personal data; null in a process that has none and may touch none (the migrations tool).</summary>
    internal PersonalKeys? PersonalKeys => personalKeys;

    /// <summary>Writes the audit entries of this context's changes; null where nothing is ever saved (the migrations tool).</summary>
    internal AuditRecorder? Audit => audit;

    /// <inheritdoc />
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <summary>True while an advance is open: it writes the entries itself, together with the rest.</summary>
    internal bool DefersAudit { get; set; }

    /// <summary>Saves, and appends the audit entries of what is saved and recorded in the same transaction: an open one, or one of its own.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await ArchivedGuard.DemandAsync(this, cancellationToken);
        PersonalIndex.Fill(ChangeTracker, personalKeys);
        var moved = MovedWaits.Of(ChangeTracker);
        if (audit is null || !audit.Collect(this) || DefersAudit)
        {
            await using var whole =
                moved.Count > 0 && Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
            var count = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            await MovedWaits.WriteAsync(this, moved, cancellationToken);
            if (whole is not null)
            {
                await whole.CommitAsync(cancellationToken);
            }

            return count;
        }

        try
        {
            await using var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
            var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken);
            await MovedWaits.WriteAsync(this, moved, cancellationToken);
            await using (var batch = DatabaseSession.Create(this))
            {
                await audit.AppendAsync(this, batch, audit.Take(), foreseen: null, cancellationToken);
                await batch.ExecuteNonQueryAsync(cancellationToken);
            }

            if (own is not null)
            {
                await own.CommitAsync(cancellationToken);
            }

            if (acceptAllChangesOnSuccess)
            {
                ChangeTracker.AcceptAllChanges();
            }

            return saved;
        }
        catch
        {
            audit.Forget();
            throw;
        }
    }

    /// <summary>Not for this context: audit entries are written asynchronously.</summary>
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
        RecordMapping.Apply(builder);
        DeskMapping.Apply(builder);
        PersonalColumns.Apply(builder, personalKeys);
        AuditMapping.Apply(builder);
        StatuteMapping.Apply(builder);
        ReminderMapping.Apply(builder);
        ProposalMapping.Apply(builder);
        RetentionMapping.Apply(builder);
        DateQuestions.Apply(builder, dialect);
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
