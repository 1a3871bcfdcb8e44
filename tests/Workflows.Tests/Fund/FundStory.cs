using System.Globalization;
using System.Text;
using LaborFlow.Cases;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Engine.Runtime;
using LaborFlow.Persistence;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests.Fund;

/// <summary>The steps that stories of the wage fund share. The city's average wage is the story's own: 12,000 yuan, so a month's cap is 7,200.</summary>
public abstract class FundStory : Story
{
    protected const string Account = "6222020200112230004";
    protected const string OtherAccount = "6222020200112230012";

    /// <summary>The story's district has rules of its own for its emergency fund: 2,000 yuan are the head's, 50,000 the leader's.</summary>
    protected override StatuteRegister Register { get; } =
        WithRules(
            (EmergencyRules.WorkerCap, 10_000),
            (EmergencyRules.ArrearsShare, 80),
            (EmergencyRules.EventCap, 60_000),
            (EmergencyRules.HeadLimit, 2_000),
            (EmergencyRules.LeaderLimit, 50_000),
            (EmergencyRules.IndividualBusiness, 1),
            (EmergencyRules.WithoutBankruptcy, 0),
            (EmergencyRules.MassRisk, 1)
        );

    private static StatuteRegister WithRules(params (string Id, decimal Value)[] rules) =>
        new([
            .. StatuteRegister.Installed.Rows,
            .. rules.Select(rule =>
                StatuteRegister.Installed.RowsOf(rule.Id)[0] with
                {
                    Value = rule.Value,
                    Basis = "龙华区应急专项办法",
                    Jurisdictions = [new Jurisdiction("440309")],
                    EffectiveFrom = new DateOnly(2026, 1, 1),
                }
            ),
        ]);

    /// <summary>What the street office asks of the emergency fund: for each worker what is owed and what is to be advanced.</summary>
    protected static object Emergency(params (decimal Arrears, decimal Amount)[] workers) =>
        new
        {
            risk = "三十余人聚集讨薪",
            massRisk = true,
            situation = "individual-business",
            workers = workers.Select(
                (w, i) =>
                    new
                    {
                        worker = i + 1,
                        bank = "工商银行",
                        account = AccountOf(i + 1),
                        arrears = w.Arrears,
                        amount = w.Amount,
                    }
            ),
        };

    /// <summary>Nine members of the fund's committee: so many attend, and so many of those agree.</summary>
    protected object Committee(int present, int agree) =>
        new
        {
            heldOn = Day(0),
            chair = "主任辛",
            resolution = "同意核销",
            reason = "证据不足",
            members = Enumerable
                .Range(1, 9)
                .Select(i =>
                {
                    var member = new Dictionary<string, string> { ["name"] = $"委员{i}", ["presence"] = i <= present ? "出席" : "缺席" };
                    if (i <= present)
                        member["vote"] = i <= agree ? "同意" : "反对";
                    return member;
                }),
        };

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

    /// <summary>A card of each worker's own.</summary>
    protected static string AccountOf(int worker) =>
        worker switch
        {
            1 => Account,
            2 => OtherAccount,
            _ => Enumerable.Range(0, 10).Select(check => $"622202020011{worker:000000}{check}").First(BankAccount.IsValid),
        };

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
                averageWageBefore = 6_000m,
                months = Months(w.Owed, w.Months),
            }),
        };

    protected static object Second(params (int Worker, decimal? Owed, int Months)[] workers) =>
        new
        {
            averageMonthlyWage = 12_000m,
            averageSource = "市统计公报",
            workers = workers.Select(w => new
            {
                worker = w.Worker,
                averageWageBefore = 6_000m,
                months = Months(w.Owed, w.Months),
            }),
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

    protected object Posting(int days) =>
        new
        {
            from = Day(0),
            to = Day(days),
            place = "社区公告栏",
        };

    /// <summary>The list hangs there until its last day has passed; versions before the ninth took the officer's word for it.</summary>
    protected async Task PostedAsync()
    {
        if ((await OpenStepsAsync()).Contains("wgf-posting"))
        {
            await DoAsync("wgf-posting", "no-objection", Posting(5));
            return;
        }
        await DoAsync("wgf-post", "posted", Posting(1));
        await PassAsync(2);
    }

    /// <summary>The decision reaches the applicant and the employer.</summary>
    protected Task ServedAsync(int on = 0) =>
        DoAsync(
            "wgf-serve",
            "served",
            new
            {
                applicantMethod = "direct",
                applicantReceivedOn = Day(on),
                respondentMethod = "leave",
                respondentReceivedOn = Day(0),
            }
        );

    protected async Task GrantedAsync(params (int, decimal?, int)[] workers)
    {
        await AcceptedAsync(Applying(workers.Length));
        await DoAsync("wgf-calculate", "calculated", Calculation(workers), by: "经办员甲");
        await DoAsync("wgf-review", "reviewed", Second(workers), by: "复核员乙");
        await PostedAsync();
        await DoAsync("wgf-decide", "grant", new { opinion = "同意" }, by: "局长丙");
        await ServedAsync();
    }

    /// <summary>Finance takes the batch to the bank, and brings the bank's answer: whom it could not pay and why, all others on that day.</summary>
    protected async Task AnsweredByBankAsync(string step, DateOnly paidOn, params (int Worker, string Reason)[] failed)
    {
        var finance = new Actor("出纳己", ["finance"]);
        var task = await OpenTaskAsync(step);
        var batch = (await RecordsAsync<PaymentBatch>())[^1];
        await InScopeAsync(async scope =>
        {
            var database = scope.GetRequiredService<LaborFlowDbContext>();
            await using var transaction = await database.Database.BeginTransactionAsync();
            await scope.GetRequiredService<ClaimTask>().HandleAsync(task.Id, new TaskCommand(task.Revision), finance);
            await database.SaveChangesAsync();
            await transaction.CommitAsync();
            return 0;
        });
        var answer = await InScopeAsync(async scope =>
        {
            var owed = (await scope.GetRequiredService<ICaseStore>().FindAsync(batch.CaseId, forUpdate: false))!;
            var rows = (await scope.GetRequiredService<TakeBankFile>().RowsAsync(owed, batch.Id, finance, again: false))!.Rows;
            return string.Join(
                "\r\n",
                rows.Select(
                    (row, i) =>
                        string.Join(',', row)
                        + (
                            i == 0 ? ",处理结果,失败原因,支付日期"
                            : i == rows.Count - 1 ? ",,,"
                            : failed.FirstOrDefault(f => row[1].EndsWith($"-{f.Worker:000}", StringComparison.Ordinal))
                                is { Reason: { } why }
                                ? $",失败,{why},"
                            : $",成功,,{paidOn:yyyy-MM-dd}"
                        )
                )
            );
        });
        await InScopeAsync(async scope =>
        {
            var read = (
                await scope
                    .GetRequiredService<ReadBankReturn>()
                    .HandleAsync(batch.CaseId, batch.Id, Encoding.UTF8.GetBytes(answer), finance)
            )!;
            scope.GetRequiredService<LaborFlowDbContext>().ChangeTracker.Clear();
            await scope
                .GetRequiredService<WorkflowRuntime>()
                .ResumeAsync(
                    new ResumeRequest
                    {
                        BookmarkId = task.BookmarkId,
                        InstanceId = task.InstanceId,
                        Prepare = async (_, ct) =>
                        {
                            var command = new CompleteTaskRequest("settled", read.Data, read.Step!.Revision);
                            await scope.GetRequiredService<CompleteTask>().HandleAsync(task.Id, command, finance, ct);
                            scope.GetRequiredService<ReadBankReturn>().Note(read);
                        },
                    }
                );
            return 0;
        });
        await NoIncidentAsync();
    }

    protected async Task ApprovedAsync(string prefix, decimal total)
    {
        await DoAsync(prefix + "-approve-1", "approve", new { total }, by: "科长丁");
        await DoAsync(prefix + "-approve-2", "approve", new { total }, by: "财务戊");
    }
}
