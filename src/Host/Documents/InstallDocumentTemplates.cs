using LaborFlow.Cases.Documents;
using LaborFlow.Host.Operations;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Migrating;
using LaborFlow.Workflows;

namespace LaborFlow.Host.Documents;

/// <summary>
/// Installs the document templates that this build brings, all or none, one host at a time. What an administrator uploaded stays in force.
/// </summary>
internal sealed class InstallDocumentTemplates(
    InstallTemplates install,
    DatabaseMigrator migrator,
    LaborFlowDbContext database,
    ILogger<InstallDocumentTemplates> logger
) : IStartupStep
{
    public Task RunAsync(CancellationToken cancellationToken) =>
        migrator.RunAloneAsync(() => InstallAsync(cancellationToken), cancellationToken);

    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var installed = await install.FromReleaseAsync(DocumentSources.ReadAll(), cancellationToken);
        if (installed.Count == 0)
            return;

        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        logger.LogInformation("Installed document templates {Templates}", string.Join(", ", installed));
    }
}
