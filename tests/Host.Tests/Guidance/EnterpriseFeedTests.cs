using System.Net;
using System.Net.Http.Json;
using System.Text;
using LaborFlow.Host.Tests.Walk;

namespace LaborFlow.Host.Tests.Guidance;

/// <summary>新企数据接入: newly registered employers come in once, one by one or as a sheet, and the service's figures count them.</summary>
public sealed class EnterpriseFeedTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Address = "/api/enterprises";
    private const string Header = "统一社会信用代码,单位名称,行业,区,注册日期,参保人数,地址,法定代表人,联系电话,灵活用工,法人欠薪记录";

    private static object Employer(string creditCode, int headcount = 12) =>
        new
        {
            creditCode,
            name = "深圳市新味餐饮有限公司",
            industry = "餐饮业",
            district = "440309",
            registeredOn = "2026-02-20",
            headcount,
        };

    [Fact]
    public async Task An_employer_comes_in_once_and_its_service_is_counted()
    {
        using var office = await host.SignInAsync("tripartite-officer");

        var first = await HostFixture.ReadAsync(await office.PostAsJsonAsync(Address, Employer("91440300MA5MQ6TD5C")), HttpStatusCode.OK);
        var again = await HostFixture.ReadAsync(await office.PostAsJsonAsync(Address, Employer("91440300ma5mq6td5c")), HttpStatusCode.OK);

        first.GetProperty("outcome").GetString().ShouldBe("taken");
        var number = first.GetProperty("caseNumber").GetString()!;
        number.ShouldStartWith("深龙华新企指导〔2026〕");
        again.GetProperty("outcome").GetString().ShouldBe("already");
        again.GetProperty("caseNumber").GetString().ShouldBe(number);

        using var guided = Dispute.Known(host, number);
        var before = await HostFixture.ReadAsync(await office.GetAsync(Address + "/statistics"), HttpStatusCode.OK);
        await guided.CompleteAsync("tripartite-officer", "new-team", "assign", """{"coordinator":"协调员甲"}""");
        await guided.CompleteAsync(
            "street-officer",
            "new-contact",
            "delivered",
            """{"heldOn":"2026-03-05","method":"visit","people":2,"note":"当面送达用工须知，已签收"}"""
        );
        var after = await HostFixture.ReadAsync(await office.GetAsync(Address + "/statistics"), HttpStatusCode.OK);
        after.GetProperty("registered").GetInt32().ShouldBe(before.GetProperty("registered").GetInt32());
        after.GetProperty("served").GetInt32().ShouldBe(before.GetProperty("served").GetInt32() + 1);
        after.GetProperty("people").GetInt32().ShouldBe(before.GetProperty("people").GetInt32() + 2);
        after.GetProperty("staffed").GetInt32().ShouldBeGreaterThanOrEqualTo(1);
        after.GetProperty("coverage").GetDecimal().ShouldBeGreaterThan(0);
        after.GetProperty("firstContactOnTime").GetDecimal().ShouldBe(100);
        after.GetProperty("kinds").GetProperty("package").GetInt32().ShouldBeGreaterThanOrEqualTo(1);
        var earlier = await HostFixture.ReadAsync(
            await office.GetAsync(Address + "/statistics?from=2020-01-01&to=2020-12-31"),
            HttpStatusCode.OK
        );
        earlier.GetProperty("registered").GetInt32().ShouldBe(0);
        earlier.GetProperty("coverage").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        // Services count on the day of the visit, whenever the employer came in.
        earlier.GetProperty("events").GetInt32().ShouldBe(0);
        var thatDay = await HostFixture.ReadAsync(
            await office.GetAsync(Address + "/statistics?from=2026-03-05&to=2026-03-05"),
            HttpStatusCode.OK
        );
        thatDay.GetProperty("served").GetInt32().ShouldBe(after.GetProperty("served").GetInt32());
        thatDay.GetProperty("people").GetInt32().ShouldBe(after.GetProperty("people").GetInt32());
        Fields(
                await HostFixture.ReadAsync(
                    await office.GetAsync(Address + "/statistics?from=2026-03-01&to=2026-02-01"),
                    HttpStatusCode.BadRequest
                )
            )
            .ShouldBe(["to"]);
        after.GetProperty("groups").GetProperty("focus").GetInt32().ShouldBeGreaterThanOrEqualTo(1);

        var listed = await HostFixture.ReadAsync(
            await office.GetAsync($"{Address}?group=focus&q={Uri.EscapeDataString(number)}"),
            HttpStatusCode.OK
        );
        listed.GetProperty("total").GetInt32().ShouldBe(1);
        var file = listed.GetProperty("items")[0];
        file.GetProperty("creditCode").GetString().ShouldBe("91440300MA5MQ6TD5C");
        file.GetProperty("services").GetInt32().ShouldBe(1);
        file.GetProperty("coordinator").GetString().ShouldBe("协调员甲");
        var none = await HostFixture.ReadAsync(
            await office.GetAsync($"{Address}?group=general&q={Uri.EscapeDataString(number)}"),
            HttpStatusCode.OK
        );
        none.GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_shell_that_hires_is_guided_in_its_one_file()
    {
        using var office = await host.SignInAsync("tripartite-officer");
        var shell = await HostFixture.ReadAsync(
            await office.PostAsJsonAsync(Address, Employer("91440300MA5000022Q", headcount: 0)),
            HttpStatusCode.OK
        );
        var number = shell.GetProperty("caseNumber").GetString()!;
        (
            await HostFixture.ReadAsync(
                await office.PostAsJsonAsync(Address, Employer("91440300MA5000022Q", headcount: 0)),
                HttpStatusCode.OK
            )
        )
            .GetProperty("outcome")
            .GetString()
            .ShouldBe("already");

        var hired = await HostFixture.ReadAsync(
            await office.PostAsJsonAsync(
                Address,
                new
                {
                    creditCode = "91440300MA5000022Q",
                    name = "深圳市新味餐饮有限公司",
                    industry = "餐饮业",
                    district = "440309",
                    registeredOn = "2026-02-20",
                    headcount = 6,
                    trigger = "self-registration",
                }
            ),
            HttpStatusCode.OK
        );
        (hired.GetProperty("outcome").GetString(), hired.GetProperty("caseNumber").GetString()).ShouldBe(("taken", number));
        using var guided = Dispute.Known(host, number);
        await guided.TaskAsync("tripartite-officer", "new-team");
        (await ListedAsync(office, number)).GetProperty("items")[0].GetProperty("group").GetString().ShouldBe("focus");
    }

    [Fact]
    public async Task A_sheet_is_taken_line_by_line_and_a_wrong_credit_code_is_refused_by_its_field()
    {
        using var office = await host.SignInAsync("window-clerk");
        var sheet = string.Join(
            "\r\n",
            Header,
            "91440300MA5000014X,深圳市新一号有限公司,软件,龙华区,2026-02-01,30,民治街道1号,李某,13800138000,否,否",
            "91440300MA50000140,深圳市新二号有限公司,软件,龙华区,2026-02-01,30,,,,,",
            "91440300MA5000022Q,深圳市新三号有限公司,软件,北京,2026-13-01,30,,,,,"
        );

        var first = await HostFixture.ReadAsync(await office.PostAsync(Address + "/import", Form(sheet)), HttpStatusCode.OK);
        var rows = await host.CountRowsAsync();
        var second = await HostFixture.ReadAsync(await office.PostAsync(Address + "/import", Form(sheet)), HttpStatusCode.OK);

        first.EnumerateArray().Select(l => l.GetProperty("outcome").GetString()).ShouldBe(["taken", "refused", "refused"]);
        Fields(first[1]).ShouldBe(["creditCode"]);
        Fields(first[2]).ShouldBe(["registeredOn", "district"], ignoreOrder: true);
        second.EnumerateArray().Select(l => l.GetProperty("outcome").GetString()).ShouldBe(["already", "refused", "refused"]);
        (await host.CountRowsAsync()).ShouldBe(rows);
    }

    [Fact]
    public async Task A_row_tells_all_that_the_service_asks_and_a_new_representative_is_noted_in_the_one_file()
    {
        using var office = await host.SignInAsync("tripartite-officer");
        const string columns =
            Header
            + ",来源,企业类型,规模,园区,人事联系人,首次参保日期,六个月内计划用工人数,特殊工时,已建工会,合同订立方式,法人曾任职单位,服务语言";
        const string row = "91440300MA5000102C,深圳市新六号有限公司,软件,龙华区,2026-02-01,30,民治街道1号,李某,13800138000,否,否";
        var sheet = string.Join(
            "\r\n",
            columns,
            row + ",首次用工,有限责任公司,小型,银星科技园,周某,2026-02-05,60,否,否,电子,深圳市旧一号有限公司,英语",
            row.Replace("91440300MA5000102C", "91440300MA50001107", StringComparison.Ordinal) + ",抽签,,特大,,,,,,,口头,,"
        );

        var taken = await HostFixture.ReadAsync(await office.PostAsync(Address + "/import", Form(sheet)), HttpStatusCode.OK);

        taken[0].GetProperty("outcome").GetString().ShouldBe("taken");
        Fields(taken[1]).ShouldBe(["trigger", "scale", "contractMethod"], ignoreOrder: true);
        var number = taken[0].GetProperty("caseNumber").GetString()!;
        var file = (await ListedAsync(office, number)).GetProperty("items")[0];
        (file.GetProperty("trigger").GetString(), file.GetProperty("scale").GetString()).ShouldBe(("first-hire", "small"));
        (file.GetProperty("park").GetString(), file.GetProperty("contractMethod").GetString()).ShouldBe(("银星科技园", "electronic"));
        (file.GetProperty("plannedHeadcount").GetInt32(), file.GetProperty("union").GetBoolean()).ShouldBe((60, false));
        file.GetProperty("previousCompanies").GetString().ShouldBe("深圳市旧一号有限公司");
        file.GetProperty("groupReason").GetString().ShouldBe("六个月内计划用工60人，达到50人");

        var changed = await HostFixture.ReadAsync(
            await office.PostAsJsonAsync(
                Address,
                new
                {
                    creditCode = "91440300MA5000102C",
                    name = "深圳市新六号有限公司",
                    industry = "软件",
                    district = "440309",
                    registeredOn = "2026-02-01",
                    headcount = 30,
                    trigger = "representative-change",
                    legalRepresentative = "赵某",
                    representativeOwedWages = true,
                }
            ),
            HttpStatusCode.OK
        );
        (changed.GetProperty("outcome").GetString(), changed.GetProperty("caseNumber").GetString()).ShouldBe(("changed", number));
        file = (await ListedAsync(office, number)).GetProperty("items")[0];
        file.GetProperty("groupReason").GetString()!.ShouldContain("曾拖欠工资");
        var history = await HostFixture.ReadAsync(
            await office.GetAsync($"/api/cases/{file.GetProperty("caseId").GetString()}/history"),
            HttpStatusCode.OK
        );
        history.GetRawText().ShouldContain("法定代表人由李某变更为赵某");

        var figures = await HostFixture.ReadAsync(await office.GetAsync(Address + "/statistics"), HttpStatusCode.OK);
        var unserved = figures.GetProperty("incidenceNotServed");
        unserved.GetProperty("employers").GetInt32().ShouldBeGreaterThanOrEqualTo(1);
        figures.GetProperty("triggers").GetProperty("first-hire").GetInt32().ShouldBe(1);
        var table = await office.GetStringAsync(Address + "/statistics.csv");
        table.ShouldContain("十二个月内争议发生率：未服务（%）");
    }

    [Fact]
    public async Task A_dispute_within_twelve_months_counts_for_its_employer_whether_it_was_served_or_not()
    {
        using var office = await host.SignInAsync("tripartite-officer");
        var application = Filing.Application.Sound();
        var employer = application["respondents"]![0]!["name"]!.GetValue<string>();
        var before = await NotServedAsync(office);
        await HostFixture.ReadAsync(
            await office.PostAsJsonAsync(
                Address,
                new
                {
                    creditCode = "91440300MA50001294",
                    name = employer,
                    industry = "软件",
                    district = "440309",
                    registeredOn = "2026-02-20",
                    headcount = 12,
                }
            ),
            HttpStatusCode.OK
        );
        using var dispute = await Dispute.FileAsync(host, application);

        var after = await NotServedAsync(office);

        after.GetProperty("employers").GetInt32().ShouldBe(before.GetProperty("employers").GetInt32() + 1);
        after.GetProperty("withDispute").GetInt32().ShouldBe(before.GetProperty("withDispute").GetInt32() + 1);
        after.GetProperty("disputes").GetInt32().ShouldBeGreaterThan(before.GetProperty("disputes").GetInt32());
        after.GetProperty("complete").GetInt32().ShouldBe(0, "no file is a year old");
    }

    private static async Task<System.Text.Json.JsonElement> NotServedAsync(HttpClient office) =>
        (await HostFixture.ReadAsync(await office.GetAsync(Address + "/statistics"), HttpStatusCode.OK)).GetProperty("incidenceNotServed");

    private static async Task<System.Text.Json.JsonElement> ListedAsync(HttpClient office, string number) =>
        await HostFixture.ReadAsync(await office.GetAsync($"{Address}?q={Uri.EscapeDataString(number)}"), HttpStatusCode.OK);

    [Fact]
    public async Task A_wrong_employer_opens_no_file_and_only_the_offices_of_the_service_send_the_feed()
    {
        using var office = await host.SignInAsync("tripartite-officer");
        var before = await host.CountRowsAsync();

        var problem = await HostFixture.ReadAsync(
            await office.PostAsJsonAsync(Address, Employer("91440300MA5000014Y", headcount: -1)),
            HttpStatusCode.BadRequest
        );

        Fields(problem).ShouldBe(["creditCode", "headcount"], ignoreOrder: true);
        (await host.CountRowsAsync()).ShouldBe(before);
        foreach (var other in new[] { "arbitrator", "auditor", "employer" })
        {
            using var client = await host.SignInAsync(other);
            (await client.PostAsJsonAsync(Address, Employer("91440300MA5000030K"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        using var stranger = host.Anonymous();
        (await stranger.PostAsJsonAsync(Address, Employer("91440300MA5000030K"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static IEnumerable<string?> Fields(System.Text.Json.JsonElement refused) =>
        refused.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString());

    private static MultipartFormDataContent Form(string sheet)
    {
        var part = new ByteArrayContent(Encoding.UTF8.GetBytes(sheet));
        part.Headers.ContentType = new("text/csv");
        return new MultipartFormDataContent { { part, "sheet", "enterprises.csv" } };
    }
}
