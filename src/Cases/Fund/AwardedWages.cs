using System.Text.Encodings.Web;
using System.Text.Json;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes.Amounts;
using AwardItem = LaborFlow.Cases.Arbitration.AwardItem;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// 带入裁决、核实结果: wages that an arbitration award of the worker against the same employer established need not be typed again, nor
/// those that the officer verified. The officer may correct what the award gives, and says why.
/// </summary>
public sealed class AwardedWages(ICaseStore cases, ICaseRecords records, ITaskStore tasks, TimeProvider time)
{
    /// <summary>The register entry from which the form of verification is filled in.</summary>
    public const string Entry = "awarded-wages";

    /// <summary>The register entry from which the form of calculation is filled in.</summary>
    public const string Verified = "verified-wages";

    /// <summary>The form's field that says why something else was verified than was awarded.</summary>
    public const string Reason = "awardReason";

    private const string Cause = "unpaid-wages";
    private const int LongestProof = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A month of a worker as the form of verification writes it.</summary>
    private sealed record Row(int Worker, string Month, decimal Due, decimal Paid, decimal Unpaid, string Proof);

    /// <summary>What an award gives a worker for wages, month by month or in all.</summary>
    private sealed record Awarded(int Worker, string CaseNumber, DateOnly DecidedOn, decimal Amount, bool ByMonth);

    /// <summary>带入裁决: the newest award of each worker against the same employer; of one on a group, what its annex gives this worker.</summary>
    /// <returns>How many workers have one.</returns>
    public async ValueTask<int> TakeAsync(Case owed, CancellationToken cancellationToken = default)
    {
        var (rows, found) = (new List<Row>(), new List<Awarded>());
        // A worker's number is the place in the roll, whoever has left it.
        foreach (var (worker, i) in owed.Roster.Select((worker, i) => (worker, i)).Where(one => one.worker.Side == PartySide.Applicant))
        foreach (var decided in await DecidedAsync(owed, worker, cancellationToken))
        {
            var awards = await records.ListAsync<Award>(decided.Id, cancellationToken);
            var items = await ItemsOfAsync(decided, awards, worker.IdNumber!, cancellationToken);
            var own = RowsOf(i + 1, decided, items, out var total);
            if (total == 0)
                continue;
            rows.AddRange(own);
            found.Add(new(i + 1, NumberOf(decided), awards.Max(a => a.DecidedOn), total, own.Sum(r => r.Unpaid) == total));
            break;
        }
        if (found.Count == 0)
            return 0;
        Note(owed, Entry, $"带入仲裁裁决：{string.Join("、", found.Select(f => f.CaseNumber).Distinct())}", new { rows, awards = found });
        Tell(
            owed,
            "fund.award-taken",
            "按仲裁裁决带入欠薪："
                + string.Join(
                    "；",
                    found.Select(f =>
                        $"第{f.Worker}名员工{f.CaseNumber}裁决{f.Amount:0.00}元{(f.ByMonth ? "，裁决为总额的按月平均" : "，裁决没有载明期间，请逐月填写")}"
                    )
                )
                + "。请逐月核对，与裁决不一致的写明理由",
            $"Took the wages of {found.Count} workers from their awards; check them month by month"
        );
        return found.Count;
    }

    /// <summary>带入核实结果: what was verified month by month fills in the calculation.</summary>
    public async ValueTask CarryAsync(Case owed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, owed.Id, step, cancellationToken);
        var workers = data.List("rows")
            .GroupBy(row => row.GetProperty("worker").GetInt32())
            .OrderBy(group => group.Key)
            .Select(group => new
            {
                worker = group.Key,
                months = group
                    .Select(row => new { month = row.GetProperty("month").GetString(), owed = row.GetProperty("unpaid").GetDecimal() })
                    .Where(month => month.owed > 0)
                    .OrderBy(month => month.month, StringComparer.Ordinal)
                    .ToList(),
            })
            .Where(worker => worker.months.Count > 0)
            .ToList();
        if (workers.Count > 0)
            Note(owed, Verified, $"带入核实的{workers.Count}名员工逐月欠薪", new { workers });
    }

    /// <summary>A verification that differs from the award without a reason.</summary>
    public async ValueTask<IReadOnlyList<FieldError>> FaultsAsync(
        Guid caseId,
        JsonElement data,
        CancellationToken cancellationToken = default
    )
    {
        if (data.TryGetProperty(Reason, out var reason) && !string.IsNullOrWhiteSpace(reason.GetString()))
            return [];
        if (await records.EntriesAsync(caseId, Entry, cancellationToken) is not [.., { DataJson: { } json }])
            return [];
        var verified = data.TryGetProperty("rows", out var rows)
            ? rows.EnumerateArray().ToLookup(row => row.GetProperty("worker").GetInt32(), row => row.GetProperty("unpaid").GetDecimal())
            : Enumerable.Empty<JsonElement>().ToLookup(_ => 0, _ => 0m);
        using var told = JsonDocument.Parse(json);
        return
        [
            .. told
                .RootElement.GetProperty("awards")
                .Deserialize<List<Awarded>>(Json)!
                .Where(awarded => verified[awarded.Worker].Sum() != awarded.Amount)
                .Select(awarded => new FieldError(
                    $"data.{Reason}",
                    "required",
                    $"第{awarded.Worker}名员工核实未付{verified[awarded.Worker].Sum():0.00}元，{awarded.CaseNumber}裁决{awarded.Amount:0.00}元：请按裁决填写，或者写明不一致的理由（如裁决后已支付）。",
                    $"Worker {awarded.Worker}: {verified[awarded.Worker].Sum():0.00} verified, {awarded.Amount:0.00} awarded. Enter the award's, or say why it differs."
                )),
        ];
    }

    /// <summary>The worker's own decided cases on wages against an employer of this one, newest first.</summary>
    private async ValueTask<List<Case>> DecidedAsync(Case owed, Party worker, CancellationToken cancellationToken)
    {
        var found = new List<Case>();
        if (worker.IdNumber is not { } number)
            return found;
        if (owed.RelatedCaseId is { } origin && await cases.FindAsync(origin, forUpdate: false, cancellationToken) is { } from)
            found.Add(from);
        foreach (var employer in owed.Respondents)
        foreach (var other in await cases.FindDuplicatesAsync(new DuplicateQuery([number], [employer.Name], [Cause]), cancellationToken))
            if (
                other != owed.CaseNumber
                && found.TrueForAll(f => f.CaseNumber != other)
                && await cases.FindByNumberAsync(other, forUpdate: false, cancellationToken) is { } own
            )
                found.Add(own);
        return found.FindAll(f =>
            f.Applicants.Any(other => IsNumber(other, number)) && f.Respondents.Any(r => owed.Respondents.Any(e => IsSame(e, r)))
        );
    }

    /// <summary>What was awarded to one worker for wages: in a case of several what the annex of each item says (调解仲裁法 art 47).</summary>
    private async ValueTask<IReadOnlyList<(AwardItem Item, decimal Amount)>> ItemsOfAsync(
        Case decided,
        IReadOnlyList<Award> awards,
        string number,
        CancellationToken cancellationToken
    )
    {
        var items = awards.SelectMany(a => a.Items).Where(item => item is { Cause: Cause, Amount: > 0, OnCounterclaim: false }).ToList();
        var alone = decided.Applicants.Take(2).Count() == 1;
        var worker = decided.Applicants.First(other => IsNumber(other, number));
        var annexes = (await records.EntriesAsync(decided.Id, AwardAnnex.Entry, cancellationToken))
            .Select(entry => AwardAnnex.Read(entry.DataJson!))
            .ToLookup(annex => (annex.AwardId, annex.ClaimNumber));
        return
        [
            .. items
                .Select(item =>
                    (
                        Item: item,
                        Amount: annexes[(item.AwardId, item.ClaimNumber)].ToList() is { Count: > 0 } told
                            ? told.Sum(annex => annex.ShareOf(decided, worker) ?? 0m)
                        : alone ? item.Amount
                        : 0m
                    )
                )
                .Where(own => own.Amount > 0),
        ];
    }

    private static bool IsNumber(Party party, string number) => string.Equals(party.IdNumber, number, StringComparison.OrdinalIgnoreCase);

    /// <summary>Two enterprises may have one name: their codes tell them apart where both are known.</summary>
    private static bool IsSame(Party one, Party other) =>
        one.IdNumber is not null && other.IdNumber is not null ? one.IdNumber == other.IdNumber : one.Name == other.Name;

    private static List<Row> RowsOf(int worker, Case decided, IReadOnlyList<(AwardItem Item, decimal Amount)> items, out decimal total)
    {
        var months = new SortedDictionary<string, (decimal Amount, string Proof)>(StringComparer.Ordinal);
        total = 0;
        foreach (var (item, sum) in items)
        {
            total += sum;
            if (item.ClaimIn(decided) is not { PeriodFrom: { } from, PeriodTo: { } to } || to < from)
                continue;
            var covered = Covered(from, to);
            // The award gives a sum for its period: each month has an equal share, the last one what is left of a fen.
            var share = decimal.Round(sum / covered.Count, 2, MidpointRounding.ToZero);
            foreach (var (month, n) in covered.Select((month, n) => (month, n)))
            {
                var amount = n == covered.Count - 1 ? sum - (share * n) : share;
                var proof = $"{NumberOf(decided)}裁决第{item.ClaimNumber}项";
                var known = months.GetValueOrDefault(month);
                months[month] = (known.Amount + amount, known.Proof is null ? proof : $"{known.Proof}、第{item.ClaimNumber}项");
            }
        }
        return
        [
            .. months.Select(m => new Row(
                worker,
                m.Key,
                m.Value.Amount,
                0,
                m.Value.Amount,
                m.Value.Proof.Length > LongestProof ? m.Value.Proof[..LongestProof] : m.Value.Proof
            )),
        ];
    }

    private static List<string> Covered(DateOnly from, DateOnly to)
    {
        var months = new List<string>();
        for (var month = new DateOnly(from.Year, from.Month, 1); month <= to; month = month.AddMonths(1))
            months.Add(new YearMonth(month.Year, month.Month).ToString());
        return months;
    }

    private static string NumberOf(Case decided) => decided.DocketNumber ?? decided.CaseNumber;

    private void Note(Case owed, string kind, string text, object data) =>
        records.Add(
            new RegisterEntry
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                CaseId = owed.Id,
                Kind = kind,
                Text = text,
                DataJson = JsonSerializer.Serialize(data, Json),
                RecordedBy = "workflow",
                RecordedAt = time.GetUtcNow(),
            }
        );

    private void Tell(Case owed, string action, string zh, string en)
    {
        owed.Revision++;
        cases.Add(CaseEvents.Internal(owed.Id, time.GetUtcNow(), "workflow", action, zh, en));
    }
}
