using System.Text;
using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Activities.Tests;

/// <summary>银行代发文件与回盘: what leaves for the bank is what two people approved, and what comes back is that batch, item by item.</summary>
public sealed class BankFileTests
{
    private static readonly Actor Finance = new("finance", ["finance"]);

    private Bench _bench = null!;
    private PaymentBatch _batch = null!;

    private async Task ApprovedAsync(string? second = "head-2")
    {
        _bench = await Bench.OpenAsync();
        _batch = new PaymentBatch
        {
            Id = Guid.CreateVersion7(_bench.Time.GetUtcNow()),
            CaseId = _bench.Case.Id,
            Number = 1,
            Total = 11_000m,
            Workers = 2,
            PreparedAt = _bench.Time.GetUtcNow(),
            FirstApprovedBy = "head-1",
            SecondApprovedBy = second,
        };
        _bench.Stores.Records.Add(_batch);
        foreach (var (worker, amount) in new[] { (1, 5_000m), (2, 6_000m) })
            _bench.Stores.Records.Add(
                new FundAdvance
                {
                    Id = Guid.CreateVersion7(_bench.Time.GetUtcNow()),
                    CaseId = _bench.Case.Id,
                    WorkerNumber = worker,
                    WorkerName = $"工友{worker}",
                    Bank = "工商银行",
                    Account = "6222020200112230004",
                    Amount = amount,
                    WorkingsJson = "[]",
                    CalculatedBy = "officer",
                    State = AdvanceState.InBatch,
                    BatchId = _batch.Id,
                }
            );
        var id = Guid.CreateVersion7(_bench.Time.GetUtcNow());
        var task = new CaseTask
        {
            Id = id,
            CaseId = _bench.Case.Id,
            ProcedureCode = "WGF",
            Title = "登记支付结果",
            Step = "wgf-pay",
            FormId = "none",
            OutcomesJson = "[]",
            Candidates = [new TaskCandidate { TaskId = id, Role = "finance" }],
            Jurisdiction = _bench.Case.District,
            InstanceId = "it",
            BookmarkId = id.ToString("N"),
            ActivityId = "pay",
            DefinitionVersionId = "it",
            CreatedAt = _bench.Time.GetUtcNow(),
        };
        task.Claim("finance", _bench.Time.GetUtcNow());
        _bench.Stores.Tasks.Add(task);
    }

    private T Get<T>() => (T)((IServiceProvider)_bench).GetService(typeof(T))!;

    private ValueTask<BankRows?> TakeAsync(Actor? by = null, bool again = false) =>
        Get<TakeBankFile>().RowsAsync(_bench.Case, _batch.Id, by ?? Finance, again);

    private ValueTask<ReadReturn?> ReadAsync(params string[] rows) =>
        Get<ReadBankReturn>()
            .HandleAsync(
                _bench.Case.Id,
                _batch.Id,
                Encoding.UTF8.GetBytes("明细编号,金额,处理结果,失败原因,支付日期\r\n" + string.Join("\r\n", rows)),
                Finance
            );

    private async Task<string> RefusedAsync(params string[] rows)
    {
        var refused = await Should.ThrowAsync<InvalidInputException>(() => ReadAsync(rows).AsTask());
        _bench.Records<BankReturn>().ShouldBeEmpty();
        return string.Join("\n", refused.Errors.Select(e => e.Zh));
    }

    [Fact]
    public async Task What_two_people_approved_goes_to_the_bank_and_a_second_time_only_by_who_knows_of_the_first()
    {
        await ApprovedAsync(second: null);
        await CodeAsync("fund.not-approved", Finance);
        await ApprovedAsync();
        await CodeAsync("task.not-allowed", new Actor("finance-2", ["finance"]));

        var file = (await TakeAsync()).ShouldNotBeNull();
        file.Rows.Select(row => row[5]).ShouldBe(["金额", "5000.00", "6000.00", "11000.00"]);
        file.Rows[1].Skip(2).Take(3).ShouldBe(["工友1", "6222020200112230004", "工商银行"]);
        file.Rows[1][1].ShouldBe(file.Rows[3][1] + "-001");
        (file.Rows[3][0], file.Rows[3][6]).ShouldBe(("合计", "2笔"));
        var first = Get<TakeBankFile>().Note(_bench.Case, file, [1, 2, 3], Finance);
        (first.Sha256.Length, first.Items, first.Total, first.TakenBy).ShouldBe((64, 2, 11_000m, "finance"));

        var warned = await Should.ThrowAsync<NotAllowedException>(() => TakeAsync().AsTask());
        warned.Code.ShouldBe(TakeBankFile.TakenBefore);
        warned.Zh.ShouldContain("已下载1次，最近一次由finance于2026-11-02 10:00下载");
        var again = (await TakeAsync(again: true)).ShouldNotBeNull();
        again.Rows.Count.ShouldBe(4);
        Get<TakeBankFile>().Note(_bench.Case, again, [1, 2, 3], Finance);
        _bench.Entry("fund.bank-file").ShouldContain("第2次下载第1支付批次的银行代发文件：2笔，11000.00元");

        _bench.Records<FundAdvance>()[1].State = AdvanceState.Refused;
        await CodeAsync("fund.total-differs", Finance, again: true);
        _batch.SettledAt = _bench.Time.GetUtcNow();
        await CodeAsync("fund.settled", Finance);

        async Task CodeAsync(string code, Actor by, bool again = false) =>
            (await Should.ThrowAsync<NotAllowedException>(() => TakeAsync(by, again).AsTask())).Code.ShouldBe(code);
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_the_batch_is_refused_with_its_row_and_one_that_fits_is_taken_once()
    {
        await ApprovedAsync();
        var known = (await TakeAsync())!.Rows.Select(row => row[1]).ToList();
        (await RefusedAsync($"{known[1]},5000,成功,,2026-11-02", "ABC-009,1,成功,,2026-11-02")).ShouldBe(
            "第3行：明细编号“ABC-009”不在第1支付批次中。"
        );
        (await RefusedAsync($"{known[1]},5000.01,成功,,2026-11-02")).ShouldContain("第2行：金额5000.01与批准的5000.00元不一致。");
        (await RefusedAsync($"{known[1]},5000,成功,,2026-11-03", $"{known[1]},5000,失败,,")).ShouldBe(
            $"第3行：明细编号“{known[1]}”出现两次。\n第3行：支付失败的须有失败原因。\n第2行：支付日期应在生成支付批次（2026-11-02）与今日之间，请按银行回单填写。"
        );
        (await RefusedAsync($"{known[1]},5000,成功,,2026-11-02")).ShouldContain($"回盘缺少1笔：{known[2]}（工友2）");
        _bench.Ledger.Closed = new DateOnly(2026, 11, 2);
        (await RefusedAsync($"{known[1]},5000,成功,,2026-11-02")).ShouldContain("2026年11月已经结账");
        _bench.Ledger.Closed = null;

        string[] rows = [$"{known[1]},5000,成功,,2026-11-02", $"{known[2]},6000,失败,户名不符,"];
        var read = (await ReadAsync(rows)).ShouldNotBeNull();
        (read.Return.Paid, read.Return.Failed).ShouldBe((1, 1));
        read.Data.GetRawText().ShouldContain("\"paidOn\":\"2026-11-02\"");
        read.Data.GetProperty("failed")[0].GetProperty("reason").GetString().ShouldBe("户名不符");
        Get<ReadBankReturn>().Note(read);
        (await ReadAsync(rows))!.Step.ShouldBeNull("the same file has no second effect");
        (await Should.ThrowAsync<NotAllowedException>(() => ReadAsync($"{known[1]},5000,成功,,2026-11-02").AsTask())).Zh.ShouldContain(
            "已经由finance导入回盘（成功1笔，失败1笔），本文件与其不同"
        );
    }
}
