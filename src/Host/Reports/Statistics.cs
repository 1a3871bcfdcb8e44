using System.Globalization;
using System.Security.Claims;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Reports;

/// <summary>统计: indicators with their targets, and counts by cause, stage, light, age, district, office and officer, each within the reader's reach.</summary>
internal static class Statistics
{
    /// <summary>
    /// The period is of filing for counts by cause, procedure and district, of closing for indicators; stages and ages are as of now.
    /// <see cref="Office"/> is the id of the mediation organisation or authority that has a case, or <c>none</c>; <see cref="Cause"/> the one that a case
    /// is counted under.
    /// </summary>
    public sealed record Query(
        DateOnly? From,
        DateOnly? To,
        string? District,
        string? Procedure,
        string? Office = null,
        string? Cause = null
    );

    public sealed record Answer(
        DateOnly From,
        DateOnly To,
        IReadOnlyList<Indicator> Indicators,
        IReadOnlyList<Duration> Durations,
        IReadOnlyList<Month> Months,
        IReadOnlyList<Count> Causes,
        IReadOnlyList<Count> Stages,
        IReadOnlyList<Count> Procedures,
        IReadOnlyList<Count> Districts,
        IReadOnlyList<Age> Ages,
        IReadOnlyList<LightCount> Lights,
        IReadOnlyList<Load> Workload,
        IReadOnlyList<OfficeLoad> Offices
    );

    /// <summary>How long the cases took that ended, or were first paid, in the period, in calendar days.</summary>
    /// <param name="Mean">One decimal; null when none ended.</param>
    /// <param name="Median">Half took no longer; null when none ended.</param>
    /// <param name="Count">Of how many cases.</param>
    /// <param name="List">Query of the case list that shows them.</param>
    public sealed record Duration(string Code, string Zh, string En, decimal? Mean, decimal? Median, int Count, string List);

    public sealed record Month(DateOnly StartsOn, int Filed, int Closed);

    public sealed record Count(string Code, string Zh, string? En, int Value);

    /// <param name="Light"><c>red</c>, <c>yellow</c> or <c>green</c>: the worst of a case's running periods.</param>
    /// <param name="Value">How many open cases.</param>
    public sealed record LightCount(string Light, int Value);

    /// <param name="UpToDays">Open for at most so many days and more than the group before; null for all older ones.</param>
    /// <param name="Value">How many.</param>
    public sealed record Age(int? UpToDays, int Value);

    /// <param name="UserName">Null for tasks that nobody has taken.</param>
    public sealed record Load(string? UserName, string? DisplayName, int Open, int Overdue, int Done);

    /// <param name="OfficeId">A mediation organisation's or an authority's; null for what is with neither.</param>
    public sealed record OfficeLoad(string? OfficeId, string? Name, string? NameEn, int Open, int Overdue, int Done);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/statistics",
                ([AsParameters] Query query, ClaimsPrincipal user, StatisticsReader reader, CancellationToken cancellationToken) =>
                    reader.ReadAsync(user, query, cancellationToken)
            )
            .RequireAuthorization(Policies.Supervision)
            .WithName("statistics");
        api.MapGet("/statistics.csv", ExportAsync).RequireAuthorization(Policies.Supervision).WithName("export-statistics");
    }

    private static async Task<IResult> ExportAsync(
        [AsParameters] Query query,
        ClaimsPrincipal user,
        StatisticsReader reader,
        TrendReader trends,
        LaborFlowDbContext database,
        StatuteRegister register,
        TimeProvider time,
        AccessLog log,
        CancellationToken cancellationToken
    )
    {
        var found = await reader.ReadAsync(user, query, cancellationToken);
        var figures = await Figures.ReadAsync(query, user, database, register, time, cancellationToken);
        var trend = await trends.ReadAsync(query, user, cancellationToken);
        await log.ExportedAsync(user.UserName(), $"statistics: {found.From:yyyy-MM-dd} – {found.To:yyyy-MM-dd}", cancellationToken);
        string?[] Row(string group, string name, int value) => [group, name, value.ToString(CultureInfo.InvariantCulture), null, null];
        return Csv.File(
            $"统计-{found.From:yyyyMMdd}-{found.To:yyyyMMdd}.csv",
            [
                ["类别", "项目", "数值", "目标", "口径"],
                .. found.Indicators.Select(row =>
                    new[]
                    {
                        "指标",
                        row.Zh,
                        row.Value?.ToString(CultureInfo.InvariantCulture),
                        row.Target?.ToString(CultureInfo.InvariantCulture),
                        Formula(row.FormulaZh, row.Numerator, row.Denominator),
                    }
                ),
                .. figures.Groups.SelectMany(group =>
                    group.Rows.Select(row =>
                        new[]
                        {
                            $"分领域指标：{group.Zh}",
                            row.Zh,
                            row.Value?.ToString(CultureInfo.InvariantCulture),
                            row.Target?.ToString(CultureInfo.InvariantCulture),
                            Formula(row.FormulaZh, row.Numerator, row.Denominator),
                        }
                    )
                ),
                .. trend.SelectMany(line =>
                    line.Points.Select(point =>
                        new[]
                        {
                            $"指标走势：{line.Zh}",
                            $"{point.Month:yyyy-MM}",
                            point.Value?.ToString(CultureInfo.InvariantCulture),
                            point.Target?.ToString(CultureInfo.InvariantCulture),
                            Formula(line.Zh, point.Numerator, point.Denominator),
                        }
                    )
                ),
                .. found.Durations.SelectMany(row =>
                    new string?[][]
                    {
                        ["办理天数", $"{row.Zh}（平均）", row.Mean?.ToString(CultureInfo.InvariantCulture), null, $"{row.Count}件"],
                        ["办理天数", $"{row.Zh}（中位数）", row.Median?.ToString(CultureInfo.InvariantCulture), null, $"{row.Count}件"],
                    }
                ),
                .. found.Months.SelectMany(row =>
                    new[] { Row("按月收案", $"{row.StartsOn:yyyy-MM}", row.Filed), Row("按月结案", $"{row.StartsOn:yyyy-MM}", row.Closed) }
                ),
                .. found.Causes.Select(row => Row("案由", row.Zh, row.Value)),
                .. found.Stages.Select(row => Row("在办阶段", row.Zh, row.Value)),
                .. found.Procedures.Select(row => Row("程序", row.Zh, row.Value)),
                .. found.Districts.Select(row => Row("辖区", row.Zh, row.Value)),
                .. found.Ages.Select(row => Row("在办天数", row.UpToDays is { } days ? $"{days} 天以内" : "更久", row.Value)),
                .. found.Lights.Select(row => Row("在办案件亮灯", Tasks.Lights.Zh(row.Light), row.Value)),
                .. found.Offices.SelectMany(row =>
                    new[]
                    {
                        Row("机构在办任务", row.Name ?? "未归属机构", row.Open),
                        Row("机构逾期任务", row.Name ?? "未归属机构", row.Overdue),
                        Row("机构期内完成任务", row.Name ?? "未归属机构", row.Done),
                    }
                ),
                .. found.Workload.SelectMany(row =>
                    new[]
                    {
                        Row("在办任务", row.DisplayName ?? "未签收", row.Open),
                        Row("逾期任务", row.DisplayName ?? "未签收", row.Overdue),
                        Row("期内完成任务", row.DisplayName ?? "未签收", row.Done),
                    }
                ),
            ]
        );
    }

    private static string Formula(string zh, int numerator, int? denominator) =>
        denominator is null ? zh : $"{zh}：{numerator}÷{denominator}";
}
