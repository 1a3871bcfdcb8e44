using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LaborFlow.Workflows.Tests.Fund;

/// <summary>基金台账与对账: what left the fund and what came back, month by month, beside what the bank says.</summary>
public sealed class FundBooksStories : FundStory
{
    private static readonly FundBook November = new(Emergency: false, "440309", new DateOnly(2026, 11, 1));

    private Task<IReadOnlyList<LedgerEntry>> LedgerAsync(FundBook book) =>
        InScopeAsync(async scope => await scope.GetRequiredService<IFundBooks>().EntriesAsync(book));

    private Task<FundReconciliation> CompareAsync(FundBook book, string by, params BankLine[] statement) =>
        InScopeAsync(async scope =>
        {
            var made = await scope.GetRequiredService<ReconcileFund>().CompareAsync(book, statement, by);
            await scope.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
            return made;
        });

    private Task CloseAsync(Guid id, string by) =>
        InScopeAsync(async scope =>
        {
            var found = (await scope.GetRequiredService<IFundBooks>().FindReconciliationAsync(id))!;
            await scope.GetRequiredService<ReconcileFund>().CloseAsync(found, by);
            await scope.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
            return 0;
        });

    private async Task<string> PaidAndPartlyRecoveredAsync()
    {
        await GrantedAsync((1, 9_000m, 7));
        await ApprovedAsync("wgf", 43_200m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        await ConsequencesAsync();
        await DoAsync(
            "wgf-recovery",
            "record",
            new
            {
                receivedOn = Day(0),
                amount = 20_000m,
                source = "破产管理人",
            }
        );
        return (await CaseAsync()).CaseNumber;
    }

    [Fact]
    public async Task A_month_is_compared_with_the_bank_and_closed_by_a_second_person()
    {
        var number = await PaidAndPartlyRecoveredAsync();
        var entries = await LedgerAsync(November);
        entries
            .Select(e => (e.CaseNumber, e.Batch, e.Workers, e.Paid, e.Recovered))
            .ShouldBe([(number, null, 0, 0m, 20_000m), (number, 1, 1, 43_200m, 0m)]);
        (await LedgerAsync(November with { Emergency = true })).ShouldBeEmpty();

        // The month must be over.
        (await Should.ThrowAsync<InvalidInputException>(() => CompareAsync(November, "财务丙")))
            .Errors.Single()
            .Field.ShouldBe("month");
        await PassUntilAsync(new DateOnly(2026, 12, 2));

        // The bank knows nothing of the recovery, and one fen less of the payment: both are named with what to do.
        var differing = await CompareAsync(November, "财务丙", new BankLine(number, 1, 43_199.99m));
        differing.State.ShouldBe(ReconciliationState.Differs);
        differing
            .Differences.Split('\n')
            .ShouldBe(
                [
                    $"{number}追偿款：台账20000.00元，银行没有记录，请核对是否退汇",
                    $"{number}第1支付批次：台账43200.00元，银行43199.99元，相差0.01元，请逐笔核对",
                ],
                ignoreOrder: true
            );
        (await Should.ThrowAsync<NotAllowedException>(() => CloseAsync(differing.Id, "复核员乙"))).Code.ShouldBe("fund.differs");

        var agreeing = await CompareAsync(November, "财务丙", new BankLine(number, 1, 43_200m), new BankLine(number, null, 20_000m));
        agreeing.State.ShouldBe(ReconciliationState.Agrees);
        (await Should.ThrowAsync<NotAllowedException>(() => CloseAsync(agreeing.Id, "财务丙"))).Code.ShouldBe("fund.two-persons");
        await CloseAsync(agreeing.Id, "复核员乙");
        (await Should.ThrowAsync<NotAllowedException>(() => CompareAsync(November, "财务丙"))).Code.ShouldBe("fund.month-closed");
    }

    [Fact]
    public async Task What_is_booked_after_the_comparison_must_be_compared_again()
    {
        var number = await PaidAndPartlyRecoveredAsync();
        await PassUntilAsync(new DateOnly(2026, 12, 2));
        var agreeing = await CompareAsync(November, "财务丙", new BankLine(number, 1, 43_200m), new BankLine(number, null, 20_000m));
        await DoAsync(
            "wgf-recovery",
            "record",
            new
            {
                receivedOn = "2026-11-30",
                amount = 1_000m,
                source = "法院执行款",
            }
        );

        var refused = await Should.ThrowAsync<NotAllowedException>(() => CloseAsync(agreeing.Id, "复核员乙"));

        refused.Zh.ShouldBe("对账之后台账有变动，请重新对账。");
    }

    [Fact]
    public async Task No_more_is_booked_as_recovered_than_is_still_out_and_no_payment_fails_that_was_not_in_the_batch()
    {
        await GrantedAsync((1, 9_000m, 7));
        await ApprovedAsync("wgf", 43_200m);
        var stranger = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("wgf-pay", "settled", new { paidOn = Day(0), failed = new[] { new { worker = 2, reason = "户名不符" } } })
        );
        stranger.Errors.Single().Field.ShouldBe("data.failed[0].worker");
        stranger.Errors.Single().Zh.ShouldContain("第2名员工不在第1支付批次中");
        var tooEarly = await Should.ThrowAsync<InvalidInputException>(() => DoAsync("wgf-pay", "settled", new { paidOn = Day(-1) }));
        tooEarly.Errors.Single().Field.ShouldBe("data.paidOn");
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        await ConsequencesAsync();

        await RecoveredAsync(20_000m);
        var tooMuch = await Should.ThrowAsync<InvalidInputException>(() => RecoveredAsync(23_200.01m));
        tooMuch.Errors.Single().Zh.ShouldContain("尚未追回的垫付款为23200.00元");
        tooMuch.Errors.Single().Zh.ShouldContain("《深圳经济特区欠薪保障条例》");
        await RecoveredAsync(23_200m);
        (await CaseAsync()).ClosedAs.ShouldBe("fund-recovered");
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

    [Fact]
    public async Task A_batch_that_the_fund_cannot_pay_waits_until_money_is_booked_and_the_suspended_fee_cannot_be()
    {
        await BookAsync("opening", 5_000m);
        var fee = await Should.ThrowAsync<NotAllowedException>(() => BookAsync("fee", 1_000m));
        fee.Code.ShouldBe("fund.fee-suspended");
        fee.Zh.ShouldContain("暂停征收");
        await GrantedAsync((1, 9_000m, 1));
        await DoAsync("wgf-approve-1", "approve", new { total = 7_200m }, by: "科长丁");
        await DoAsync("wgf-approve-2", "approve", new { total = 7_200m }, by: "财务戊");
        (await LastEntryAsync("fund.short")).ShouldContain("基金余额5000.00元，不足支付本批次7200.00元：请选择排队");
        (await OpenStepsAsync()).ShouldBe(["wgf-approve-2"]);
        await DoAsync("wgf-approve-2", "queue", new { reason = "余额不足" }, by: "财务戊");

        await BookAsync("appropriation", 3_000m);
        await DoAsync("wgf-approve-2", "approve", new { total = 7_200m }, by: "财务戊");
        (await OpenStepsAsync()).ShouldBe(["wgf-pay"]);
        var left = await InScopeAsync(async scope => await scope.GetRequiredService<IFundLedger>().BalanceAsync(false, "440309"));
        left.ShouldBe(800m, "what two people approved is spoken for");
        await SpendsAloneAsync();
    }

    /// <summary>Whoever approves second holds the book: another approval of the same fund waits, so the same money is not spent twice.</summary>
    private Task SpendsAloneAsync() =>
        InScopeAsync(async first =>
        {
            await using var held = await first.GetRequiredService<LaborFlowDbContext>().Database.BeginTransactionAsync();
            (await first.GetRequiredService<IFundLedger>().BalanceAsync(false, "440309", forUpdate: true)).ShouldBe(800m);
            return await InScopeAsync(async second =>
            {
                var database = second.GetRequiredService<LaborFlowDbContext>();
                await using var waits = await database.Database.BeginTransactionAsync();
                await database.Database.ExecuteSqlRawAsync("SET LOCAL lock_timeout = '50ms'");
                var ledger = second.GetRequiredService<IFundLedger>();
                var refused = await Should.ThrowAsync<PostgresException>(async () =>
                    await ledger.BalanceAsync(false, "440309", forUpdate: true)
                );
                refused.SqlState.ShouldBe(PostgresErrorCodes.LockNotAvailable);
                return 0;
            });
        });

    private Task BookAsync(string kind, decimal amount) =>
        InScopeAsync(async scope =>
        {
            var input = new FundIncomeInput(kind, Today, amount, "区财政拨款单1号");
            await scope.GetRequiredService<RecordIncome>().HandleAsync(false, "440309", input, "财务丙");
            await scope.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
            return 0;
        });

    [Fact]
    public async Task The_quarters_list_is_prepared_by_one_approved_by_another_published_and_an_employer_can_be_taken_off()
    {
        await GrantedAsync((1, 9_000m, 7));
        await ApprovedAsync("wgf", 43_200m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        var quarter = new DateOnly(2026, 10, 1);
        (await Should.ThrowAsync<InvalidInputException>(() => PreparedAsync(quarter))).Errors.Single().Field.ShouldBe("quarter");
        await PassUntilAsync(new DateOnly(2027, 1, 4));
        var undecided = await Should.ThrowAsync<NotAllowedException>(() => PreparedAsync(quarter));
        undecided.Code.ShouldBe("fund.undecided");
        undecided.Zh.ShouldContain((await CaseAsync()).CaseNumber);

        await DoAsync("wgf-consequence", "registered", new { publish = true });
        var list = await PreparedAsync(quarter);
        list.Title.ShouldBe("2026年第4季度");
        var employer = list.Employers.Single();
        (employer.Name, employer.Workers, employer.Paid).ShouldBe(((await CaseAsync()).Respondents.First().Name, 1, 43_200m));
        (await Should.ThrowAsync<NotAllowedException>(() => PreparedAsync(quarter))).Code.ShouldBe("fund.list-exists");

        await ChangeAsync(
            list.Id,
            (publish, found) =>
            {
                Should.Throw<NotAllowedException>(() => publish.Decide(found, true, null, "经办员甲")).Code.ShouldBe("fund.two-persons");
                Should.Throw<NotAllowedException>(() => publish.Publish(found, Today, "网站", "经办员甲")).Code.ShouldBe("fund.list-state");
                publish.Decide(found, approved: false, "请核对单位名称", "局长丙");
            }
        );
        var again = await PreparedAsync(quarter);
        await ChangeAsync(
            again.Id,
            (publish, found) =>
            {
                publish.Decide(found, approved: true, null, "局长丙");
                publish.Publish(found, Today, "区人力资源局网站", "经办员甲");
            }
        );
        await ChangeAsync(
            again.Id,
            (publish, found) =>
            {
                found.State.ShouldBe(PublicationState.Published);
                publish.TakeOff(found, employer.CaseNumber, "垫付决定已变更");
                (found.Employers.Single().Removed, found.Employers.Single().RemovedOn).ShouldBe(("垫付决定已变更", Today));
            }
        );
    }

    private Task<FundPublication> PreparedAsync(DateOnly quarter) =>
        InScopeAsync(async scope =>
        {
            var made = await scope.GetRequiredService<PublishQuarter>().PrepareAsync("440309", quarter, "经办员甲");
            await scope.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
            return made;
        });

    private Task ChangeAsync(Guid id, Action<PublishQuarter, FundPublication> change) =>
        InScopeAsync(async scope =>
        {
            var found = (await scope.GetRequiredService<IFundBooks>().FindPublicationAsync(id))!;
            change(scope.GetRequiredService<PublishQuarter>(), found);
            await scope.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
            return 0;
        });
}
