using System.Globalization;
using System.Text.Json;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;

namespace LaborFlow.Cases.Arbitration;

/// <summary>
/// 裁决生效 (调解仲裁法 art 47, 50, 51): from which day a case's award binds, and until when the other side may ask a court to enforce it
/// (<c>arb-enforce-2y</c>). A final award binds from the day on which it was made, another one when nobody went to court in time.
/// </summary>
public sealed class AwardTakesEffect(ICaseStore cases, ICaseRecords records, CaseClock clock, ExceptionDesk desk, TimeProvider time)
{
    /// <summary>The register entry; its data are effectiveOn and enforceBy.</summary>
    public const string Entry = "award-effect";

    /// <summary>The same of a partial award.</summary>
    public const string PartialEntry = "partial-award-effect";

    private const string Enforcement = "arb-enforce-2y";

    /// <summary>From which day the award binds by the record; null when it does not yet.</summary>
    public async ValueTask<DateOnly?> EffectiveOnAsync(Case decided, CancellationToken cancellationToken = default)
    {
        var entries = await records.ListAsync<RegisterEntry>(decided.Id, cancellationToken);
        if (entries.LastOrDefault(entry => entry.Kind == Entry)?.DataJson is not { } json)
            return null;
        using var data = JsonDocument.Parse(json);
        return DateOnly.ParseExact(data.RootElement.GetProperty("effectiveOn").GetString()!, "O", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// 先行裁决生效: nobody went to court against what was decided first. It binds while the rest is heard, and its own two years run.
    /// </summary>
    /// <exception cref="InvalidOperationException">No partial award was served.</exception>
    public async ValueTask RecordPartialAsync(Case decided, CancellationToken cancellationToken = default)
    {
        var effectiveOn = EffectiveOn(
            await records.ListAsync<Award>(decided.Id, cancellationToken),
            award => award is { Partial: true, RemediesBegun: true }
        );
        foreach (var run in (await cases.DeadlinesAsync(decided.Id, cancellationToken)).Where(PartialAwards.IsRemedy))
            run.End(DeadlineState.Met, time.GetUtcNow());
        var enforceBy = clock.StartFor(decided, Enforcement, effectiveOn, "先行裁决申请强制执行期限").DueOn;
        var rest = decided.ClosedAt is null ? "，其余请求继续审理" : "，本案其余请求已经办结";
        Enter(decided, PartialEntry, ("先行裁决书", "partial award"), effectiveOn, enforceBy, rest);
    }

    /// <summary>Puts the day on record.</summary>
    /// <exception cref="InvalidOperationException">The case has no award.</exception>
    public async ValueTask RecordAsync(Case decided, CancellationToken cancellationToken = default)
    {
        var effectiveOn = EffectiveOn(await records.ListAsync<Award>(decided.Id, cancellationToken), award => !award.Partial);
        // Counted from the first day on which it could be performed: whoever keeps this day is in time whatever the award grants for performing.
        var enforceBy = clock.Reckon(decided, Enforcement, effectiveOn).DueOn;
        Enter(decided, Entry, ("裁决书", "award"), effectiveOn, enforceBy, "");
    }

    private DateOnly EffectiveOn(IEnumerable<Award> all, Func<Award, bool> which)
    {
        var awards = all.Where(which).ToList();
        if (awards.Count == 0)
            throw new InvalidOperationException("案件没有裁决。");
        return awards.TrueForAll(a => a.Final) ? awards.Max(a => a.DecidedOn) : ChinaDay.Today(time);
    }

    private void Enter(Case decided, string entry, (string Zh, string En) what, DateOnly effectiveOn, DateOnly enforceBy, string more)
    {
        decided.Revision++;
        desk.Enter(
            decided,
            entry,
            $"{what.Zh}于{effectiveOn:yyyy-MM-dd}发生法律效力，申请执行最迟于{enforceBy:yyyy-MM-dd}前提出",
            "workflow",
            new { effectiveOn, enforceBy }
        );
        desk.Tell(
            decided,
            "workflow",
            "award.effective",
            $"{what.Zh}于{effectiveOn:yyyy-MM-dd}发生法律效力；对方不履行的，请最迟于{enforceBy:yyyy-MM-dd}前向人民法院申请执行{more}",
            $"The {what.En} binds from {effectiveOn:yyyy-MM-dd}; apply for enforcement by {enforceBy:yyyy-MM-dd}",
            "《劳动争议调解仲裁法》第47条、第50条、第51条；《民事诉讼法》第250条"
        );
    }
}
