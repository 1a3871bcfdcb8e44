using System.Text.Json;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Arbitration;

/// <summary>反申请: what the respondent claims in return, once it is heard together with the application (办案规则 art 36).</summary>
/// <param name="Cause">A code of <see cref="ClaimCauses"/>.</param>
/// <param name="Text">What is claimed, in the respondent's words.</param>
/// <param name="Amount">CNY; null for what is about no money, or names none.</param>
public sealed record Counterclaim(string Cause, string Text, decimal? Amount)
{
    /// <summary>The kind of the register entry by which a counterclaim is merged.</summary>
    public const string Entry = "counterclaim";

    /// <summary>The answer on the fast track, with which it may be raised.</summary>
    public const string AnswerStep = "fta-answer";

    /// <summary>The step of the fast track that takes it in, here or before a tribunal of three.</summary>
    public const string MergingStep = "fta-counterclaim";

    /// <summary>Those of a case in the order in which they were merged; each is to be decided by the award.</summary>
    public static async ValueTask<IReadOnlyList<Counterclaim>> ListAsync(
        ICaseRecords records,
        ITaskStore tasks,
        Guid caseId,
        CancellationToken cancellationToken = default
    )
    {
        var entries = await records.EntriesAsync(caseId, Entry, cancellationToken);
        var merged = entries.SelectMany(Read).ToList();
        var done = await tasks.ListOfCaseAsync(caseId, cancellationToken);
        // Older drawings enter nothing: the answer tells it in words, and the step says that it was taken in.
        if (
            entries.All(e => e.DataJson?.Contains(AnswerStep, StringComparison.Ordinal) != true)
            && done.Any(t => t is { Step: MergingStep, Status: CaseTaskStatus.Completed, Outcome: "merge" or "convert" })
        )
        {
            using var answer = await StepData.LastAsync(tasks, caseId, AnswerStep, cancellationToken);
            merged.Add(new Counterclaim("other", answer.Text("reason") ?? "反申请", null));
        }
        return merged;
    }

    private static IEnumerable<Counterclaim> Read(RegisterEntry entry)
    {
        using var data = JsonDocument.Parse(entry.DataJson ?? "{}");
        if (!data.RootElement.TryGetProperty("claims", out var rows) || rows.ValueKind != JsonValueKind.Array)
            return [new Counterclaim("other", entry.Text, null)];
        return
        [
            .. rows.EnumerateArray()
                .Select(row =>
                {
                    var cause = Said(row, "cause") is { } code && ClaimCauses.Find(code) is not null ? code : "other";
                    return new Counterclaim(
                        cause,
                        Said(row, "basis") ?? Said(row, "text") ?? entry.Text,
                        row.TryGetProperty("amount", out var amount) && amount.ValueKind == JsonValueKind.Number
                            ? amount.GetDecimal()
                            : null
                    );
                }),
        ];
    }

    private static string? Said(JsonElement row, string member) =>
        row.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.String
        && !string.IsNullOrWhiteSpace(value.GetString())
            ? value.GetString()!.Trim()
            : null;
}
