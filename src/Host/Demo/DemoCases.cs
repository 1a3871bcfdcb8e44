using LaborFlow.Cases;
using LaborFlow.Host.Imports;
using LaborFlow.Host.Operations;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Demo;

/// <summary>The sample disputes, filed once: when the database has none that was imported, and the folder of samples is known.</summary>
internal sealed class DemoCases(LaborFlowDbContext database, ImportDisputes import, IConfiguration configuration, ILogger<DemoCases> logger)
    : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var folder = configuration["LaborFlow:SamplesDirectory"];
        if (string.IsNullOrEmpty(folder) || await database.Set<Case>().AnyAsync(known => known.Channel == "import", cancellationToken))
            return;
        var sheet = Path.Combine(folder, "disputes.csv");
        if (!File.Exists(sheet))
        {
            logger.LogWarning("The sample disputes are not at {Sheet}: the demonstration starts without cases", sheet);
            return;
        }
        var content = await File.ReadAllBytesAsync(sheet, cancellationToken);
        var report = await import.HandleAsync(content, Attachments.Beside(sheet), "import", cancellationToken: cancellationToken);
        logger.LogInformation("Filed {Taken} sample disputes, refused {Refused}", report.Taken, report.Refused);
    }
}
