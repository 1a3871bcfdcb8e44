using System.Globalization;
using System.Text.Json;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Inspection;

/// <summary>
/// 失信联合惩戒名单: enters the employer and each person who answers for it, every one in a row of its own with the last day of the listing,
/// and takes them off again.
/// </summary>
public sealed class KeepListing(
    ICaseStore cases,
    ITaskStore tasks,
    ExceptionDesk desk,
    CaseClock clock,
    StatuteRegister register,
    TimeProvider time
)
{
    /// <summary>The kind of a row of the list.</summary>
    public const string Listed = "listed";

    /// <summary>The kind of the entry that ends the rows of a case.</summary>
    public const string Ended = "delisted";

    private const string Term = "blk-term-3y";

    /// <summary>列入: a row for each person of a step's form (persons: role, name), to the end of <c>blk-term-3y</c> from today.</summary>
    public async ValueTask<int> ListAsync(
        Case about,
        string personsStep,
        string decisionStep,
        CancellationToken cancellationToken = default
    )
    {
        using var persons = await StepData.LastAsync(tasks, about.Id, personsStep, cancellationToken);
        using var decision = await StepData.LastAsync(tasks, about.Id, decisionStep, cancellationToken);
        var today = ChinaDay.Today(time);
        var until = clock.Reckon(about, Term, today).DueOn;
        var employer = about.Parties.Find(p => p.Kind == "employer")?.Name ?? "";
        var rows = persons
            .List("persons")
            .Select(p => (Role: p.GetProperty("role").GetString()!, Name: p.GetProperty("name").GetString()!.Trim()))
            .Where(p => p.Name != employer)
            .Prepend((Role: "用人单位", Name: employer))
            .Distinct()
            .ToList();
        foreach (var (role, name) in rows)
            desk.Enter(
                about,
                Listed,
                $"列入拖欠农民工工资失信联合惩戒对象名单：{role}{name}，至{until:yyyy-MM-dd}",
                decision.Task.CompletedBy!,
                new
                {
                    role,
                    name,
                    from = Day(today),
                    until = Day(until),
                }
            );
        Tell(
            about,
            decision.Task.CompletedBy!,
            "listing.entered",
            $"列入拖欠农民工工资失信联合惩戒对象名单：{string.Join("、", rows.Select(r => $"{r.Role}{r.Name}"))}，期限至{until:yyyy-MM-dd}",
            $"{rows.Count} rows on the blacklist until {until:yyyy-MM-dd}"
        );
        return rows.Count;
    }

    /// <summary>移出: ends every row of the case.</summary>
    /// <param name="about">The case.</param>
    /// <param name="why"><c>expired</c> 期满, <c>removed</c> 提前移出 or <c>revoked</c> 决定被撤销.</param>
    /// <param name="step">The step that decided it; none for what the law does.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask EndAsync(Case about, string why, string? step, CancellationToken cancellationToken = default)
    {
        var (by, reason) = await desk.DeciderAsync(about, step, cancellationToken);
        var name = why switch
        {
            "expired" => "列入期限届满，自动移出名单",
            "removed" => "信用修复，提前移出名单",
            _ => "列入决定被撤销，移出名单并更正信息",
        };
        desk.Enter(about, Ended, name, by, new { why });
        Tell(about, by, "listing.ended", reason is null ? name : $"{name}：{reason}", $"Off the blacklist: {why}");
    }

    /// <summary>The last day of a row.</summary>
    public static DateOnly UntilOf(RegisterEntry row)
    {
        using var data = JsonDocument.Parse(row.DataJson!);
        return DateOnly.ParseExact(data.RootElement.GetProperty("until").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private void Tell(Case about, string actor, string action, string zh, string en)
    {
        about.Revision++;
        cases.Add(CaseEvents.Public(about.Id, time.GetUtcNow(), actor, action, zh, en, register.RowsOf(Term)[0].Basis));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
