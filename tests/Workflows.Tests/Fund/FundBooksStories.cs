using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Persistence;
using Microsoft.Extensions.DependencyInjection;

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
}
