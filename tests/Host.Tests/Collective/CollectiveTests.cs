using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Host.Collective;
using LaborFlow.Host.Tests.Filing;
using LaborFlow.Host.Tests.Walk;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Collective;

/// <summary>Workers who come one by one, and are a collective dispute together.</summary>
public sealed class CollectiveTests(HostFixture host) : IClassFixture<HostFixture>
{
    private int people;

    [Fact]
    public async Task Single_cases_that_are_collective_together_are_linked_and_told_once_and_again_when_they_have_grown()
    {
        using var first = await FileAsync("深圳市聚众(龙华)鞋业有限公司", 7, "unpaid-wages");
        using var second = await FileAsync("深圳市聚众（龙华）鞋业有限公司 ", 2, "overtime", "unpaid-wages");
        using var elsewhere = await FileAsync("深圳市另一鞋业有限公司", 4, "unpaid-wages");
        (await RaiseAsync()).ShouldBe(0);
        (await MessagesAsync(first)).ShouldBeEmpty();

        using var third = await FileAsync("深圳市聚众(龙华)鞋业有限公司", 1, "unpaid-wages");
        (await RaiseAsync()).ShouldBe(1);
        var told = (await MessagesAsync(first)).ShouldHaveSingleItem();
        told.ShouldContain("10名劳动者");
        foreach (var one in (Dispute[])[first, second, third])
            told.ShouldContain(one.Number);
        (await RelatedAsync(first)).ShouldBe([second.Number, third.Number], ignoreOrder: true);
        (await RelatedAsync(third)).ShouldBe([first.Number, second.Number], ignoreOrder: true);
        (await RelatedAsync(elsewhere)).ShouldBeEmpty();
        // The warning stands in the case that leads; all three were filed at the same instant here.
        var history = "";
        foreach (var one in (Dispute[])[first, second, third])
            history += (await one.CaseAsync("registrar", "/history")).ToString();
        history.ShouldContain("黄色预警");
        history.ShouldContain("《劳动争议调解仲裁法》第7条");
        (await first.FollowAsync()).ToString().ShouldNotContain("疑似集体争议");

        // Nothing new: nobody is told, and the database is asked twice.
        var statements = await CountAsync(async () => (await RaiseAsync()).ShouldBe(0));
        statements.Count.ShouldBeInRange(1, 2, string.Join("\n", statements));

        using var late = await FileAsync("深圳市聚众(龙华)鞋业有限公司", 1, "unpaid-wages");
        (await RaiseAsync()).ShouldBe(0);
        (await RelatedAsync(late)).Count.ShouldBe(3);
        (await MessagesAsync(first)).Count.ShouldBe(1);
        using var many = await FileAsync("深圳市聚众(龙华)鞋业有限公司", 4, "unpaid-wages");
        (await RaiseAsync()).ShouldBe(1);
        (await MessagesAsync(first)).Count.ShouldBe(2);
        (await MessagesAsync(first)).ShouldContain(text => text.Contains("15名劳动者", StringComparison.Ordinal));

        // What may be merged is offered to whoever decides on the case.
        var candidates = await third.CaseAsync("registrar", "/merge-candidates");
        candidates.GetProperty("days").GetInt32().ShouldBe(30);
        candidates
            .GetProperty("items")
            .EnumerateArray()
            .Select(item => item.GetProperty("caseNumber").GetString())
            .ShouldBe([first.Number, second.Number, late.Number, many.Number], ignoreOrder: true);
    }

    private Task<int> RaiseAsync() => host.Services.GetRequiredService<RaiseCollective>().RunAsync(CancellationToken.None);

    private async Task<IReadOnlyList<string>> MessagesAsync(Dispute about)
    {
        var registrar = await about.OfficerAsync("registrar");
        var page = await HostFixture.ReadAsync(await registrar.GetAsync("/api/notifications?pageSize=200"), HttpStatusCode.OK);
        return
        [
            .. page.GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("zh").GetString()!)
                .Where(text =>
                    text.StartsWith("疑似集体争议", StringComparison.Ordinal) && text.Contains(about.Number, StringComparison.Ordinal)
                ),
        ];
    }

    private static async Task<IReadOnlyList<string?>> RelatedAsync(Dispute about) =>
        [
            .. (await about.CaseAsync("registrar"))
                .GetProperty("related")
                .EnumerateArray()
                .Select(other => other.GetProperty("caseNumber").GetString()),
        ];

    private Task<Dispute> FileAsync(string employer, int workers, params string[] causes)
    {
        var application = Application.Sound();
        application["respondents"]![0]!["name"] = employer;
        application["applicant"]!["idNumber"] = NextNumber();
        application["applicant"]!.AsObject().Remove("gender");
        application["coApplicants"] = new JsonArray([
            .. Enumerable
                .Range(1, workers - 1)
                .Select(i => new JsonObject
                {
                    ["name"] = $"工友{i}",
                    ["idType"] = "resident-id",
                    ["idNumber"] = NextNumber(),
                    ["phone"] = "13800138000",
                }),
        ]);
        var claim = application["claims"]![0]!;
        application["claims"] = new JsonArray([
            .. causes.Select(cause =>
            {
                var one = claim.DeepClone();
                one["cause"] = cause;
                return one;
            }),
        ]);
        return Dispute.FileAsync(host, application);
    }

    private string NextNumber()
    {
        var digits = "44030919900101" + (++people).ToString("000", CultureInfo.InvariantCulture);
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return digits + "10X98765432"[digits.Select((digit, i) => (digit - '0') * weights[i]).Sum() % 11];
    }

    private static async Task<IReadOnlyCollection<string>> CountAsync(Func<Task> work)
    {
        using var own = new Activity("count").Start();
        var statements = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == own.TraceId && activity.GetTagItem("db.query.text") is string text)
                    statements.Enqueue(text);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await work();
        return statements;
    }
}
