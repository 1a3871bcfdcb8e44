using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Host.Tests.Elsa;

namespace LaborFlow.Host.Tests.Publishing;

/// <summary>Running cases are altered after a dry run and by two people; where approval is switched off, at once.</summary>
public sealed class AlterationTests(HostFixture host, CounterHost trial) : IClassFixture<HostFixture>, IClassFixture<CounterHost>
{
    [Fact]
    public async Task Running_cases_move_to_the_new_version_after_a_dry_run_and_a_second_administrators_approval()
    {
        using var first = await host.BearAsync("administrator");
        using var second = await host.BearAsync("administrator2");
        await PublishAsync(first, second, "alter-move", Waiting("E"));
        var old = await StartAsync(first, "alter-move");
        await PublishAsync(first, second, "alter-move", Waiting("E", "After"));
        var young = await StartAsync(first, "alter-move");

        var tried = await PostAsync(first, "/api/procedures/alter-move/migrations/dry-run", new { });

        tried.GetProperty("toVersion").GetInt32().ShouldBe(2);
        Ids(tried.GetProperty("canMove")).ShouldBe([old], $"{young} is on the new version already");
        tried.GetProperty("cannotMove").GetArrayLength().ShouldBe(0);
        (await VersionAsync(first, old)).ShouldBe(1, "a dry run changes nothing");

        await RefusedAsync(
            await first.PostAsJsonAsync("/api/procedures/alter-move/migrations", new { toVersion = 2 }),
            HttpStatusCode.BadRequest
        );
        var wording = new
        {
            toVersion = 2,
            note = "补正送达环节",
            legalBasis = "办案规则第二十条",
        };
        var proposal = await PostAsync(first, "/api/procedures/alter-move/migrations", wording, HttpStatusCode.Created);
        var address = "/api/procedures/migrations/" + proposal.GetProperty("id").GetString();
        (await VersionAsync(first, old)).ShouldBe(1, "it waits for approval");
        await RefusedAsync(await first.PostAsJsonAsync(address + "/approve", new { }), HttpStatusCode.Forbidden);

        var approved = await PostAsync(second, address + "/approve", new { });

        approved.GetProperty("outcome")[0].GetProperty("applied").GetBoolean().ShouldBeTrue();
        (await VersionAsync(first, old)).ShouldBe(2);
        var listed = await HostFixture.ReadAsync(
            await first.GetAsync("/api/procedures/migrations?definitionId=alter-move"),
            HttpStatusCode.OK
        );
        listed.GetProperty("items")[0].GetProperty("state").GetString().ShouldBe("approved");
    }

    [Fact]
    public async Task A_case_whose_step_the_new_version_lacks_stays_and_the_dry_run_says_why()
    {
        using var first = await host.BearAsync("administrator");
        using var second = await host.BearAsync("administrator2");
        await PublishAsync(first, second, "alter-stay", Waiting("E"));
        var instance = await StartAsync(first, "alter-stay");
        await PublishAsync(first, second, "alter-stay", Waiting("Other"));

        var tried = await PostAsync(first, "/api/procedures/alter-stay/migrations/dry-run", new { toVersion = 2 });

        Ids(tried.GetProperty("cannotMove")).ShouldBe([instance]);
        tried.GetProperty("cannotMove")[0].GetProperty("problems")[0].GetProperty("activityId").GetString().ShouldBe("E");
    }

    [Fact]
    public async Task Elsas_plans_wait_for_the_second_administrator_too()
    {
        using var first = await host.BearAsync("administrator");
        using var second = await host.BearAsync("administrator2");
        await PublishAsync(first, second, "alter-plan", Waiting("E"));
        var instance = await StartAsync(first, "alter-plan");
        var plan = new
        {
            alterations = new object[]
            {
                new
                {
                    type = "ModifyVariable",
                    variableId = "amount",
                    value = 12,
                },
            },
            filter = new { workflowInstanceIds = new[] { instance } },
        };
        var found = await PostAsync(first, "/elsa/api/alterations/dry-run", new { workflowInstanceIds = new[] { instance } });
        found.GetProperty("workflowInstanceIds")[0].GetString().ShouldBe(instance);

        var id = (await PostAsync(first, "/elsa/api/alterations/submit", plan)).GetProperty("planId").GetString();

        var read = await HostFixture.ReadAsync(await first.GetAsync("/elsa/api/alterations/" + id), HttpStatusCode.OK);
        read.GetProperty("plan").GetProperty("status").GetString().ShouldBe("Pending");
        await HostFixture.ReadAsync(
            await first.PutAsJsonAsync("/api/procedures/migrations/" + id, new { note = "更正金额", legalBasis = "办案规则" }),
            HttpStatusCode.OK
        );
        await PostAsync(second, $"/api/procedures/migrations/{id}/approve", new { });
        read = await HostFixture.ReadAsync(await first.GetAsync("/elsa/api/alterations/" + id), HttpStatusCode.OK);
        read.GetProperty("plan").GetProperty("status").GetString().ShouldBe("Completed");
        read.GetProperty("jobs")[0].GetProperty("workflowInstanceId").GetString().ShouldBe(instance);
        (await AmountAsync(first, instance)).ShouldBe(12);
    }

    [Fact]
    public async Task Variables_are_set_at_once_where_no_approval_is_needed_and_never_to_what_does_not_fit()
    {
        using var client = await trial.BearAsync("administrator");
        await SaveAsync(client, "alter-variable", Waiting("E"), publish: true);
        var instance = await StartAsync(client, "alter-variable");
        var address = $"/elsa/api/workflow-instances/{instance}/variables";

        await PostAsync(client, address, new { variables = new object[] { new { id = "amount", value = 7 } } });
        (await AmountAsync(client, instance)).ShouldBe(7);

        await RefusedAsync(
            await client.PostAsJsonAsync(address, new { variables = new object[] { new { id = "amount", value = "abc" } } }),
            HttpStatusCode.UnprocessableEntity
        );
        await RefusedAsync(
            await client.PostAsJsonAsync(address, new { variables = new object[] { new { id = "none", value = 1 } } }),
            HttpStatusCode.UnprocessableEntity
        );
        (await AmountAsync(client, instance)).ShouldBe(7);
        var run = await PostAsync(
            client,
            "/elsa/api/alterations/run",
            new { alterations = new object[] { new { type = "Cancel" } }, workflowInstanceIds = new[] { instance } }
        );
        run.GetProperty("results")[0].GetProperty("isSuccessful").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("mediator")]
    public async Task Only_administrators_alter(string user)
    {
        using var client = await host.BearAsync(user);
        foreach (var path in new[] { "/elsa/api/alterations/submit", "/elsa/api/alterations/run", "/api/procedures/x/migrations" })
            (await client.PostAsJsonAsync(path, new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
    }

    private static JsonObject Waiting(params string[] events)
    {
        var activities = new JsonArray([
            .. events.Select(id =>
                (JsonNode)
                    new JsonObject
                    {
                        ["id"] = id,
                        ["type"] = "Elsa.Event",
                        ["version"] = 1,
                        ["eventName"] = new JsonObject
                        {
                            ["typeName"] = "String",
                            ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "alter-" + id },
                        },
                    }
            ),
        ]);
        return new JsonObject
        {
            ["variables"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "amount",
                    ["name"] = "Amount",
                    ["typeName"] = "Int64",
                    ["value"] = "1",
                }
            ),
            ["root"] = new JsonObject
            {
                ["id"] = "S",
                ["type"] = "Elsa.Sequence",
                ["version"] = 1,
                ["activities"] = activities,
            },
        };
    }

    [Fact]
    public async Task One_instance_is_altered_from_the_viewer_after_a_dry_run_with_a_reason_and_by_two_people_and_auditors_only_look()
    {
        using var first = await host.BearAsync("administrator");
        using var second = await host.BearAsync("administrator2");
        using var auditor = await host.BearAsync("auditor");
        await PublishAsync(first, second, "alter-one", Waiting("E"));
        var instance = await StartAsync(first, "alter-one");
        var path = $"/api/procedures/instances/{instance}/alterations";
        var change = new
        {
            alterations = new[]
            {
                new
                {
                    type = "ModifyVariable",
                    variableId = "amount",
                    value = 7,
                },
            },
            note = "录入有误",
            legalBasis = "办案规则第二十条",
        };

        foreach (var command in new[] { path, path + "/dry-run" })
            await RefusedAsync(await auditor.PostAsJsonAsync(command, change), HttpStatusCode.Forbidden);
        foreach (var part in new[] { "", "/variables", "/journal", "/execution-state" })
            (await auditor.GetAsync($"/elsa/api/workflow-instances/{instance}{part}")).StatusCode.ShouldBe(HttpStatusCode.OK, part);

        (await PostAsync(first, path + "/dry-run", change)).GetProperty("problems").GetArrayLength().ShouldBe(0);
        (await AmountAsync(first, instance)).ShouldBe(1, "a dry run changes nothing");
        await RefusedAsync(await first.PostAsJsonAsync(path, new { change.alterations }), HttpStatusCode.BadRequest);
        var impossible = new
        {
            alterations = new[]
            {
                new
                {
                    type = "ModifyVariable",
                    variableId = "none",
                    value = 7,
                },
            },
            note = "录入有误",
            legalBasis = "办案规则第二十条",
        };
        await RefusedAsync(await first.PostAsJsonAsync(path, impossible), HttpStatusCode.UnprocessableEntity);

        var proposal = await PostAsync(first, path, change, HttpStatusCode.Created);
        var address = "/api/procedures/migrations/" + proposal.GetProperty("id").GetString();
        (await AmountAsync(first, instance)).ShouldBe(1, "it waits for approval");
        await RefusedAsync(await first.PostAsJsonAsync(address + "/approve", new { }), HttpStatusCode.Forbidden);
        await PostAsync(second, address + "/approve", new { });
        (await AmountAsync(first, instance)).ShouldBe(7);
    }

    private static async Task PublishAsync(HttpClient first, HttpClient second, string id, JsonObject model)
    {
        await SaveAsync(first, id, model, publish: false);
        var request = new
        {
            definitionId = id,
            note = "修改",
            legalBasis = "办法第一条",
        };
        var proposal = await PostAsync(first, "/api/procedures/publications", request, HttpStatusCode.Created);
        await PostAsync(second, $"/api/procedures/publications/{proposal.GetProperty("id").GetString()}/approve", new { });
    }

    private static async Task SaveAsync(HttpClient client, string id, JsonObject model, bool publish)
    {
        model["definitionId"] = id;
        model["name"] = id;
        await PostAsync(client, "/elsa/api/workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = publish });
    }

    private static async Task<string> StartAsync(HttpClient client, string definitionId)
    {
        var answer = await client.PostAsJsonAsync($"/elsa/api/workflow-definitions/{definitionId}/execute", new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return answer.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }

    private static async Task<int> VersionAsync(HttpClient client, string instance) =>
        (await HostFixture.ReadAsync(await client.GetAsync("/elsa/api/workflow-instances/" + instance), HttpStatusCode.OK))
            .GetProperty("version")
            .GetInt32();

    private static async Task<long> AmountAsync(HttpClient client, string instance) =>
        (await HostFixture.ReadAsync(await client.GetAsync($"/elsa/api/workflow-instances/{instance}/variables"), HttpStatusCode.OK))
            .GetProperty("items")[0]
            .GetProperty("value")
            .GetInt64();

    private static IEnumerable<string?> Ids(JsonElement candidates) =>
        candidates.EnumerateArray().Select(candidate => candidate.GetProperty("instanceId").GetString());

    private static async Task<JsonElement> PostAsync(
        HttpClient client,
        string path,
        object body,
        HttpStatusCode expected = HttpStatusCode.OK
    ) => await HostFixture.ReadAsync(await client.PostAsJsonAsync(path, body), expected);

    private static async Task RefusedAsync(HttpResponseMessage answer, HttpStatusCode status) =>
        await HostFixture.ReadAsync(answer, status);
}
