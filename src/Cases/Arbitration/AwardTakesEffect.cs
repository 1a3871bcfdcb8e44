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
public sealed class AwardTakesEffect(ICaseRecords records, CaseClock clock, ExceptionDesk desk, TimeProvider time)
{
    /// <summary>The register entry; its data are effectiveOn and enforceBy.</summary>
    public const string Entry = "award-effect";

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

    /// <summary>Puts the day on record.</summary>
    /// <exception cref="InvalidOperationException">The case has no award.</exception>
    public async ValueTask RecordAsync(Case decided, CancellationToken cancellationToken = default)
    {
        var awards = await records.ListAsync<Award>(decided.Id, cancellationToken);
        if (awards.Count == 0)
            throw new InvalidOperationException("案件没有裁决。");
        var effectiveOn = awards.All(a => a.Final) ? awards.Max(a => a.DecidedOn) : ChinaDay.Today(time);
        // Counted from the first day on which it could be performed: whoever keeps this day is in time whatever the award grants for performing.
        var enforceBy = clock.Reckon(decided, Enforcement, effectiveOn).DueOn;
        decided.Revision++;
        desk.Enter(
            decided,
            Entry,
            $"裁决书于{effectiveOn:yyyy-MM-dd}发生法律效力，申请执行最迟于{enforceBy:yyyy-MM-dd}前提出",
            "workflow",
            new { effectiveOn, enforceBy }
        );
        desk.Tell(
            decided,
            "workflow",
            "award.effective",
            $"裁决书于{effectiveOn:yyyy-MM-dd}发生法律效力；对方不履行的，请最迟于{enforceBy:yyyy-MM-dd}前向人民法院申请执行",
            $"The award binds from {effectiveOn:yyyy-MM-dd}; apply for enforcement by {enforceBy:yyyy-MM-dd}",
            "《劳动争议调解仲裁法》第47条、第50条、第51条；《民事诉讼法》第250条"
        );
    }
}
