using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LaborFlow.Host.Tests.Filing;

public sealed class FilingTests(HostFixture host) : IClassFixture<HostFixture>
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. new byte[100]];

    [Fact]
    public async Task A_worker_files_with_evidence_and_follows_the_case_with_the_query_code()
    {
        using var client = host.Anonymous();
        using var form = Form(Application.Sound().ToJsonString(), ("工资单.pdf", Pdf));

        var filed = await HostFixture.ReadAsync(await client.PostAsync("/api/public/disputes", form), HttpStatusCode.Created);
        var number = filed.GetProperty("caseNumber").GetString()!;
        number.ShouldStartWith("深龙华劳人调案〔2026〕");
        filed.GetProperty("stage").GetProperty("code").GetString().ShouldBe("received");

        client.DefaultRequestHeaders.Add("X-Query-Code", filed.GetProperty("queryCode").GetString());
        var followed = await HostFixture.ReadAsync(
            await client.GetAsync("/api/public/cases/" + Uri.EscapeDataString(number)),
            HttpStatusCode.OK
        );
        followed.GetProperty("parties")[0].GetProperty("name").GetString().ShouldBe("陈静");
        followed.GetProperty("claims")[0].GetProperty("amount").GetDecimal().ShouldBe(13000m);
        followed.GetProperty("timeline").GetArrayLength().ShouldBeGreaterThan(0);
        followed.ToString().ShouldNotContain("11010519491231002X");
    }

    [Fact]
    public async Task An_officer_finds_the_case_and_downloads_its_evidence_as_a_file_that_cannot_run()
    {
        using var stranger = host.Anonymous();
        using var form = Form(Application.Sound().ToJsonString(), ("工资单.pdf", Pdf));
        var number = (await HostFixture.ReadAsync(await stranger.PostAsync("/api/public/disputes", form), HttpStatusCode.Created))
            .GetProperty("caseNumber")
            .GetString()!;

        using var clerk = await host.SignInAsync("window-clerk");
        var list = await HostFixture.ReadAsync(await clerk.GetAsync("/api/cases?q=" + Uri.EscapeDataString(number)), HttpStatusCode.OK);
        list.GetProperty("total").GetInt32().ShouldBe(1);
        var id = list.GetProperty("items")[0].GetProperty("id").GetString();
        var page = await HostFixture.ReadAsync(await clerk.GetAsync($"/api/cases/{id}"), HttpStatusCode.OK);
        page.GetProperty("applicants")[0].GetProperty("idNumber").GetString().ShouldBe("110************02X");
        var file = page.GetProperty("evidence")[0].GetProperty("id").GetString();

        var download = await clerk.GetAsync($"/api/cases/{id}/files/{file}");
        download.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await download.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf);
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        download.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        download.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);

        (await HostFixture.ReadAsync(await clerk.GetAsync($"/api/cases/{id}/history"), HttpStatusCode.OK))
            .GetArrayLength()
            .ShouldBeGreaterThan(0);
        await HostFixture.ReadAsync(await clerk.GetAsync("/api/dashboard"), HttpStatusCode.OK);
        await HostFixture.ReadAsync(await clerk.GetAsync("/api/tasks?view=all&light=red"), HttpStatusCode.OK);
        await HostFixture.ReadAsync(
            await clerk.GetAsync("/api/cases?light=green&from=2026-01-01&to=2026-12-31&cause=unpaid-wages"),
            HttpStatusCode.OK
        );
        (await stranger.GetAsync($"/api/cases/{id}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_wrong_query_code_and_an_unknown_number_look_alike_and_guessing_is_slowed_after_five_tries()
    {
        using var client = host.Anonymous();
        var filed = await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/api/public/disputes", Application.Sound()),
            HttpStatusCode.Created
        );
        var address = "/api/public/cases/" + Uri.EscapeDataString(filed.GetProperty("caseNumber").GetString()!);
        client.DefaultRequestHeaders.Add("X-Query-Code", "AAAA-BBBB-CCCC");

        var before = await host.CountRowsAsync();
        var unknown = await HostFixture.ReadAsync(await client.GetAsync("/api/public/cases/none"), HttpStatusCode.NotFound);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var wrong = await HostFixture.ReadAsync(await client.GetAsync(address), HttpStatusCode.NotFound);
            wrong.GetProperty("code").GetString().ShouldBe(unknown.GetProperty("code").GetString());
            wrong.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("queryCode");
        }
        using var slowed = await client.GetAsync(address);
        slowed.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        var waits = await HostFixture.ReadAsync(slowed, HttpStatusCode.TooManyRequests);
        waits.GetProperty("code").GetString().ShouldBe("rate.limited");
        waits.GetProperty("retryAfterSeconds").GetInt32().ShouldBe(1);
        waits.GetProperty("messages").GetProperty("zh").GetString()!.ShouldContain("1 秒");
        (await host.CountRowsAsync()).ShouldBe(before);

        host.Clock.Advance(TimeSpan.FromMinutes(16));
        client.DefaultRequestHeaders.Remove("X-Query-Code");
        client.DefaultRequestHeaders.Add("X-Query-Code", filed.GetProperty("queryCode").GetString());
        await HostFixture.ReadAsync(await client.GetAsync(address), HttpStatusCode.OK);
    }

    public static TheoryData<string, string, string> BadInputs() =>
        new()
        {
            { "applicant.name", "\"" + new string('长', 101) + "\"", "too-long" },
            { "applicant.name", "null", "required" },
            { "employment.monthlyWage", "\"6500\"", "field.wrong-type" },
            { "employment.monthlyWage", "-1", "not-positive" },
            { "employment.endedOn", "\"2020-01-01\"", "contradictory" },
            { "employment.startedOn", "\"2026-02-30\"", "field.wrong-type" },
            { "claims[0].cause", "\"no-such-cause\"", "unknown-code" },
            { "claims[0].amount", "null", "required" },
            { "claims", "[]", "required" },
            { "district", "\"110101\"", "unknown-code" },
            { "applicant.idNumber", "\"110105194912310021\"", "invalid-number" },
            { "respondents[0].creditCode", "\"91440300MA5F0000XX\"", "invalid-number" },
            { "respondents[0].creditCode", "\"914403001922038211\"", "invalid-number" },
            { "colour", "\"red\"", "field.unknown" },
        };

    [Theory]
    [MemberData(nameof(BadInputs))]
    public async Task A_bad_field_is_named_and_nothing_is_saved(string field, string value, string code)
    {
        using var client = host.Anonymous();
        var before = await host.CountRowsAsync();

        var problem = await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/api/public/disputes", Spoil(field, value)),
            HttpStatusCode.BadRequest
        );

        var error = problem.GetProperty("errors").EnumerateArray().First(candidate => candidate.GetProperty("field").GetString() == field);
        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("zh").GetString().ShouldNotBeNullOrEmpty();
        error.GetProperty("en").GetString().ShouldNotBeNullOrEmpty();
        // A number says which check it fails and that it is to be compared with the document.
        if (code == "invalid-number")
            error.GetProperty("zh").GetString()!.ShouldContain("请核对");
        (await host.CountRowsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Json_that_is_cut_off_is_refused_and_nothing_is_saved()
    {
        using var client = host.Anonymous();
        var before = await host.CountRowsAsync();
        using var content = new StringContent(Application.Sound().ToJsonString()[..200], Encoding.UTF8, "application/json");

        var problem = await HostFixture.ReadAsync(await client.PostAsync("/api/public/disputes", content), HttpStatusCode.BadRequest);

        problem.GetProperty("code").GetString().ShouldBe("json.invalid");
        (await host.CountRowsAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("virus.exe", 10, "forbidden-type")]
    [InlineData("假.pdf", 10, "content-mismatch")]
    [InlineData("大.pdf", (20 * 1024 * 1024) + 1, "too-large")]
    [InlineData("空.pdf", 0, "empty")]
    public async Task A_file_that_is_not_accepted_refuses_the_whole_application(string name, int size, string code)
    {
        using var client = host.Anonymous();
        var before = await host.CountRowsAsync();
        var content = new byte[size];
        if (name.StartsWith('大'))
            "%PDF-1.7"u8.CopyTo(content);
        using var form = Form(Application.Sound().ToJsonString(), ("好.pdf", Pdf), (name, content));

        var problem = await HostFixture.ReadAsync(await client.PostAsync("/api/public/disputes", form), HttpStatusCode.BadRequest);

        var error = problem.GetProperty("errors")[0];
        error.GetProperty("field").GetString().ShouldBe("files[1]");
        error.GetProperty("code").GetString().ShouldBe(code);
        (await host.CountRowsAsync()).ShouldBe(before);
    }

    private static JsonObject Spoil(string field, string value)
    {
        var application = Application.Sound();
        var parts = field.Replace("[0]", ".0", StringComparison.Ordinal).Split('.');
        JsonNode at = application;
        foreach (var part in parts[..^1])
            at = at is JsonArray array ? array[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : at[part]!;
        at[parts[^1]] = JsonNode.Parse(value);
        return application;
    }

    private static MultipartFormDataContent Form(string? application, params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        if (application is not null)
            form.Add(new StringContent(application, Encoding.UTF8, "application/json"), "application");
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part, "files", name);
        }
        return form;
    }
}
