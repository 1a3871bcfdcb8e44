using System.Text.Encodings.Web;
using System.Text.Json;
using LaborFlow.Cases.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Retention;

namespace LaborFlow.Host.Retention;

/// <summary>Runs a retention job and keeps what it did: a row, and with it an entry of the audit trail. A dry run is kept, too.</summary>
internal sealed class RunRetention(
    LaborFlowDbContext database,
    ArchiveCases archive,
    PurgeExpired purge,
    AuditTrail trail,
    TimeProvider time,
    ILogger<RunRetention> logger
)
{
    public const string Archive = "archive";
    public const string Purge = "purge";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task<RetentionRun> RunAsync(string job, bool dryRun, string by, CancellationToken cancellationToken)
    {
        trail.Actor ??= by;
        (int Items, object Outcome) done = job switch
        {
            Archive when await archive.RunAsync(dryRun, cancellationToken) is var archived => (archived.Cases.Count, archived),
            Purge when await purge.RunAsync(dryRun, cancellationToken) is var purged => (purged.Total, purged),
            _ => throw new ProblemException(KnownProblems.NotFound),
        };
        var now = time.GetUtcNow();
        var run = new RetentionRun
        {
            Id = Guid.CreateVersion7(now),
            Job = job,
            DryRun = dryRun,
            StartedBy = by,
            RanAt = now,
            Items = done.Items,
            OutcomeJson = JsonSerializer.Serialize(done.Outcome, done.Outcome.GetType(), Json),
        };
        database.Add(run);
        await database.SaveChangesAsync(cancellationToken);
        logger.LogInformation("Retention job {Job}, dry run {DryRun}: {Items} items", job, dryRun, done.Items);
        return run;
    }
}
