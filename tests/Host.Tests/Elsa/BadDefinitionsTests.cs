using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace LaborFlow.Host.Tests.Elsa;

/// <summary>What is no definition, or could not work, is refused over Elsa's API with the place, and nothing is stored.</summary>
public sealed class BadDefinitionsTests(CounterHost host) : IClassFixture<CounterHost>
{
    public static TheoryData<string, string, string> Refused =>
        new()
        {
            { "/elsa/api/workflow-definitions/import", """{"definitionId":"bad","root":""", "" },
            { "/elsa/api/workflow-definitions/import", """{"definitionId":"bad","name":"bad"}""", "root" },
            {
                "/elsa/api/workflow-definitions/import",
                """{"definitionId":"bad","root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"a"}]}}""",
                "'a' has no type"
            },
            {
                "/elsa/api/workflow-definitions/import",
                """{"definitionId":"bad","root":{"id":"s","type":"Elsa.Sequence","activities":"none"}}""",
                "'s', member 'activities'"
            },
            {
                "/elsa/api/workflow-definitions/import",
                """{"definitionId":"bad","root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"a","type":"Elsa.Start"},5]}}""",
                "'s', member 'activities'"
            },
            { "/elsa/api/workflow-definitions/import", """{"definitionId":"bad","root":{"id":"s","type":5}}""", "'s' has no type" },
            {
                "/elsa/api/workflow-definitions/import",
                """{"definitionId":"bad","root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"a","type":"Elsa.Start","id":"b"}]}}""",
                "root.activities.id"
            },
            { "/elsa/api/workflow-definitions/import", Deep(100), "json.too-deep" },
            { "/elsa/api/workflow-definitions", Published("Delay", "timeSpan", "-01:00:00"), "'wait' is negative" },
            { "/elsa/api/workflow-definitions", Published("Cron", "cronExpression", "0 0 0 30 2 *"), "'wait' never fires" },
            { "/elsa/api/workflow-definitions", Published("Cron", "cronExpression", "0 0 0 30 2 *", starts: true), "'wait' never fires" },
            { "/elsa/api/workflow-definitions", Published("Cron", "cronExpression", "soon", starts: true), "\"activityId\":\"wait\"" },
            { "/elsa/api/workflow-definitions", Published("Timer", "interval", "-00:01:00", starts: true), "'wait' is negative" },
            { "/elsa/api/workflow-definitions", Published("NoSuchThing", "text", "x"), "'wait' has the unknown type" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task It_is_refused_with_the_place_and_nothing_is_stored(string path, string body, string place)
    {
        using var administrator = await AdministratorAsync();
        var before = await host.CountRowsAsync();
        var response = await administrator.PostAsync(
            new Uri(path, UriKind.Relative),
            new StringContent(body, Encoding.UTF8, "application/json")
        );
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Replace("\\u0027", "'", StringComparison.Ordinal).ShouldContain(place);
        (await host.CountRowsAsync())["workflow_definitions"].ShouldBe(before["workflow_definitions"]);
    }

    [Fact]
    public async Task A_million_activities_are_refused()
    {
        using var administrator = await AdministratorAsync();
        var many = new StringBuilder("""{"definitionId":"bad","root":{"id":"s","type":"Elsa.Sequence","activities":[""");
        many.Insert(many.Length, "{\"type\":\"A\"},", 500_000).Append("{\"type\":\"A\"}]}}");
        var before = await host.CountRowsAsync();
        var response = await administrator.PostAsync(
            new Uri("/elsa/api/workflow-definitions/import", UriKind.Relative),
            new StringContent(many.ToString(), Encoding.UTF8, "application/json")
        );
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("20000");
        (await host.CountRowsAsync())["workflow_definitions"].ShouldBe(before["workflow_definitions"]);
    }

    [Fact]
    public async Task Warnings_come_with_the_answer_in_both_languages_and_do_not_block()
    {
        using var administrator = await AdministratorAsync();
        var model = """
            {"model":{"definitionId":"warned","name":"warned","root":{"id":"f","type":"Elsa.Flowchart",
              "activities":[{"id":"go","type":"Elsa.Start"},{"id":"lost","type":"Elsa.WriteLine"}],"connections":[]}},"publish":true}
            """;
        var response = await administrator.PostAsync(
            new Uri("/elsa/api/workflow-definitions", UriKind.Relative),
            new StringContent(model, Encoding.UTF8, "application/json")
        );
        var answer = await HostFixture.ReadAsync(response, HttpStatusCode.OK);
        answer.GetProperty("workflowDefinition").GetProperty("isPublished").GetBoolean().ShouldBeTrue();
        var check = answer.GetProperty("checks").EnumerateArray().ShouldHaveSingleItem();
        check.GetProperty("activityId").GetString().ShouldBe("lost");
        check.GetProperty("severity").GetString().ShouldBe("warning");
        check.GetProperty("zh").GetString().ShouldBe("从起点到不了环节“lost”。");
    }

    [Fact]
    public async Task A_million_activities_get_an_answer_though_they_are_more_than_the_address_takes()
    {
        using var administrator = await AdministratorAsync();
        var many = new StringBuilder("""{"definitionId":"bad","root":{"id":"s","type":"Elsa.Sequence","activities":[""");
        many.Insert(many.Length, "{\"id\":\"a\",\"type\":\"Elsa.Start\"},", 1_000_000).Append("{\"type\":\"A\"}]}}");
        var response = await administrator.PostAsync(
            new Uri("/elsa/api/workflow-definitions/import", UriKind.Relative),
            new StringContent(many.ToString(), Encoding.UTF8, "application/json")
        );
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync()).ShouldContain("8 MB");
    }

    [Fact]
    public async Task Definitions_that_use_each_other_in_a_circle_are_refused_and_stay_as_they_were()
    {
        using var administrator = await AdministratorAsync();
        await SaveAsync(administrator, "CircleA", "Elsa.Sequence", HttpStatusCode.OK);
        await SaveAsync(administrator, "CircleB", "CircleA", HttpStatusCode.OK);
        var before = await host.CountRowsAsync();
        var refused = await SaveAsync(administrator, "CircleA", "CircleB", HttpStatusCode.BadRequest);
        refused.ShouldContain("'CircleA' contains itself (activity 'x')");
        (await host.CountRowsAsync())["workflow_definitions"].ShouldBe(before["workflow_definitions"]);
    }

    private static async Task<string> SaveAsync(HttpClient client, string id, string type, HttpStatusCode expected)
    {
        var model = new
        {
            definitionId = id,
            name = id,
            options = new { usableAsActivity = true },
            root = new { id = "x", type },
        };
        var response = await client.PostAsJsonAsync("/elsa/api/workflow-definitions", new { model, publish = true });
        response.StatusCode.ShouldBe(expected);
        return (await response.Content.ReadAsStringAsync()).Replace("\\u0027", "'", StringComparison.Ordinal);
    }

    private static string Deep(int levels) =>
        "{\"definitionId\":\"bad\",\"root\":"
        + string.Concat(Enumerable.Repeat("{\"id\":\"s\",\"type\":\"Elsa.Sequence\",\"activities\":[", levels))
        + string.Concat(Enumerable.Repeat("]}", levels))
        + "}";

    private static string Published(string type, string input, string value, bool starts = false) =>
        JsonSerializer.Serialize(
            new
            {
                model = new
                {
                    definitionId = "bad",
                    name = "bad",
                    root = new Dictionary<string, object>
                    {
                        ["id"] = "wait",
                        ["type"] = "Elsa." + type,
                        ["customProperties"] = new { canStartWorkflow = starts },
                        [input] = new { typeName = "String", expression = new { type = "Literal", value } },
                    },
                },
                publish = true,
            }
        );

    private async Task<HttpClient> AdministratorAsync()
    {
        var client = host.Anonymous();
        using var response = await client.PostAsJsonAsync(
            "/api/auth/token",
            new { userName = "administrator", password = HostFixture.Password }
        );
        var token = (await HostFixture.ReadAsync(response, HttpStatusCode.OK)).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
