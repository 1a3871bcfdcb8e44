using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Arbitration;

/// <summary>
/// 一次性告知 (办案规则 art 64, 67): within <c>col-accept-5d</c> both sides of a collective dispute are told, once and for all, of the tribunal, the
/// periods for answer and evidence, and the day and place of the hearing. The place may be the workplace or another that suits
/// (<c>col-venue</c>), with a reason and measures of order, and not where a mass incident stands on record.
/// </summary>
public sealed class CollectiveNotice(ITaskStore tasks, ICaseRecords records, CaseClock clock, ExceptionDesk desk, TimeProvider time)
{
    /// <summary>The register entry that holds what was told; its data are the fields of the form.</summary>
    public const string Entry = "collective-notice";

    private const string Institution = "institution";
    private const string Basis = "《劳动人事争议仲裁办案规则》第64条、第67条";

    /// <summary>The places, as the form and the papers name them.</summary>
    public static readonly IReadOnlyList<CodeName> Venues =
    [
        new(Institution, "本院仲裁庭", "The commission's court room"),
        new("workplace", "用人单位", "The workplace"),
        new("elsewhere", "其他便于处理的地点", "Another place that suits"),
    ];

    /// <summary>Records what a step's form tells both sides.</summary>
    /// <returns>False when it cannot be told so; the history says why.</returns>
    /// <exception cref="InvalidOperationException">The step was never completed, or its form lacks a field.</exception>
    public async ValueTask<bool> GiveAsync(Case group, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, group.Id, step, cancellationToken);
        var venue = Venues.First(v => v.Code == data.Required("venue"));
        var (heldOn, evidenceUntil) = (Day(data, "heldOn"), Day(data, "evidenceUntil"));
        if (await FaultAsync(group, data, venue, heldOn, evidenceUntil, cancellationToken) is { } fault)
        {
            desk.Tell(group, "workflow", "collective-notice.refused", fault.Zh, fault.En, Basis);
            return false;
        }

        var by = data.Task.CompletedBy!;
        var place = data.Required("place");
        group.Revision++;
        desk.Enter(
            group,
            Entry,
            $"{heldOn:yyyy-MM-dd} {data.Required("startsAt")}在{place}（{venue.Zh}）开庭，举证期限至{evidenceUntil:yyyy-MM-dd}",
            by,
            new
            {
                venue = venue.Code,
                venueName = venue.Zh,
                offsite = venue.Code != Institution,
                place,
                venueReason = data.Text("venueReason"),
                safety = data.Text("safety"),
                presiding = data.Required("presiding"),
                arbitratorA = data.Required("arbitratorA"),
                arbitratorB = data.Required("arbitratorB"),
                secretary = data.Required("secretary"),
                evidenceUntil,
                heldOn,
                startsAt = data.Required("startsAt"),
            }
        );
        desk.Tell(
            group,
            by,
            "collective-notice.given",
            $"一次性告知双方：{heldOn:yyyy-MM-dd} {data.Required("startsAt")}在{place}（{venue.Zh}）开庭，举证期限至{evidenceUntil:yyyy-MM-dd}",
            $"Both sides were told: hearing on {heldOn:yyyy-MM-dd} at {place}",
            Basis
        );
        return true;
    }

    private async ValueTask<(string Zh, string En)?> FaultAsync(
        Case group,
        StepData data,
        CodeName venue,
        DateOnly heldOn,
        DateOnly evidenceUntil,
        CancellationToken cancellationToken
    )
    {
        var today = ChinaDay.Today(time);
        var latest = clock.Reckon(group, "arb-hearing-notice-5d", heldOn).DueOn;
        if (today > latest)
            return (
                $"通知不足法定天数：{heldOn:yyyy-MM-dd}开庭的，最迟应在{latest:yyyy-MM-dd}通知双方，请重新确定",
                $"For a hearing on {heldOn:yyyy-MM-dd} both sides must be told by {latest:yyyy-MM-dd}"
            );
        if (evidenceUntil <= today || evidenceUntil >= heldOn)
            return (
                $"举证期限{evidenceUntil:yyyy-MM-dd}应当在今日以后、开庭日{heldOn:yyyy-MM-dd}以前，请重新确定",
                "The period for evidence must end before the hearing and not lie in the past"
            );
        if (venue.Code == Institution)
            return null;
        if (data.Text("venueReason") is null || data.Text("safety") is null)
            return (
                $"在{venue.Zh}处理的，应当写明理由、现场秩序和安全措施",
                "A hearing away from the commission needs a reason and measures of order"
            );
        var incident = (await records.ListAsync<CaseException>(group.Id, cancellationToken)).Any(e =>
            e is { Kind: "incident", State: CaseExceptionState.Granted }
        );
        return venue.Code == "workplace" && incident
            ? (
                "本案登记有群体性事件，不宜在用人单位处理，请改在本院或者其他地点",
                "A mass incident stands on record: the workplace is no place for a hearing"
            )
            : null;
    }

    private static DateOnly Day(StepData data, string field) =>
        data.Date(field) ?? throw new InvalidOperationException($"步骤“{data.Task.Step}”的表单缺少“{field}”。");
}
