using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests.Fund;

/// <summary>收款确认、未到账重新支付，以及同一欠薪的另一申请、带入裁决。</summary>
public sealed class ReceiptStories : FundStory
{
    private async Task PaidAsync(params (int, decimal?, int)[] workers)
    {
        await GrantedAsync(workers);
        await ApprovedAsync("wgf", workers.Sum(w => w.Item2!.Value));
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
    }

    [Fact]
    public async Task The_workers_confirm_one_by_one_and_the_paper_of_the_claims_passing_over_says_when()
    {
        await PaidAsync((1, 5_000m, 1), (2, 6_000m, 1));
        (await OpenTaskAsync("wgf-receipt")).Party.ShouldBe("applicant");
        (await OpenStepsAsync()).ShouldBe(["wgf-consequence", "wgf-receipt"], "the recovery waits for nobody");

        var all = await Should.ThrowAsync<InvalidInputException>(() => DoAsync("wgf-receipt", "received", new { receivedOn = Day(0) }));
        all.Errors.Single().Zh.ShouldContain("待确认的：1、2");
        var early = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("wgf-receipt", "received", new { receivedOn = Day(-1), workers = new[] { 1 } })
        );
        early.Errors.Single().Field.ShouldBe("data.receivedOn");
        await DoAsync("wgf-receipt", "received", new { receivedOn = Day(0), workers = new[] { 1 } });
        (await PapersAsync("WGF/receipt-confirmation")).ShouldBe(0);
        var again = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("wgf-receipt", "received", new { receivedOn = Day(0), workers = new[] { 1 } })
        );
        again.Errors.Single().Zh.ShouldContain("待确认的员工序号：2");
        await DoAsync("wgf-receipt", "received", new { receivedOn = Day(0) });

        (await PaperAsync("WGF/receipt-confirmation")).ShouldContain("收到上述款项，并同意");
        (await DeadlineAsync("fund-receipt-10wd")).State.ShouldBe(DeadlineState.Met);
        (await OpenStepsAsync()).ShouldBe(["wgf-consequence"]);
    }

    [Fact]
    public async Task What_never_arrived_is_looked_into_comes_back_and_is_paid_again_beside_the_recovery()
    {
        await PaidAsync((1, 5_000m, 1));
        await ConsequencesAsync();
        await DoAsync("wgf-receipt", "missing", new { note = "工商银行明细无此笔" });
        (await OpenTaskAsync("wgf-receipt-check")).Candidates.ShouldHaveSingleItem().Role.ShouldBe("finance");
        await DoAsync("wgf-receipt-check", "arrived", new { checkedOn = Day(0), proof = "回单0001" });
        await DoAsync("wgf-receipt", "missing", new { note = "账户已注销" });
        await DoAsync(
            "wgf-receipt-check",
            "returned",
            new
            {
                checkedOn = Day(0),
                returnedOn = Day(0),
                bankReason = "账户已注销",
            }
        );
        (await LastEntryAsync("fund.returned")).ShouldContain("5000.00元未入账，银行已退回");

        var open = await Should.ThrowAsync<InvalidInputException>(() => RecoveredAsync(5_000m));
        open.Errors.Single().Zh.ShouldContain("尚未追回的垫付款为0.00元");
        await DoAsync(
            "wgf-fix-account",
            "corrected",
            new
            {
                accounts = new[]
                {
                    new
                    {
                        worker = 1,
                        bank = "建设银行",
                        account = OtherAccount,
                    },
                },
            }
        );
        await ApprovedAsync("wgf", 5_000m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        (await OpenStepsAsync()).ShouldBe(["wgf-receipt", "wgf-recovery"], "one recovery, not two");
        var advances = await RecordsAsync<FundAdvance>();
        advances.Select(a => (a.HasReached, a.CameBack)).ShouldBe([(false, true), (true, false)]);
        (
            await InScopeAsync(async scope =>
                await scope.GetRequiredService<IFundBooks>().EntriesAsync(new(false, "440309", new(2026, 11, 1)))
            )
        )
            .Select(e => (e.Batch, e.Paid, e.Recovered, e.IsReturn))
            .ShouldBe([(null, 0m, 5_000m, true), (1, 5_000m, 0m, false), (2, 5_000m, 0m, false)]);

        await DoAsync("wgf-receipt", "received", new { receivedOn = Day(0) });
        await RecoveredAsync(5_000m);
        (await CaseAsync()).ClosedAs.ShouldBe("fund-recovered");
    }

    [Theory]
    [InlineData(1, "wgf-approve-1", "科长丁")]
    [InlineData(2, "wgf-approve-2", "财务戊")]
    public async Task What_came_back_is_not_paid_again_where_the_employer_paid_meanwhile(int workers, string step, string by)
    {
        await PaidAsync([.. Enumerable.Range(1, workers).Select(i => (i, (decimal?)5_000m, 1))]);
        await ConsequencesAsync();
        await DoAsync("wgf-receipt", "missing", new { note = "账户已注销", workers = new[] { 1 } });
        await DoAsync(
            "wgf-receipt-check",
            "returned",
            new
            {
                checkedOn = Day(0),
                returnedOn = Day(0),
                bankReason = "账户已注销",
            }
        );
        await DoAsync(
            "wgf-fix-account",
            "corrected",
            new
            {
                accounts = new[]
                {
                    new
                    {
                        worker = 1,
                        bank = "建设银行",
                        account = AccountOf(3),
                    },
                },
            }
        );
        if (step == "wgf-approve-2")
            await DoAsync("wgf-approve-1", "approve", new { total = 5_000m }, by: "科长丁");
        (await OpenTaskAsync(step)).PermittedActs.ShouldBe("transfer,co-sign,urge,copy");
        await DoAsync(step, "employer-paid", new { reason = "单位已转账付清" }, by: by);
        if (workers > 1)
        {
            (await LastEntryAsync("office.notified")).ShouldContain("不再支付");
            await RecoveredAsync(5_000m);
        }
        (await CaseAsync()).ClosedAs.ShouldBe(workers > 1 ? "fund-recovered" : "employer-paid");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_says_nothing_is_reminded_and_the_recovery_ends_without_it()
    {
        await PaidAsync((1, 5_000m, 1));
        await ConsequencesAsync();
        await PassAsync(20);
        (await LastEntryAsync("party.notified")).ShouldContain("请凭查询码确认是否收到");
        (await LastEntryAsync("office.notified")).ShouldContain("还没有确认收款");
        (await DeadlineAsync("fund-receipt-10wd")).State.ShouldBe(DeadlineState.Met);
        (await OpenTaskAsync("wgf-receipt")).DueOn.ShouldBeNull();
        await RecoveredAsync(5_000m);
        (await CaseAsync()).ClosedAs.ShouldBe("fund-recovered");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_application_for_the_same_wages_is_noticed_at_acceptance_while_the_first_is_undecided()
    {
        await FileAsync("WGF", Applying());
        var first = await CaseAsync();
        await PassAsync(1);
        await FileAsync("WGF", Applying());
        var second = await CaseAsync();
        await DoAsync("wgf-eligibility", "eligible", Eligible);
        (await OpenStepsAsync()).ShouldBe(["wgf-eligibility"]);
        var told = await LastEntryAsync("condition.failed");
        told.ShouldContain($"{first.Applicants.First().Name}对同一单位已有未办结的垫付申请（{first.CaseNumber}");
        told.ShouldContain("由申请人撤回其中一件");

        Follow(first.Id);
        await DoAsync("wgf-eligibility", "eligible", Eligible);
        (await OpenStepsAsync()).ShouldBe(["wgf-verify"], "the earlier application goes on");
        await DoAsync("wgf-verify", "false", new { findings = "申请人撤回", reason = "名册虚报" }, by: "监察员甲");
        Follow(second.Id);
        await DoAsync("wgf-eligibility", "eligible", Eligible);
        (await OpenStepsAsync()).ShouldBe(["wgf-verify"], "nothing else is undecided any more");
    }

    [Fact]
    public async Task Awarded_wages_fill_the_verification_and_a_correction_needs_its_reason()
    {
        // The award was made to two; its annex says what each of them gets.
        await FileAsync(
            "MED",
            Applications.UnpaidWages() with
            {
                CoApplicants =
                [
                    new CoApplicantInput
                    {
                        Name = "工友2",
                        IdType = "resident-id",
                        IdNumber = Applications.ResidentNumber(2),
                    },
                ],
            }
        );
        var awarded = await CaseAsync();
        await InScopeAsync(async scope =>
        {
            var database = scope.GetRequiredService<LaborFlowDbContext>();
            var at = scope.GetRequiredService<TimeProvider>().GetUtcNow();
            var id = Guid.CreateVersion7(at);
            var claim = (await scope.GetRequiredService<ICaseStore>().FindAsync(awarded.Id, forUpdate: false))!.Claims.First();
            (claim.PeriodFrom, claim.PeriodTo) = (new DateOnly(2026, 8, 1), new DateOnly(2026, 10, 31));
            database.Add(
                new Award
                {
                    Id = id,
                    CaseId = awarded.Id,
                    Final = true,
                    DecidedOn = Today,
                    DecidedBy = "仲裁员甲",
                    Reasons = "拖欠工资",
                    Items =
                    {
                        new AwardItem
                        {
                            Id = Guid.CreateVersion7(at),
                            AwardId = id,
                            ClaimId = claim.Id,
                            ClaimNumber = 1,
                            Cause = "unpaid-wages",
                            Result = "support",
                            Amount = 16_000m,
                            LegalBasis = "《劳动法》第50条",
                            FinalityReason = "不超过最低工资十二个月",
                        },
                    },
                }
            );
            var shares = awarded.Applicants.Zip([10_000m, 6_000m], (worker, amount) => new MemberShare(worker.Name, amount, worker.Id));
            var annex = new AwardAnnex(id, 1, "unpaid-wages", [.. shares]);
            scope.GetRequiredService<ExceptionDesk>().Enter(awarded, AwardAnnex.Entry, "逐人支持金额", "仲裁员甲", annex);
            await database.SaveChangesAsync();
            return 0;
        });

        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "eligible", Eligible);
        (await LastEntryAsync("fund.award-taken")).ShouldContain($"第1名员工{awarded.CaseNumber}裁决10000.00元");
        var form = (await OpenTaskAsync("wgf-verify")).FormDataJson!;
        form.ShouldContain("\"month\":\"2026-08\"");
        form.ShouldContain("3333.34");
        object Verified(decimal unpaid, string? reason) =>
            new
            {
                payroll = true,
                findings = "应发未付属实",
                rows = new[]
                {
                    new
                    {
                        worker = 1,
                        month = "2026-09",
                        due = 9_000m,
                        paid = 9_000m - unpaid,
                        unpaid,
                    },
                },
                awardReason = reason ?? "",
            };
        var without = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("wgf-verify", "verified", Verified(9_000m, null), by: "监察员甲")
        );
        without.Errors.Single().Field.ShouldBe("data.awardReason");
        await DoAsync("wgf-verify", "verified", Verified(9_000m, "裁决后已支付1000元"), by: "监察员甲");
        await DoAsync("wgf-employer", "no-objection");

        (await OpenTaskAsync("wgf-calculate")).FormDataJson!.ShouldContain("\"months\":[{\"month\":\"2026-09\",\"owed\":9000");
    }

    private Task RecoveredAsync(decimal amount) =>
        DoAsync(
            "wgf-recovery",
            "record",
            new
            {
                receivedOn = Day(0),
                amount,
                source = "单位归还",
            }
        );
}
