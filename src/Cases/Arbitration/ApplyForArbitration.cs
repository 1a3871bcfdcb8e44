using System.Globalization;
using System.Text.Json;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Arbitration;

/// <summary>
/// 申请仲裁: the applicant of a case that was only mediated applies for arbitration (调解仲裁法 art 14, 28), online, in writing or at the window.
/// The claims, facts and witnesses of the application become those of the case, and the law's periods run from its day.
/// </summary>
public sealed class ApplyForArbitration(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    CaseClock clock,
    ExceptionDesk desk,
    TimeProvider time
)
{
    private const string Basis = "《劳动争议调解仲裁法》第28条";

    /// <summary>Takes the application of a step's form.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="step">
    /// The step whose form holds claims (cause, amount, basis), facts and witnesses (name, residence), each left out for what the case has
    /// already; and, from an officer, appliedOn and form.
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False, and the history says why, when the day is later than today or earlier than the end of mediation.</returns>
    public async ValueTask<bool> HandleAsync(Case matter, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, matter.Id, step, cancellationToken);
        var today = ChinaDay.Today(time);
        var by = data.Task.CompletedBy!;
        var online = by == TaskParties.Applicant;
        // What a party does online is done today, whatever it sends along.
        var day = online ? today : data.Date("appliedOn") ?? today;
        var since = (await clock.FindLastAsync(matter.Id, ClaimLimitation.Parameter, cancellationToken))?.StartsOn;
        matter.Revision++;
        if (day > today || day < since)
        {
            cases.Add(
                CaseEvents.Internal(
                    matter.Id,
                    time.GetUtcNow(),
                    by,
                    "condition.failed",
                    $"申请仲裁的日期{day:yyyy-MM-dd}{(day > today ? "晚于今天" : $"早于调解终结之日（{since:yyyy-MM-dd}）")}，没有登记。可以：核对申请书、笔录上的日期后重新登记",
                    "The day of the application is later than today or earlier than the end of mediation: check it and enter it again",
                    Basis,
                    "data.appliedOn"
                )
            );
            return false;
        }

        List<string> changed = [.. ChangeClaims(matter, data)];
        if (data.Text("facts") is { } facts && facts != matter.Facts)
        {
            matter.Facts = facts;
            changed.Add("事实与理由");
        }
        await AddWitnessesAsync(matter, data, cancellationToken);

        var form = online ? "online" : data.Text("form") ?? "paper";
        var called = form switch
        {
            "online" => "网上",
            ArbitrationApplication.Oral => "口头",
            _ => "书面",
        };
        desk.Enter(
            matter,
            ArbitrationApplication.Entry,
            $"申请人于{day:yyyy-MM-dd}{called}申请仲裁",
            by,
            new ArbitrationApplication.Made(day, form)
        );
        var total = matter.Claims.Sum(claim => claim.Amount ?? 0m);
        cases.Add(
            CaseEvents.Public(
                matter.Id,
                time.GetUtcNow(),
                by,
                "arbitration.applied",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"申请人于{day:yyyy-MM-dd}{called}申请仲裁，仲裁请求{matter.Claims.Count}项，金额合计{total:0.00}元{(changed.Count == 0 ? "，与调解申请相同" : $"；与调解申请不同的：{string.Join("、", changed)}")}"
                ),
                $"The applicant applied for arbitration on {day:yyyy-MM-dd}",
                Basis
            )
        );
        return true;
    }

    /// <summary>A row of the same cause in the same place is the claim of before; the others are new, and what is left over is not claimed.</summary>
    private IEnumerable<string> ChangeClaims(Case matter, StepData data)
    {
        var rows = data.List("claims");
        if (rows.Count == 0)
            return [];
        var told = new List<string>();
        var before = matter.Claims.OrderBy(claim => claim.Position).ToList();
        var kept = new List<Claim>();
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            var cause = row.GetProperty("cause").GetString()!;
            var amount =
                row.TryGetProperty("amount", out var money) && money.ValueKind == JsonValueKind.Number
                    ? money.GetDecimal()
                    : (decimal?)null;
            var basis = row.GetProperty("basis").GetString()!.Trim();
            if (i < before.Count && before[i].Cause == cause)
            {
                if (before[i].Amount != amount || before[i].Basis != basis)
                    told.Add($"第{i + 1}项请求");
                (before[i].Amount, before[i].Basis) = (amount, basis);
                kept.Add(before[i]);
                continue;
            }

            told.Add($"增加“{ClaimCauses.Find(cause)?.Zh ?? cause}”");
            var added = new Claim
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                CaseId = matter.Id,
                // Behind those of before, which keep their places.
                Position = Math.Max(before.Count, matter.Claims.Max(claim => claim.Position) + 1),
                Cause = cause,
                Amount = amount,
                Basis = basis,
            };
            matter.Claims.Add(added);
            kept.Add(added);
        }

        foreach (var dropped in before.Except(kept))
        {
            told.Add($"不再请求“{ClaimCauses.Find(dropped.Cause)?.Zh ?? dropped.Cause}”");
            cases.Remove(matter, dropped);
        }

        matter.MainCause = matter.Claims.MinBy(claim => claim.Position)!.Cause;
        return told;
    }

    private async ValueTask AddWitnessesAsync(Case matter, StepData data, CancellationToken cancellationToken)
    {
        var known = (await records.ListAsync<Witness>(matter.Id, cancellationToken)).Select(witness => witness.Name).ToHashSet();
        foreach (var row in data.List("witnesses"))
            if (row.GetProperty("name").GetString()!.Trim() is var name && known.Add(name))
                records.Add(
                    new Witness
                    {
                        Id = Guid.CreateVersion7(time.GetUtcNow()),
                        CaseId = matter.Id,
                        Name = name,
                        Residence = row.GetProperty("residence").GetString()!.Trim(),
                    }
                );
    }
}
