using LaborFlow.Cases.Documents;
using LaborFlow.Host.Operations;
using LaborFlow.Persistence;
using LaborFlow.Workflows;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Documents;

/// <summary>Installs the document templates that this build brings. What an administrator uploaded stays in force.</summary>
internal sealed class InstallDocumentTemplates(
    InstallTemplates install,
    LaborFlowDbContext database,
    ILogger<InstallDocumentTemplates> logger
) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var installed = await install.FromReleaseAsync(DocumentSources.ReadAll(), cancellationToken);
        if (installed.Count == 0)
            return;

        try
        {
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            logger.LogInformation("Installed document templates {Templates}", string.Join(", ", installed));
        }
        catch (DbUpdateException conflict)
        {
            // Another host that started at the same moment brought the same versions; a real fault shows when they are still missing.
            await transaction.RollbackAsync(cancellationToken);
            database.ChangeTracker.Clear();
            if ((await install.FromReleaseAsync(DocumentSources.ReadAll(), cancellationToken)).Count > 0)
                throw new SetupException($"The document templates could not be installed: {conflict.Message}");
        }
    }
}
