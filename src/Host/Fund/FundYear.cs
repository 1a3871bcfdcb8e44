using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using LaborFlow.Cases.Fund;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Fund;

/// <summary>
/// 基金年度报告: a year of the fund for its committee, which meets at least once a year (实施细则 art 5), and the cases that are drawn for audit.
/// </summary>
internal static class FundYear
{
    private const int MostDrawn = 100;

    /// <summary>A month of the year.</summary>
    /// <param name="Month">yyyy-MM.</param>
    /// <param name="Paid">CNY paid.</param>
    /// <param name="Recovered">CNY recovered.</param>
    /// <param name="Workers">Payments to workers.</param>
    /// <param name="Income">CNY that came in beside recoveries.</param>
    /// <param name="Closed">The month was compared with the bank and closed by a second person.</param>
    public sealed record MonthOfYear(string Month, decimal Paid, decimal Recovered, int Workers, decimal Income, bool Closed);

    /// <summary>The report.</summary>
    /// <param name="Year">The year.</param>
    /// <param name="Fund"><c>wgf</c> or <c>emf</c>.</param>
    /// <param name="Months">Its months up to now.</param>
    /// <param name="Paid">CNY paid in the year.</param>
    /// <param name="Recovered">CNY recovered in the year.</param>
    /// <param name="RecoveryRate">Recovered out of paid, in percent; null when nothing was paid.</param>
    /// <param name="Workers">Payments to workers.</param>
    /// <param name="Cases">Cases with a payment.</param>
    /// <param name="Income">CNY that came in beside recoveries.</param>
    /// <param name="Figures">How the fund worked.</param>
    /// <param name="Committee">What the committee's meeting needs to be valid, with its article.</param>
    /// <param name="OpenMonths">Months that are over and not closed yet.</param>
    /// <param name="Sample">审计抽查: case numbers, drawn so that everybody who asks for as many draws the same.</param>
    public sealed record Report(
        int Year,
        string Fund,
        IReadOnlyList<MonthOfYear> Months,
        decimal Paid,
        decimal Recovered,
        decimal? RecoveryRate,
        int Workers,
        int Cases,
        decimal Income,
        FundFigures.Figures Figures,
        Committee? Committee,
        IReadOnlyList<string> OpenMonths,
        IReadOnlyList<string> Sample
    );

    /// <summary>The rule for the fund's committee (<c>wgf-committee-quorum</c>).</summary>
    /// <param name="Basis">The article.</param>
    /// <param name="Zh">The rule.</param>
    public sealed record Committee(string Basis, string Zh);

    /// <summary>Reads it.</summary>
    /// <param name="year">The year; up to the current one.</param>
    /// <param name="fund"><c>wgf</c> (default) or <c>emf</c>.</param>
    /// <param name="sample">How many cases to draw, ten when left out.</param>
    public static async Task<Report> ReadAsync(
        int year,
        string? fund,
        int? sample,
        ClaimsPrincipal user,
        IFundBooks books,
        LaborFlowDbContext database,
        StatuteRegister register,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var today = LaborFlow.Cases.Places.ChinaDay.Today(time);
        if (year < 2000 || year > today.Year)
            throw ProblemException.Field("year", "out-of-range", "请填写已开始的年度。", "A year that has begun is needed.");
        if (sample is < 1 or > MostDrawn)
            throw ProblemException.Field(
                "sample",
                "out-of-range",
                $"抽查件数为1至{MostDrawn}件。",
                $"The sample has 1 to {MostDrawn} cases."
            );
        var book = FundBooks.Book($"{year}-01", fund, user);
        var (first, last) = (book.Month, new DateOnly(year, 12, 31));
        var entries = await books.EntriesAsync(book.Emergency, book.Places, first, last, cancellationToken);
        var closed = await books.ClosedMonthsAsync(book.Emergency, book.Places, first, last, cancellationToken);
        var income = await books.IncomeAsync(book.Emergency, book.Places, first, last, cancellationToken);
        var months = Enumerable
            .Range(0, 12)
            .Select(first.AddMonths)
            .Where(month => month <= today)
            .Select(month =>
            {
                var lines = entries.Where(e => e.On.Month == month.Month).ToList();
                // What the bank took back was never advanced to anybody, and nobody who owes paid it.
                var returned = lines.Where(l => l.IsReturn).Sum(l => l.Recovered);
                return new MonthOfYear(
                    month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                    lines.Sum(l => l.Paid) - returned,
                    lines.Sum(l => l.Recovered) - returned,
                    lines.Sum(l => l.Workers),
                    income.Where(i => i.ReceivedOn.Month == month.Month).Sum(i => i.Amount),
                    closed.Contains(month)
                );
            })
            .ToList();
        var (paid, recovered) = (months.Sum(m => m.Paid), months.Sum(m => m.Recovered));
        var cases = entries.Where(e => e.Paid > 0).Select(e => e.CaseNumber).Distinct(StringComparer.Ordinal).ToList();
        return new Report(
            year,
            fund ?? "wgf",
            months,
            paid,
            recovered,
            paid == 0 ? null : Math.Round(100m * recovered / paid, 1),
            months.Sum(m => m.Workers),
            cases.Count,
            months.Sum(m => m.Income),
            await FundFigures.OfYearAsync(book, database, cancellationToken),
            register.RowsOf("wgf-committee-quorum") is [var rule, ..] && !book.Emergency ? new Committee(rule.Basis, rule.RuleZh) : null,
            [
                .. months
                    .Where(m => !m.Closed && string.CompareOrdinal(m.Month, today.ToString("yyyy-MM", CultureInfo.InvariantCulture)) < 0)
                    .Select(m => m.Month),
            ],
            [.. cases.OrderBy(number => Drawn(year, number), StringComparer.Ordinal).Take(sample ?? 10)]
        );
    }

    /// <summary>The report as a table for a spreadsheet.</summary>
    public static async Task<IResult> ExportAsync(
        int year,
        string? fund,
        int? sample,
        ClaimsPrincipal user,
        IFundBooks books,
        LaborFlowDbContext database,
        StatuteRegister register,
        AccessLog log,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var report = await ReadAsync(year, fund, sample, user, books, database, register, time, cancellationToken);
        await log.ExportedAsync(user.UserName(), $"fund year: {report.Fund} {year}", cancellationToken);
        var figures = report.Figures;
        string?[] Row(string what, decimal? value) => [what, value?.ToString(CultureInfo.InvariantCulture), null, null, null, null];
        return Csv.File(
            $"{(report.Fund == "emf" ? "区应急专项资金" : "欠薪保障基金")}年度报告-{year}.csv",
            [
                ["月份", "垫付", "追回", "人次", "其他收入", "结账"],
                .. report.Months.Select(m =>
                    new[]
                    {
                        m.Month,
                        m.Paid.ToString(CultureInfo.InvariantCulture),
                        m.Recovered.ToString(CultureInfo.InvariantCulture),
                        m.Workers.ToString(CultureInfo.InvariantCulture),
                        m.Income.ToString(CultureInfo.InvariantCulture),
                        m.Closed ? "已结账" : "未结账",
                    }
                ),
                Row("全年垫付", report.Paid),
                Row("全年追回", report.Recovered),
                Row("追偿率（%）", report.RecoveryRate),
                Row("其他收入", report.Income),
                Row("申请（件）", figures.Applications),
                Row("申请（人）", figures.Applicants),
                Row("作出决定（件）", figures.Decided),
                Row("不予垫付（件）", figures.Refused),
                Row("不予垫付率（%）", figures.RefusalRate),
                Row("申请到支付平均天数", figures.DaysToPayment),
                Row("核销（件）", figures.WrittenOffCases),
                Row("核销金额", figures.WrittenOff),
                Row("公示异议（次）", figures.Objections),
                Row("复议诉讼（次）", figures.Remedies),
                Row("复核（次）", figures.Reviews),
                Row("复核差错率（%）", figures.ReviewErrorRate),
                .. report.Sample.Select(number => new[] { "审计抽查", number, null, null, null, null }),
            ]
        );
    }

    /// <summary>The report as an official paper for the committee's meeting.</summary>
    public static async Task<IResult> PrintAsync(
        int year,
        string? fund,
        int? sample,
        ClaimsPrincipal user,
        IFundBooks books,
        LaborFlowDbContext database,
        StatuteRegister register,
        YearPaper paper,
        AccessLog log,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var report = await ReadAsync(year, fund, sample, user, books, database, register, time, cancellationToken);
        var places = CurrentActor.ReachPrefix(user.Jurisdiction());
        var meetings = report.Fund == "emf" ? [] : await books.ResolutionsAsync(places, year, cancellationToken);
        await log.ExportedAsync(user.UserName(), $"fund year: {report.Fund} {year}", cancellationToken);
        return TypedResults.File(
            await paper.WriteAsync(report, places, meetings, cancellationToken),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            $"{(report.Fund == "emf" ? "区应急专项资金" : "欠薪保障基金")}年度报告-{year}.docx"
        );
    }

    /// <summary>A case's place in the draw: no officer can choose it, and no one need trust who drew.</summary>
    private static string Drawn(int year, string caseNumber) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{year}/{caseNumber}")));
}
