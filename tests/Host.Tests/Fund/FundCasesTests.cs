using System.Net;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Tests.Walk;
using LaborFlow.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Fund;

/// <summary>基金在办: what is under way, what the bank returned, and what is to come back, each with its case.</summary>
public sealed class FundCasesTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Applications_stand_by_stage_failed_payments_and_what_is_owed_beside_them()
    {
        using var head = await host.SignInAsync("head");
        var before = await FiguresAsync(head);
        using var dispute = await Dispute.FileAsync(host);
        await host.ExecuteAsync($"UPDATE cases SET procedure_code = 'WGF', stage = 'fund-recovery' WHERE case_number = '{dispute.Number}'");
        var id = Guid.Parse(await host.ScalarAsync($"SELECT id FROM cases WHERE case_number = '{dispute.Number}'"));
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
            database.AddRange(
                Advance(id, 1, AdvanceState.Paid, 5_000m, null, new DateOnly(2026, 2, 3)),
                // What came back was paid again by another; what an earlier try failed with is replaced.
                Advance(id, 2, AdvanceState.Paid, 700m, "账户已销户", new DateOnly(2026, 2, 3)),
                Advance(id, 2, AdvanceState.Failed, 700m, "户名不符", null),
                Advance(id, 3, AdvanceState.Failed, 900m, "户名不符", null, superseded: true)
            );
            database.AddRange(Recovery(id, 1_200m, "单位还款"), Recovery(id, 700m, FundRecovery.Returned + "：账户已销户"));
            await database.SaveChangesAsync();
        }

        using var finance = await host.SignInAsync("finance");
        var applications = await ReadAsync("/api/fund/applications?stage=fund-recovery");
        applications.GetProperty("total").GetInt32().ShouldBe(1);
        applications.GetProperty("items")[0].GetProperty("caseNumber").GetString().ShouldBe(dispute.Number);
        applications.GetProperty("stages").EnumerateArray().ShouldContain(one => one.GetProperty("code").GetString() == "fund-recovery");
        (await ReadAsync("/api/fund/applications?fund=emf")).GetProperty("total").GetInt32().ShouldBe(0);

        var failed = await ReadAsync("/api/fund/failed-payments");
        failed.GetProperty("items").EnumerateArray().Single().GetProperty("failure").GetString().ShouldBe("户名不符");
        failed.GetProperty("amount").GetDecimal().ShouldBe(700m);

        // What the bank returned is no repayment of who owes.
        var owed = (await ReadAsync("/api/fund/recoveries")).GetProperty("items").EnumerateArray().Single();
        owed.GetProperty("paid").GetDecimal().ShouldBe(5_000m);
        owed.GetProperty("recovered").GetDecimal().ShouldBe(1_200m);
        owed.GetProperty("outstanding").GetDecimal().ShouldBe(3_800m);
        owed.GetProperty("paidOn").GetString().ShouldBe("2026-02-03");

        // The figures of the field count the same, each with the list of its cases.
        var rows = await FiguresAsync(head);
        foreach (var (code, more) in new[] { ("fund-amount-paid", 5_000m), ("fund-workers-paid", 1m), ("fund-amount-recovered", 1_200m) })
            (rows[code].GetProperty("value").GetDecimal() - before[code].GetProperty("value").GetDecimal()).ShouldBe(more, code);
        foreach (var row in rows.Values)
            (
                await HostFixture.ReadAsync(
                    await head.GetAsync("/api/cases?procedure=WGF&pageSize=1&" + row.GetProperty("numeratorList").GetString()),
                    HttpStatusCode.OK
                )
            )
                .GetProperty("total")
                .GetInt32()
                .ShouldBe(row.GetProperty("numerator").GetInt32(), row.GetProperty("code").GetString());

        (await finance.GetAsync("/api/fund/recoveries?fund=other")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var mediator = await host.SignInAsync("mediator");
        (await mediator.GetAsync("/api/fund/applications")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        async Task<System.Text.Json.JsonElement> ReadAsync(string path) =>
            await HostFixture.ReadAsync(await finance.GetAsync(path), HttpStatusCode.OK);
    }

    private static async Task<Dictionary<string, System.Text.Json.JsonElement>> FiguresAsync(HttpClient head) =>
        (await HostFixture.ReadAsync(await head.GetAsync("/api/statistics/figures?procedure=WGF"), HttpStatusCode.OK))
            .GetProperty("groups")
            .EnumerateArray()
            .Single(group => group.GetProperty("code").GetString() == "fund")
            .GetProperty("rows")
            .EnumerateArray()
            .ToDictionary(row => row.GetProperty("code").GetString()!);

    /// <summary>银行代发文件: the same file twice, the second time knowingly; what does not fit comes back with its row.</summary>
    [Fact]
    public async Task An_approved_batch_goes_to_the_bank_and_an_answer_that_does_not_fit_changes_nothing()
    {
        using var dispute = await Dispute.FileAsync(host);
        var id = Guid.Parse(await host.ScalarAsync($"SELECT id FROM cases WHERE case_number = '{dispute.Number}'"));
        var now = host.Clock.GetUtcNow();
        var batch = new PaymentBatch
        {
            Id = Guid.CreateVersion7(now),
            CaseId = id,
            Number = 1,
            Total = 5_300m,
            Workers = 2,
            PreparedAt = now,
            FirstApprovedBy = "head",
            SecondApprovedBy = "director",
        };
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
            var listed = Advance(id, 1, AdvanceState.InBatch, 5_000m, null, null);
            var other = Advance(id, 2, AdvanceState.InBatch, 300m, null, null);
            (listed.BatchId, other.BatchId) = (batch.Id, batch.Id);
            database.AddRange(batch, listed, other, Paying(id, now));
            await database.SaveChangesAsync();
        }
        await host.ExecuteAsync($"UPDATE cases SET procedure_code = 'WGF', stage = 'fund-payment' WHERE id = '{id}'");

        using var finance = await host.SignInAsync("finance");
        (await BatchAsync("to-send")).GetProperty("waiting").GetInt32().ShouldBe(2);
        var path = $"/api/cases/{id}/payment-batches";
        var file = await finance.PostAsync($"{path}/{batch.Id}/bank-file", null);
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        var first = await file.Content.ReadAsByteArrayAsync();
        first.Take(3).ShouldBe(new byte[] { 0xEF, 0xBB, 0xBF });
        file.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe($"{dispute.Number}-第1批-银行代发.csv");
        (await HostFixture.ReadAsync(await finance.PostAsync($"{path}/{batch.Id}/bank-file", null), HttpStatusCode.UnprocessableEntity))
            .GetProperty("code")
            .GetString()
            .ShouldBe(TakeBankFile.TakenBefore);
        var second = await finance.PostAsync($"{path}/{batch.Id}/bank-file?again=true", null);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBe(first);

        var rows = System.Text.Encoding.UTF8.GetString(first).TrimEnd().Split("\r\n");
        using var answer = new MultipartFormDataContent
        {
            {
                new StringContent($"{rows[0]},处理结果,失败原因,支付日期\r\n{rows[1].Replace("5000.00", "5000.10")},成功,,2026-02-02"),
                "file",
                "x.csv"
            },
        };
        var refused = await HostFixture.ReadAsync(
            await finance.PostAsync($"{path}/{batch.Id}/bank-return", answer),
            HttpStatusCode.BadRequest
        );
        refused.GetProperty("errors")[0].GetProperty("zh").GetString().ShouldBe("第2行：金额5000.10与批准的5000.00元不一致。");

        using var head = await host.SignInAsync("head");
        var shown = (await HostFixture.ReadAsync(await head.GetAsync(path), HttpStatusCode.OK))[0];
        shown.GetProperty("downloads").EnumerateArray().Select(one => one.GetProperty("by").GetString()).ShouldBe(["finance", "finance"]);
        (shown.GetProperty("payable").GetBoolean(), shown.GetProperty("answers").GetArrayLength()).ShouldBe((true, 0));
        (await head.PostAsync($"{path}/{batch.Id}/bank-file", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var sent = await BatchAsync("sent");
        (sent.GetProperty("downloads").GetInt32(), sent.GetProperty("lastTakenBy").GetString()).ShouldBe((2, "finance"));

        // The bank answers a part of the batch: that is paid, the other waits, and the same part again is nothing new.
        foreach (var already in new[] { false, true })
        {
            using var part = new MultipartFormDataContent
            {
                {
                    new StringContent($"{rows[0]},处理结果,失败原因,支付日期\r\n{rows[1]},成功,,{now.AddHours(8):yyyy-MM-dd}"),
                    "file",
                    "y.csv"
                },
            };
            var taken = await HostFixture.ReadAsync(await finance.PostAsync($"{path}/{batch.Id}/bank-return", part), HttpStatusCode.OK);
            (taken.GetProperty("paid").GetInt32(), taken.GetProperty("waiting").GetInt32()).ShouldBe((1, 1));
            taken.GetProperty("already").GetBoolean().ShouldBe(already);
        }
        var partly = await BatchAsync("partly");
        (partly.GetProperty("paid").GetInt32(), partly.GetProperty("waitingAmount").GetDecimal()).ShouldBe((1, 300m));
        (await HostFixture.ReadAsync(await finance.GetAsync("/api/fund/batches?state=sent"), HttpStatusCode.OK))
            .GetProperty("total")
            .GetInt32()
            .ShouldBe(0);
        (await finance.GetAsync("/api/fund/batches?state=other")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        // Other sentences of this class count what is open.
        await host.ExecuteAsync($"UPDATE cases SET closed_at = filed_at WHERE id = '{id}'");

        async Task<System.Text.Json.JsonElement> BatchAsync(string state)
        {
            var found = await HostFixture.ReadAsync(await finance.GetAsync($"/api/fund/batches?state={state}"), HttpStatusCode.OK);
            found
                .GetProperty("states")
                .EnumerateArray()
                .Single(one => one.GetProperty("code").GetString() == state)
                .GetProperty("count")
                .GetInt32()
                .ShouldBe(1);
            return found.GetProperty("items").EnumerateArray().Single();
        }
    }

    private static CaseTask Paying(Guid caseId, DateTimeOffset now)
    {
        var task = new CaseTask
        {
            Id = Guid.CreateVersion7(now),
            CaseId = caseId,
            ProcedureCode = "WGF",
            Title = "登记支付结果",
            Step = "wgf-pay",
            FormId = "none",
            OutcomesJson = "[]",
            Jurisdiction = "440309",
            InstanceId = "none",
            BookmarkId = "none",
            ActivityId = "pay",
            DefinitionVersionId = "none",
            CreatedAt = now,
        };
        task.Claim("finance", now);
        return task;
    }

    /// <summary>A case whose procedure stopped is on the head's list; and what administrators read of the whole has every part.</summary>
    [Fact]
    public async Task A_stopped_procedure_is_told_to_the_head_and_the_health_of_the_system_to_administrators()
    {
        using var dispute = await Dispute.FileAsync(host);
        await host.ExecuteAsync(
            $"UPDATE workflow_instances SET incident_count = 2 WHERE id = (SELECT workflow_instance_id FROM cases WHERE case_number = '{dispute.Number}')"
        );
        using var head = await host.SignInAsync("head");
        var stuck = await HostFixture.ReadAsync(await head.GetAsync("/api/supervision/stuck"), HttpStatusCode.OK);
        var row = stuck.GetProperty("items").EnumerateArray().Single();
        row.GetProperty("caseNumber").GetString().ShouldBe(dispute.Number);
        (row.GetProperty("incidents").GetInt32(), row.GetProperty("faulted").GetBoolean()).ShouldBe((2, false));

        using var administrator = await host.SignInAsync("administrator");
        var health = await HostFixture.ReadAsync(await administrator.GetAsync("/api/administration/health"), HttpStatusCode.OK);
        var checks = health.GetProperty("checks").EnumerateArray().ToList();
        checks
            .Select(check => check.GetProperty("code").GetString())
            .ShouldBe(["database", "storage", "time", "procedures", "scheduler", "queue", "mail", "keys"]);
        checks[0].GetProperty("state").GetString().ShouldBe("good");
        checks[3].GetProperty("state").GetString().ShouldBe("good");
        checks.ShouldAllBe(check => check.GetProperty("zh").GetString() != "" && check.GetProperty("en").GetString() != "");
        (await head.GetAsync("/api/administration/health")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private FundAdvance Advance(
        Guid caseId,
        int worker,
        AdvanceState state,
        decimal amount,
        string? failure,
        DateOnly? paidOn,
        bool superseded = false
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(host.Clock.GetUtcNow()),
            CaseId = caseId,
            WorkerNumber = worker,
            WorkerName = "陈静",
            Bank = "中国银行",
            Account = "6217000000000000000",
            Amount = amount,
            WorkingsJson = "[]",
            CalculatedBy = "fund-officer",
            State = state,
            Failure = failure,
            PaidOn = paidOn,
            Superseded = superseded,
        };

    private FundRecovery Recovery(Guid caseId, decimal amount, string source) =>
        new()
        {
            Id = Guid.CreateVersion7(host.Clock.GetUtcNow()),
            CaseId = caseId,
            ReceivedOn = new DateOnly(2026, 2, 10),
            Amount = amount,
            Source = source,
            RecordedBy = "fund-officer",
        };
}
