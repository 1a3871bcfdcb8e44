using LaborFlow.Cases.Forms;
using LaborFlow.Engine.Definitions;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Statutes;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Migrating;
using LaborFlow.Workflows;

namespace LaborFlow.Host.Workflows;

/// <summary>
/// Installs the procedures that this build brings, forms first. One host at a time; each procedure is there whole or not at all. What an
/// administrator changed in the designer is left as it is.
/// </summary>
internal sealed class InstallProcedures(
    IFormStore forms,
    ProcedureLibrary library,
    DatabaseMigrator database,
    LaborFlowDbContext context,
    StatuteReadiness statutes,
    TimeProvider time,
    ILogger<InstallProcedures> logger
) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var procedures = ProcedureFiles.ReadAll();
        await forms.InstallAsync(
            [.. procedures.SelectMany(procedure => procedure.Forms).DistinctBy(form => form.Id).Select(Version)],
            cancellationToken
        );
        await database.RunAloneAsync(
            async () =>
            {
                foreach (var procedure in procedures)
                    await InstallAsync(procedure, cancellationToken);
            },
            cancellationToken
        );
    }

    private async Task InstallAsync(Procedure procedure, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var outcome = await library.InstallAsync(procedure, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            if (outcome == InstallOutcome.Installed)
                Tell(procedure);
            else if (outcome == InstallOutcome.LocalChangesKept)
                logger.LogWarning(
                    "Procedure {DefinitionId} was changed in the designer and is left as it is; this build brings another version of it",
                    procedure.DefinitionId
                );
        }
        catch (DefinitionRefusedException refused)
        {
            throw new SetupException($"The procedure {procedure.DefinitionId} of this build cannot be published: {refused.Message}");
        }
    }

    /// <summary>What came with the program is published as it came; what it rests on that nobody has confirmed is said and stays marked (ADR 0010).</summary>
    private void Tell(Procedure procedure)
    {
        var unready = statutes.Unready(procedure.Json);
        if (unready.Count == 0)
            logger.LogInformation("Installed and published procedure {DefinitionId}", procedure.DefinitionId);
        else
            logger.LogWarning(
                "Installed and published procedure {DefinitionId}, which rests on parameters that await confirmation: {Parameters}. Until an administrator confirms them they are marked wherever they are used, and no other version of the procedure can be published",
                procedure.DefinitionId,
                string.Join(", ", unready.Select(parameter => parameter.Id))
            );
    }

    private FormVersion Version(ProcedureForm form) =>
        new()
        {
            Id = form.Id,
            Key = form.Key,
            SchemaJson = form.SchemaJson,
            UiSchemaJson = form.UiSchemaJson,
            InstalledAt = time.GetUtcNow(),
        };
}
