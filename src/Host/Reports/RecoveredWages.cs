using System.Text.Json;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Reports.Measures;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>追回工资: what inspections brought to workers in a period, in CNY, people and days.</summary>
/// <param name="Amount">CNY that workers got.</param>
/// <param name="Workers">How many; of each case the wage item with the most.</param>
/// <param name="Days">Mean days from filing to the first payment recorded; null without any.</param>
/// <param name="AfterReferral">CNY of it that came after a referral to the police.</param>
/// <param name="AfterNotice">CNY that employers paid once they were told that they would be blacklisted.</param>
internal sealed record RecoveredWages(decimal Amount, int Workers, decimal? Days, decimal AfterReferral, decimal AfterNotice)
{
    private const string Crime = "insf-crime-result";

    public static async Task<RecoveredWages> ReadAsync(Measured measured, CancellationToken cancellationToken)
    {
        var (database, period) = (measured.Database, measured.Period);
        var (start, end, first, last) = (period.Start, period.End, period.From, period.To);
        var cases = InspectionMeasures.Recovered.Numerator(measured);
        var filed = await cases.Select(found => new { found.Id, found.FiledAt }).ToDictionaryAsync(row => row.Id, cancellationToken);
        var items = await database
            .Set<RectificationItem>()
            .AsNoTracking()
            .Where(item => item.Amount > 0 && cases.Any(found => found.Id == item.CaseId))
            .Select(item => new
            {
                item.CaseId,
                item.State,
                item.CheckedOn,
                Amount = item.Amount!.Value,
                item.Workers,
            })
            .ToListAsync(cancellationToken);
        var payments = await database
            .Set<CaseTask>()
            .AsNoTracking()
            .Where(task =>
                InspectionMeasures.PaymentSteps.Contains(task.Step)
                && InspectionMeasures.PaymentExits.Contains(task.Outcome)
                && task.CompletedAt >= start
                && task.CompletedAt < end
                && cases.Any(found => found.Id == task.CaseId)
            )
            .Select(task => new
            {
                task.CaseId,
                task.Step,
                task.DataJson,
                On = task.CompletedAt!.Value,
            })
            .ToListAsync(cancellationToken);
        var decisions = await database
            .Set<InspectionDecision>()
            .AsNoTracking()
            .Where(decision => decision.Payable > 0 && cases.Any(found => found.Id == decision.CaseId))
            .OrderBy(decision => decision.Id)
            .Select(decision => new { decision.CaseId, Payable = decision.Payable!.Value })
            .ToListAsync(cancellationToken);
        var ordered = decisions.GroupBy(row => row.CaseId).ToDictionary(rows => rows.Key, rows => rows.Last().Payable);

        var rectified = items
            .Where(item => item.State == RectificationState.Done && item.CheckedOn >= first && item.CheckedOn <= last)
            .ToList();
        // A step that says what arrived is believed; one that only says that it was performed stands for what was ordered.
        var paid = payments
            .Select(payment => (payment.CaseId, payment.Step, payment.On, Amount: Stated(payment.DataJson)))
            .Select(payment => payment with { Amount = payment.Amount ?? ordered.GetValueOrDefault(payment.CaseId) })
            .ToList();
        var days = rectified
            .Select(item => (item.CaseId, On: item.CheckedOn!.Value))
            .Concat(paid.Select(payment => (payment.CaseId, On: ChinaDay.Of(payment.On))))
            .GroupBy(row => row.CaseId)
            .Select(rows => rows.Min(row => row.On).DayNumber - ChinaDay.Of(filed[rows.Key].FiledAt).DayNumber)
            .ToList();
        return new(
            rectified.Sum(item => item.Amount) + paid.Sum(payment => payment.Amount!.Value),
            items.GroupBy(item => item.CaseId).Sum(rows => rows.Max(item => item.Workers)),
            Figure.Mean(days.Sum(), days.Count),
            paid.Where(payment => payment.Step == Crime).Sum(payment => payment.Amount!.Value),
            await AfterNoticeAsync(measured, cancellationToken)
        );
    }

    private static async Task<decimal> AfterNoticeAsync(Measured measured, CancellationToken cancellationToken)
    {
        var corrected = ConsequenceMeasures.Corrected.Numerator(measured);
        var notices = await measured
            .Database.Set<CaseTask>()
            .AsNoTracking()
            .Where(task => task.Step == "blk-notice" && task.CompletedAt != null && corrected.Any(found => found.Id == task.CaseId))
            .OrderBy(task => task.CompletedAt)
            .Select(task => new { task.CaseId, task.DataJson })
            .ToListAsync(cancellationToken);
        return notices.GroupBy(notice => notice.CaseId).Sum(rows => Number(rows.Last().DataJson, "amount") ?? 0m);
    }

    private static decimal? Stated(string? data) => Number(data, "received") ?? Number(data, "paid");

    private static decimal? Number(string? data, string name)
    {
        if (data is null)
            return null;
        using var form = JsonDocument.Parse(data);
        return form.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : null;
    }
}
