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
            { "/elsa/api/workflow-definitions", Published("Delay", "timeSpan", "-01:00:00"), "'wait' is negative" },
            { "/elsa/api/workflow-definitions", Published("Cron", "cronExpression", "0 0 0 30 2 *"), "'wait' never fires" },
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

    private static string Published(string type, string input, string value) =>
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
