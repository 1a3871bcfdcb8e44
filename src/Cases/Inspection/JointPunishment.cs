using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Inspection;

/// <summary>A department that was told of a listing, and what it did.</summary>
/// <param name="Department">Its name.</param>
/// <param name="ToldOn">When it was told; null when nobody entered that.</param>
/// <param name="AnsweredOn">When it answered; null while it has not.</param>
/// <param name="Measure">What it does against the listed.</param>
public sealed record PunishmentFeedback(string Department, DateOnly? ToldOn, DateOnly? AnsweredOn, string? Measure);

/// <summary>联合惩戒反馈: what the departments that were told of a listing answered, each with its days.</summary>
public sealed class JointPunishment(ICaseStore cases, ICaseRecords records, ITaskStore tasks, TimeProvider time)
{
    /// <summary>The register entry of one department's answer.</summary>
    public const string Entry = "joint-punishment";

    private const string Basis = "《拖欠农民工工资失信联合惩戒对象名单管理暂行办法》第9条";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Notes the answers of a step's form.</summary>
    /// <param name="listed">The case of the listing.</param>
    /// <param name="step">The step whose form holds them (feedback: department, answeredOn, measure).</param>
    /// <param name="toldIn">The step whose form says who was told and when (departments: department, toldOn).</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when a day cannot be right; nothing was noted then, and the history says which.</returns>
    public async ValueTask<bool> RecordAsync(Case listed, string step, string toldIn, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, listed.Id, step, cancellationToken);
        var by = data.Task.CompletedBy!;
        var told = await ToldAsync(listed.Id, toldIn, cancellationToken);
        var answers = data.List("feedback")
            .Select(row => new PunishmentFeedback(
                row.GetProperty("department").GetString()!.Trim(),
                told.Find(t => t.Department == row.GetProperty("department").GetString()!.Trim())?.ToldOn,
                Day(row, "answeredOn"),
                row.GetProperty("measure").GetString()
            ))
            .ToList();
        if (answers.Find(a => a.AnsweredOn > ChinaDay.Today(time) || a.AnsweredOn < a.ToldOn) is { } wrong)
        {
            Tell(
                listed,
                by,
                "punishment.refused",
                $"{wrong.Department}的反馈日期应在告知之日{(wrong.ToldOn is { } on ? $"（{on:yyyy-MM-dd}）" : "")}与今日之间，请核对",
                "A department answers between the day it was told and today"
            );
            return false;
        }
        foreach (var answer in answers)
            records.Add(
                new RegisterEntry
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    CaseId = listed.Id,
                    Kind = Entry,
                    Text = $"{answer.Department}于{answer.AnsweredOn:yyyy-MM-dd}反馈联合惩戒：{answer.Measure}",
                    DataJson = JsonSerializer.Serialize(answer, Json),
                    RecordedBy = by,
                    RecordedAt = time.GetUtcNow(),
                }
            );
        var open = (await ListAsync(listed.Id, toldIn, cancellationToken))
            .Where(f => f.AnsweredOn is null)
            .Select(f => f.Department)
            .ToList();
        Tell(
            listed,
            by,
            "punishment.recorded",
            $"登记联合惩戒反馈{answers.Count}个部门" + (open.Count == 0 ? "" : $"，尚未反馈：{string.Join("、", open)}"),
            $"{answers.Count} departments answered, {open.Count} have not"
        );
        return true;
    }

    /// <summary>Every department that was told or answered, in the order told; one that answered twice stands there twice.</summary>
    public async ValueTask<IReadOnlyList<PunishmentFeedback>> ListAsync(
        Guid caseId,
        string toldIn,
        CancellationToken cancellationToken = default
    )
    {
        var answers = (await records.EntriesAsync(caseId, Entry, cancellationToken))
            .Select(entry => JsonSerializer.Deserialize<PunishmentFeedback>(entry.DataJson!, Json)!)
            .ToList();
        var told = await ToldAsync(caseId, toldIn, cancellationToken);
        return
        [
            .. told.SelectMany(t => answers.FindAll(a => a.Department == t.Department) is { Count: > 0 } own ? own : [t]),
            .. answers.FindAll(a => told.TrueForAll(t => t.Department != a.Department)),
        ];
    }

    private async ValueTask<List<PunishmentFeedback>> ToldAsync(Guid caseId, string toldIn, CancellationToken cancellationToken)
    {
        var told = (await tasks.ListOfCaseAsync(caseId, cancellationToken))
            .Where(t => t.Step == toldIn && t.Status == CaseTaskStatus.Completed)
            .MaxBy(t => t.CompletedAt);
        if (told is null)
            return [];
        using var data = StepData.Of(told);
        return
        [
            .. data.List("departments")
                .Select(row => new PunishmentFeedback(row.GetProperty("department").GetString()!.Trim(), Day(row, "toldOn"), null, null)),
        ];
    }

    private static DateOnly? Day(JsonElement row, string field) =>
        DateOnly.TryParseExact(
            row.GetProperty(field).GetString(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    private void Tell(Case listed, string by, string action, string zh, string en)
    {
        listed.Revision++;
        cases.Add(CaseEvents.Internal(listed.Id, time.GetUtcNow(), by, action, zh, en, Basis));
    }
}
