using System.Text.Json;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Quality;

/// <summary>
/// 案件质量评查: what the file itself tells is found beforehand, a reviewer who did not sit in the tribunal judges every item, and the grade
/// follows from the findings. Nothing of it is for the parties, and the award stands as it is: what is wrong with it is for the law's remedies.
/// </summary>
public sealed class ReviewCase(
    ICaseStore cases,
    ICaseRecords records,
    IDocumentStore documents,
    ITaskStore tasks,
    CaseClock clock,
    ExceptionDesk desk,
    TimeProvider time
)
{
    /// <summary>The register entry of what the file itself tells; fills the reviewer's form.</summary>
    public const string Prepared = "quality-prepared";

    /// <summary>The register entry of a reviewer's findings.</summary>
    public const string Reviewed = "quality-review";

    /// <summary>The register entry of how the review ended.</summary>
    public const string Closed = "quality-result";

    private const string Basis = "案件质量评查工作规则";

    private sealed record Found(string Item, string? Finding, string? Note);

    /// <summary>评查准备: finds what periods, papers and records tell.</summary>
    public async ValueTask PrepareAsync(Case matter, CancellationToken cancellationToken = default)
    {
        var periods = await cases.DeadlinesAsync(matter.Id, cancellationToken);
        var papers = (await documents.DocumentsAsync(matter.Id, cancellationToken)).Where(d => d.State == DocumentState.Issued).ToList();
        var hearings = await records.ListAsync<Hearing>(matter.Id, cancellationToken);
        var seats = await records.ListAsync<TribunalMember>(matter.Id, cancellationToken);
        var held = hearings.LastOrDefault(h => h.State == HearingState.Held);
        var awarded = (await records.ListAsync<Award>(matter.Id, cancellationToken)).Count > 0;
        var panel = seats.Any(s => s.Seat == TribunalSeat.Presiding);
        var served =
            (await documents.ServicesAsync(matter.Id, cancellationToken)).Count > 0
            || (await records.ListAsync<Receipt>(matter.Id, cancellationToken)).Count > 0;
        var items = new List<Found>
        {
            InTime("accept-in-time", periods, "arb-accept-5d"),
            InTime("serve-in-time", periods, "arb-serve-respondent-5d"),
            Has("tribunal-notice", seats.Count > 0, papers, "panel-notice"),
            NoticeOf(matter, held),
            held is null
                ? new("hearing-record", QualityItems.NotApplicable, "没有开庭")
                : new(
                    "hearing-record",
                    string.IsNullOrWhiteSpace(held.Record) ? QualityItems.Fault : QualityItems.Sound,
                    string.IsNullOrWhiteSpace(held.Record) ? "没有庭审笔录" : null
                ),
            Has("deliberation", panel && awarded, papers, "deliberation-record"),
            InTime("award-in-time", periods, "arb-award-45d"),
            new("award-content", awarded ? null : QualityItems.NotApplicable, awarded ? null : "没有裁决"),
            new("law", null, null),
            new("amounts", awarded ? null : QualityItems.NotApplicable, awarded ? null : "没有裁决"),
            new("service", served ? QualityItems.Sound : QualityItems.Fault, served ? null : "没有送达记录"),
            new(
                "archive",
                matter.ArchivedAt is null ? QualityItems.Flaw : QualityItems.Sound,
                matter.ArchivedAt is null ? "没有归档" : null
            ),
        };
        desk.Enter(
            matter,
            Prepared,
            "评查准备：逐项核对期限、文书和送达记录",
            "workflow",
            new
            {
                items = items.Select(i =>
                    new Dictionary<string, object?>
                    {
                        ["item"] = i.Item,
                        ["finding"] = i.Finding,
                        ["note"] = i.Note,
                    }
                        .Where(member => member.Value is not null)
                        .ToDictionary()
                ),
            }
        );
        matter.Revision++;
    }

    private static Found InTime(string item, IReadOnlyList<CaseDeadline> periods, string parameter)
    {
        var own = periods.Where(d => d.ParameterId == parameter).ToList();
        if (own.Count == 0)
            return new(item, QualityItems.NotApplicable, "没有计算该期限");
        return own.Find(d => d.State == DeadlineState.Missed || d.OverdueSince is not null) is { } late
            ? new(item, QualityItems.Fault, $"{late.Name}于{late.DueOn:yyyy-MM-dd}届满未完成")
            : new(item, QualityItems.Sound, null);
    }

    private static Found Has(string item, bool asked, List<CaseDocument> papers, string kind) =>
        !asked ? new(item, QualityItems.NotApplicable, null)
        : papers.Exists(p => p.Kind.EndsWith("/" + kind, StringComparison.Ordinal)) ? new(item, QualityItems.Sound, null)
        : new(item, QualityItems.Fault, "案卷中没有该文书");

    private Found NoticeOf(Case matter, Hearing? held)
    {
        if (held is null)
            return new("hearing-notice", QualityItems.NotApplicable, "没有开庭");
        var latest = clock.Reckon(matter, "arb-hearing-notice-5d", held.HeldOn).DueOn;
        // Simplified handling may set a shorter time (办案规则 art 60): the reviewer judges that.
        if (held.NotifiedOn is not { } notifiedOn)
            return new("hearing-notice", QualityItems.Fault, "案卷中没有开庭通知的送达记录");
        return notifiedOn <= latest
            ? new("hearing-notice", QualityItems.Sound, null)
            : new("hearing-notice", null, $"{held.HeldOn:yyyy-MM-dd}开庭，{notifiedOn:yyyy-MM-dd}通知；简易处理的可以缩短");
    }

    /// <summary>登记评查结果: the findings of a step's form, with the grade that its outcome gives.</summary>
    /// <returns>False when items are missing, a finding says nothing, or the grade does not follow; the history says why.</returns>
    public async ValueTask<bool> RecordAsync(Case matter, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, matter.Id, step, cancellationToken);
        var found = data.List("items")
            .Select(row => new Found(
                row.GetProperty("item").GetString()!,
                row.GetProperty("finding").GetString(),
                row.TryGetProperty("note", out var note) ? note.GetString() : null
            ))
            .ToList();
        var grade = data.Task.Outcome!;
        if (Fault(found, grade) is { } fault)
        {
            Tell(matter, "workflow", "quality.refused", fault, "The review does not hold together");
            return false;
        }

        var by = data.Task.CompletedBy!;
        desk.Enter(
            matter,
            Reviewed,
            $"案件质量评查：{GradeZh(grade)}",
            by,
            new
            {
                grade,
                gradeName = GradeZh(grade),
                reviewer = await documents.DisplayNameAsync(by, cancellationToken),
                opinion = data.Text("opinion"),
                items = found.Select(f => new
                {
                    f.Item,
                    name = QualityItems.Zh(f.Item),
                    f.Finding,
                    findingName = QualityItems.Zh(f.Finding!),
                    f.Note,
                }),
            }
        );
        matter.Revision++;
        Tell(matter, by, "quality.reviewed", $"案件质量评查：{GradeZh(grade)}", $"Quality review: {grade}");
        return true;
    }

    private static string? Fault(List<Found> found, string grade)
    {
        if (found.GroupBy(f => f.Item, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return $"“{QualityItems.Zh(twice.Key)}”重复评查，请删除一行";
        if (QualityItems.All.FirstOrDefault(i => found.TrueForAll(f => f.Item != i.Code)) is { } missing)
            return $"“{missing.Zh}”没有评查，应当逐项评查";
        if (found.Find(f => f.Finding is QualityItems.Flaw or QualityItems.Fault && string.IsNullOrWhiteSpace(f.Note)) is { } silent)
            return $"“{QualityItems.Zh(silent.Item)}”评为{QualityItems.Zh(silent.Finding!)}，应当写明问题";
        var follows =
            found.Exists(f => f.Finding == QualityItems.Fault) ? "unqualified"
            : found.Exists(f => f.Finding == QualityItems.Flaw) ? "flawed"
            : "qualified";
        return grade == follows ? null : $"按逐项评查结果应当评为{GradeZh(follows)}，不能评为{GradeZh(grade)}";
    }

    /// <summary>办结评查: what the tribunal corrected or explained is accepted, or its objection is.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="step">The step that confirmed it; empty when nothing had to be confirmed.</param>
    /// <param name="overturned">The tribunal's objection was accepted: the case is sound.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask CloseAsync(Case matter, string? step, bool overturned, CancellationToken cancellationToken = default)
    {
        var (by, reason) = await desk.DeciderAsync(matter, step, cancellationToken);
        var review = (await records.ListAsync<RegisterEntry>(matter.Id, cancellationToken)).Last(e => e.Kind == Reviewed);
        using var found = JsonDocument.Parse(review.DataJson!);
        var grade = overturned ? "qualified" : found.RootElement.GetProperty("grade").GetString()!;
        var corrected = !overturned && !string.IsNullOrEmpty(step);
        desk.Enter(
            matter,
            Closed,
            $"评查办结：{GradeZh(grade)}{(overturned ? "（采纳异议）" : corrected ? "（已说明或者补正）" : "")}",
            by,
            new
            {
                grade,
                overturned,
                corrected,
                reason,
            }
        );
        matter.Revision++;
        Tell(matter, by, "quality.closed", $"案件质量评查办结：{GradeZh(grade)}", $"Quality review closed: {grade}");
    }

    private static string GradeZh(string grade) =>
        grade switch
        {
            "qualified" => "合格",
            "flawed" => "有瑕疵",
            _ => "不合格",
        };

    private void Tell(Case matter, string by, string action, string zh, string en) =>
        cases.Add(CaseEvents.Internal(matter.Id, time.GetUtcNow(), by, action, zh, en, Basis));
}
