using System.Globalization;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Fund;

/// <summary>The steps that stories of the wage fund share. The city's average wage is the story's own: 12,000 yuan, so a month's cap is 7,200.</summary>
public abstract class FundStory : Story
{
    protected const string Account = "6222020200112230004";
    protected const string OtherAccount = "6222020200112230012";

    protected static FileDisputeRequest Applying(int workers = 1) =>
        Applications.UnpaidWages() with
        {
            Procedure = "WGF",
            CoApplicants =
            [
                .. Enumerable
                    .Range(2, workers - 1)
                    .Select(i => new CoApplicantInput
                    {
                        Name = $"工友{i}",
                        IdType = "resident-id",
                        IdNumber = Applications.ResidentNumber(i),
                        Phone = "13800138000",
                    }),
            ],
        };

    protected static string AccountOf(int worker) => worker % 2 == 0 ? OtherAccount : Account;

    protected static object Calculation(params (int Worker, decimal? Owed, int Months)[] workers) =>
        new
        {
            averageMonthlyWage = 12_000m,
            averageSource = "市统计公报",
            workers = workers.Select(w => new
            {
                worker = w.Worker,
                bank = "工商银行",
                account = AccountOf(w.Worker),
                months = Months(w.Owed, w.Months),
            }),
        };

    protected static object Second(params (int Worker, decimal? Owed, int Months)[] workers) =>
        new
        {
            averageMonthlyWage = 12_000m,
            averageSource = "市统计公报",
            workers = workers.Select(w => new { worker = w.Worker, months = Months(w.Owed, w.Months) }),
        };

    /// <summary>Months counted back from October 2026, the month before the story begins.</summary>
    private static IEnumerable<Dictionary<string, object>> Months(decimal? owed, int months) =>
        Enumerable
            .Range(0, months)
            .Select(i =>
            {
                var month = new Dictionary<string, object>
                {
                    ["month"] = new DateOnly(2026, 10, 1).AddMonths(-i).ToString("yyyy-MM", CultureInfo.InvariantCulture),
                };
                if (owed is not null)
                    month["owed"] = owed.Value;
                return month;
            });

    protected async Task AcceptedAsync(FileDisputeRequest? application = null)
    {
        await FileAsync("WGF", application ?? Applying());
        await DoAsync("wgf-eligibility", "eligible", Eligible);
        await DoAsync("wgf-verify", "verified", new { payroll = true, findings = "应发未付属实" }, by: "监察员甲");
        await DoAsync("wgf-employer", "no-objection");
    }

    /// <summary>Nothing follows for the employer but the fund's recovery.</summary>
    protected Task ConsequencesAsync() => DoAsync("wgf-consequence", "registered");

    protected static readonly object Eligible = new
    {
        trigger = "absconded",
        triggerEvidence = "公安机关证明、张贴通知照片",
        employerInScope = true,
        consent = true,
    };

    protected Task PostedAsync() =>
        DoAsync(
            "wgf-posting",
            "no-objection",
            new
            {
                from = Day(0),
                to = Day(5),
                place = "社区公告栏",
            }
        );

    protected async Task GrantedAsync(params (int, decimal?, int)[] workers)
    {
        await AcceptedAsync(Applying(workers.Length));
        await DoAsync("wgf-calculate", "calculated", Calculation(workers), by: "经办员甲");
        await DoAsync("wgf-review", "reviewed", Second(workers), by: "复核员乙");
        await PostedAsync();
        await DoAsync("wgf-decide", "grant", new { opinion = "同意" }, by: "局长丙");
        await DoAsync("wgf-serve", "served", new { applicantMethod = "direct", applicantReceivedOn = Day(0) });
    }

    protected async Task ApprovedAsync(string prefix, decimal total)
    {
        await DoAsync(prefix + "-approve-1", "approve", new { total }, by: "科长丁");
        await DoAsync(prefix + "-approve-2", "approve", new { total }, by: "财务戊");
    }
}
