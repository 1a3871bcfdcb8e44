using System.Text;
using System.Text.Json;
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
            "第3行：支付失败的须有失败原因。\n第2行：支付日期应在生成支付批次（2026-11-02）与今日之间，请按银行回单填写。"
        );
        (await RefusedAsync($"{known[1]},5000,成功,,2026-11-02", $"{known[1]},5000,失败,户名不符,")).ShouldBe(
            $"第3行：明细编号“{known[1]}”与第2行重复，结果不同，请向银行核实后保留一行。"
        );
        (await RefusedAsync()).ShouldBe("回盘没有一笔明细，没有导入。");
        _bench.Ledger.Closed = new DateOnly(2026, 11, 2);
        (await RefusedAsync($"{known[1]},5000,成功,,2026-11-02")).ShouldContain("2026年11月已经结账");
        _bench.Ledger.Closed = null;

        string[] rows = [$"{known[1]},5000,成功,,2026-11-02", $"{known[2]},6000,失败,户名不符,", $"{known[1]},5000,成功,,2026-11-02"];
        var read = (await ReadAsync(rows)).ShouldNotBeNull();
        (read.Return.Paid, read.Return.Failed, read.IsWhole).ShouldBe((1, 1, true), "the same row twice is one answer");
        read.Data.GetRawText().ShouldContain("\"paidOn\":\"2026-11-02\"");
        read.Data.GetProperty("failed")[0].GetProperty("reason").GetString().ShouldBe("户名不符");
        Get<ReadBankReturn>().Note(read);
        (await ReadAsync(rows))!.Already.ShouldBeTrue("the same file has no second effect");
        _batch.SettledAt = _bench.Time.GetUtcNow();
        (await Should.ThrowAsync<NotAllowedException>(() => ReadAsync($"{known[1]},5000,成功,,2026-11-02").AsTask())).Zh.ShouldContain(
            "已经由finance导入完毕，本文件与其不同"
        );
    }

    [Fact]
    public async Task A_bank_that_answers_in_parts_is_believed_part_by_part_and_not_when_it_contradicts_itself()
    {
        await ApprovedAsync();
        var known = (await TakeAsync())!.Rows.Select(row => row[1]).ToList();
        var step = _bench.Stores.Tasks.Single(t => t.Step == "wgf-pay");
        var revision = step.Revision;
        var part = (await PartAsync($"1,{known[1]},5000,成功,,2026-11-02", "合计,,5000,,,")).ShouldNotBeNull();
        (part.IsWhole, part.Already, part.Waiting, part.Return.Paid).ShouldBe((false, false, 1, 1));
        await Get<ReadBankReturn>().NotePartAsync(part);
        var (one, two) = (_bench.Records<FundAdvance>()[0], _bench.Records<FundAdvance>()[1]);
        (one.State, one.PaidOn, two.State).ShouldBe((AdvanceState.Paid, new DateOnly(2026, 11, 2), AdvanceState.InBatch));
        step.Revision.ShouldBe(revision + 1, "who has the step's form open is told that a part was recorded");
        _bench.Entry("fund.bank-return").ShouldContain("成功1笔，失败0笔，尚有1笔待银行回复");
        (await Should.ThrowAsync<NotAllowedException>(() => TakeAsync(again: true).AsTask())).Code.ShouldBe(
            TakeBankFile.PartlyAnswered,
            "nobody sends to the bank again what it paid"
        );

        (await ReadAsync($"{known[1]},5000,成功,,2026-11-02"))!.Already.ShouldBeTrue("what was answered before is nothing new");
        (await FaultsAsync($"{known[2]},6000,失败,户名不符,", $"{known[1]},5000,失败,账户销户,")).ShouldStartWith(
            "第3行：工友1的款项以前的回盘为2026-11-02支付成功，本文件为失败。请向银行核实"
        );
        (await FaultsAsync($"{known[1]},5000,成功,,2026-11-01")).ShouldContain("支付日期");
        (await FormFaultsAsync("""{"paidOn":"2026-11-02","failed":[{"worker":1,"reason":"销户"}]}""")).ShouldContain("不能登记为失败");

        var failing = (await ReadAsync($"{known[2]},6000,失败,户名不符,"))!;
        failing.IsWhole.ShouldBeTrue("nothing waits any more");
        failing.Data.GetProperty("failed").GetArrayLength().ShouldBe(1);
        await Get<ReadBankReturn>().NotePartAsync(failing);
        (await FaultsAsync($"{known[2]},6000,成功,,2026-11-02")).ShouldContain("核实以前不得更正账号再次支付");
        (await FormFaultsAsync("""{"paidOn":"2026-11-02","failed":[]}""")).ShouldContain("请列入失败名单");

        async Task<string> FaultsAsync(params string[] rows) =>
            string.Join("\n", (await Should.ThrowAsync<InvalidInputException>(() => ReadAsync(rows).AsTask())).Errors.Select(e => e.Zh));
        async Task<string> FormFaultsAsync(string form) =>
            string.Join(
                "\n",
                (
                    await Get<PaymentResults>().FaultsAsync(_bench.Case.Id, JsonDocument.Parse(form).RootElement, CancellationToken.None)
                ).Select(e => e.Zh)
            );
        ValueTask<ReadReturn?> PartAsync(params string[] rows) =>
            Get<ReadBankReturn>()
                .HandleAsync(
                    _bench.Case.Id,
                    _batch.Id,
                    Encoding.UTF8.GetBytes("序号,明细编号,金额,处理结果,失败原因,支付日期\r\n" + string.Join("\r\n", rows)),
                    Finance
                );
    }
}
