using System.Globalization;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Engine.Runtime;

/// <summary>
/// Deletes instances with their journals once their definition no longer asks to keep them. A definition says how long in its custom property
/// <c>retentionDays</c> (a whole number of days after the end); without it, its instances are kept for ever. Only instances that finished or
/// were cancelled go: one that faulted still waits for somebody. The audit chain of cases is never touched.
/// </summary>
public sealed class InstanceRetention(IInstanceStore instances, DefinitionLibrary definitions, TimeProvider time)
{
    /// <summary>The custom property of a definition.</summary>
    public const string Property = "retentionDays";

    private const int Batch = 200;
    private const int DaysAtMost = 36_500;

    /// <summary>Deletes what is over its time; to be called by a job. Several hosts may call it at once.</summary>
    /// <param name="limit">Instances to delete at most; the next call goes on.</param>
    /// <param name="cancellationToken">Stops after the batch at hand.</param>
    /// <returns>How many instances were deleted.</returns>
    public async ValueTask<int> SweepAsync(int limit = 10_000, CancellationToken cancellationToken = default)
    {
        var deleted = 0;
        foreach (var row in (await definitions.ListAsync(new DefinitionQuery { IsLatest = true }, cancellationToken)).Items)
        {
            if (DaysOf(row) is not { } days)
            {
                continue;
            }

            var query = new InstanceQuery
            {
                DefinitionIds = [row.DefinitionId],
                SubStatuses = ["Finished", "Cancelled"],
                FinishedBefore = time.GetUtcNow().AddDays(-days),
                OrderBy = "Finished",
                Descending = false,
                WithTotal = false,
            };
            while (deleted < limit)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var take = Math.Min(Batch, limit - deleted);
                var found = (await instances.ListAsync(query with { Take = take }, cancellationToken)).Items;
                deleted += await instances.DeleteAsync([.. found.Select(instance => instance.Id)], cancellationToken);
                if (found.Count < take)
                {
                    break;
                }
            }
        }

        return deleted;
    }

    /// <summary>The days of the latest version; what is no number from 0 to 36,500 keeps everything.</summary>
    private static int? DaysOf(DefinitionRow row) =>
        JsonNode.Parse(row.Json)?["customProperties"]?[Property]?.ToString() is { } text
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
        && days <= DaysAtMost
            ? days
            : null;
}
