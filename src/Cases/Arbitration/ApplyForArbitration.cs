using System.Globalization;
using System.Text.Json;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Arbitration;

/// <summary>
/// 申请仲裁: a party of a case that was only mediated applies for arbitration (调解仲裁法 art 14, 28), online, in writing or at the window.
/// The claims, facts and witnesses of the application become those of the case, and the law's periods run from its day.
/// </summary>
public sealed class ApplyForArbitration(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    ICaseNumbers numbers,
    CaseClock clock,
    ExceptionDesk desk,
    TimeProvider time
)
{
    /// <summary>The register entry of a mediated case whose respondent applied for arbitration; it names the case that was opened on it.</summary>
    public const string OtherEntry = "other-side-applied";

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
        var by = data.Task.CompletedBy!;
        if (await DayAsync(matter, data, cancellationToken) is not { } day)
            return false;

        List<string> changed = [.. ChangeClaims(matter, data)];
        if (data.Text("facts") is { } facts && facts != matter.Facts)
        {
            matter.Facts = facts;
            changed.Add("事实与理由");
        }
        await AddWitnessesAsync(matter, data, cancellationToken);
        var said = Made(matter, data, day);
        var total = matter.Claims.Sum(claim => claim.Amount ?? 0m);
        cases.Add(
            CaseEvents.Public(
                matter.Id,
                time.GetUtcNow(),
                by,
                "arbitration.applied",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{said}，仲裁请求{matter.Claims.Count}项，金额合计{total:0.00}元{(changed.Count == 0 ? "，与调解申请相同" : $"；与调解申请不同的：{string.Join("、", changed)}")}"
                ),
                $"The applicant applied for arbitration on {day:yyyy-MM-dd}",
                Basis
            )
        );
        return true;
    }

    /// <summary>
    /// 对方申请仲裁: any party of a dispute may apply (调解仲裁法 art 14, 27). Whoever was the respondent of the mediation becomes the applicant of a
    /// case of its own, linked to this one, with the claims that it states.
    /// </summary>
    /// <param name="matter">The case that was mediated.</param>
    /// <param name="step">The step whose form holds claims, facts, witnesses and, from an officer, appliedOn and form.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The new case; null, and the history says why, when the day cannot be right.</returns>
    public async ValueTask<Case?> OtherSideAsync(Case matter, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, matter.Id, step, cancellationToken);
        if (await DayAsync(matter, data, cancellationToken) is not { } day || !IsKnown(matter, data))
            return null;

        var now = time.GetUtcNow();
        var year = ChinaDay.Of(now).Year;
        var number = await numbers.NextAsync(matter.District, year, CaseNumber.Series(matter.ProcedureCode), cancellationToken);
        var own = matter.TurnedAbout(
            Guid.CreateVersion7(now),
            CaseNumber.Format(matter.District, matter.ProcedureCode, year, number),
            QueryCode.Hash(QueryCode.Create()),
            now
        );
        // A respondent is known by what the other side told of it; an applicant says who it is.
        var applicant = own.Applicants.First();
        (applicant.IdType, applicant.IdNumber) = (data.Required("idType"), IdNumber.Normalise(data.Required("idNumber")));
        applicant.Phone = data.Text("phone") ?? applicant.Phone;
        applicant.ServiceAddress = data.Text("address") ?? applicant.ServiceAddress;
        cases.Add(own);
        _ = ChangeClaims(own, data).ToList();
        own.Facts = data.Required("facts");
        await AddWitnessesAsync(own, data, cancellationToken);
        var said = Made(own, data, day);
        var by = data.Task.CompletedBy!;
        desk.Enter(matter, OtherEntry, $"被申请人申请仲裁，另立{own.CaseNumber}", by, related: own.Id);
        desk.Tell(
            matter,
            by,
            "arbitration.applied-other",
            $"被申请人于{day:yyyy-MM-dd}申请仲裁，另立案号{own.CaseNumber}，双方凭本案的查询码查询",
            $"The respondent applied for arbitration: {own.CaseNumber}",
            Basis
        );
        desk.Tell(
            own,
            by,
            "arbitration.applied",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{said}，仲裁请求{own.Claims.Count}项，金额合计{own.Claims.Sum(claim => claim.Amount ?? 0m):0.00}元；调解案件{matter.CaseNumber}"
            ),
            $"Applied for arbitration on {day:yyyy-MM-dd}, after the mediation {matter.CaseNumber}",
            Basis
        );
        return own;
    }

    /// <summary>The form tells who one applicant is; of several, the others are on file already or come to the window.</summary>
    private bool IsKnown(Case matter, StepData data)
    {
        if (matter.Respondents.Skip(1).FirstOrDefault(party => party.IdNumber is null) is not { } unknown)
            return true;
        cases.Add(
            CaseEvents.Internal(
                matter.Id,
                time.GetUtcNow(),
                data.Task.CompletedBy!,
                "condition.failed",
                $"{unknown.Name}没有登记证件号码，不能由本步骤共同申请。可以：到窗口以全体申请人的名义提交仲裁申请",
                "The identity number of one of several applicants is not on file: apply at the window",
                Basis,
                "data.idNumber"
            )
        );
        return false;
    }

    /// <summary>Whether the respondent of a mediation applied for arbitration, and its applicant did not.</summary>
    public static async ValueTask<bool> OnlyOtherSideAsync(
        ICaseRecords records,
        Guid caseId,
        CancellationToken cancellationToken = default
    ) =>
        (await records.EntriesAsync(caseId, OtherEntry, cancellationToken)).Count > 0
        && (await records.EntriesAsync(caseId, ArbitrationApplication.Entry, cancellationToken)).Count == 0;

    /// <summary>The day of the application; null, and the history says why, when it cannot be right.</summary>
    private async ValueTask<DateOnly?> DayAsync(Case matter, StepData data, CancellationToken cancellationToken)
    {
        var today = ChinaDay.Today(time);
        var by = data.Task.CompletedBy!;
        // What a party does online is done today, whatever it sends along.
        var day = IsOnline(by) ? today : data.Date("appliedOn") ?? today;
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
            return null;
        }
        return day;
    }

    private static bool IsOnline(string by) => by is TaskParties.Applicant or TaskParties.Respondent;

    /// <summary>Puts the application on record; how it was made, in words.</summary>
    private string Made(Case matter, StepData data, DateOnly day)
    {
        var by = data.Task.CompletedBy!;
        var form = IsOnline(by) ? "online" : data.Text("form") ?? "paper";
        var called = form switch
        {
            "online" => "网上",
            ArbitrationApplication.Oral => "口头",
            _ => "书面",
        };
        var said = $"申请人于{day:yyyy-MM-dd}{called}申请仲裁";
        desk.Enter(matter, ArbitrationApplication.Entry, said, by, new ArbitrationApplication.Made(day, form));
        return said;
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
                Position = matter.NextClaimPosition,
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

        // The application for arbitration counts its own claims.
        matter.CountAnew(kept);
        matter.MainCause = kept[0].Cause;
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
