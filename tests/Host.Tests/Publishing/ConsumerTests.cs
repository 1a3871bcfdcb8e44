using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Host.Tests.Elsa;

namespace LaborFlow.Host.Tests.Publishing;

/// <summary>A definition that others use as an activity gets a new version; the designer asks for its consumers to follow.</summary>
public sealed class ConsumerTests(HostFixture approving, CounterHost immediate) : IClassFixture<HostFixture>, IClassFixture<CounterHost>
{
    [Fact]
    public async Task Where_publishing_needs_no_approval_consumers_are_published_anew()
    {
        using var client = await immediate.BearAsync("administrator");
        await SaveAsync(client, "NowInner", Line("first"), publish: true);
        await SaveAsync(client, "NowOuter", Uses("NowInner"), publish: true);
        await SaveAsync(client, "NowInner", Line("second"), publish: true);

        var updated = (await UpdateAsync(client, "NowInner")).ShouldHaveSingleItem();

        updated.GetProperty("definitionId").GetString().ShouldBe("NowOuter");
        updated.GetProperty("version").GetInt32().ShouldBe(2);
        updated.GetProperty("isPublished").GetBoolean().ShouldBeTrue();
        (await UpdateAsync(client, "NowInner")).ShouldBeEmpty("they are up to date");
    }

    [Fact]
    public async Task Where_it_needs_approval_each_published_consumer_is_proposed_and_drafts_just_follow()
    {
        using var first = await approving.BearAsync("administrator");
        using var second = await approving.BearAsync("administrator2");
        await SaveAsync(first, "LaterInner", Line("first"));
        await PublishAsync(first, second, "LaterInner");
        await SaveAsync(first, "LaterOuter", Uses("LaterInner"));
        await PublishAsync(first, second, "LaterOuter");
        await SaveAsync(first, "LaterDraft", Uses("LaterInner"));
        await SaveAsync(first, "LaterInner", Line("second"));
        await PublishAsync(first, second, "LaterInner");

        var updated = await UpdateAsync(first, "LaterInner");

        updated.Select(row => row.GetProperty("definitionId").GetString()).Order().ShouldBe(["LaterDraft", "LaterOuter"]);
        updated.ShouldAllBe(row => !row.GetProperty("isPublished").GetBoolean());
        (await GetAsync(first, "/api/procedures/publications?definitionId=LaterDraft")).GetProperty("total").GetInt32().ShouldBe(0);
        var waiting = (await GetAsync(first, "/api/procedures/publications?definitionId=LaterOuter&state=waiting"))
            .GetProperty("items")
            .EnumerateArray()
            .ShouldHaveSingleItem();
        waiting.GetProperty("note").GetString()!.ShouldContain("LaterInner");
        var published = await GetAsync(first, "/elsa/api/workflow-definitions/by-definition-id/LaterOuter?versionOptions=Published");
        published.GetProperty("version").GetInt32().ShouldBe(1, "the running procedure is the old one until a second person agrees");

        var id = waiting.GetProperty("id").GetString();
        await HostFixture.ReadAsync(
            await first.PutAsJsonAsync(
                "/api/procedures/publications/" + id,
                new { note = waiting.GetProperty("note").GetString(), legalBasis = "办法第一条" }
            ),
            HttpStatusCode.OK
        );
        await HostFixture.ReadAsync(await second.PostAsJsonAsync($"/api/procedures/publications/{id}/approve", new { }), HttpStatusCode.OK);
        published = await GetAsync(first, "/elsa/api/workflow-definitions/by-definition-id/LaterOuter?versionOptions=Published");
        published.GetProperty("version").GetInt32().ShouldBe(2);
    }

    private static async Task<IReadOnlyList<JsonElement>> UpdateAsync(HttpClient client, string definitionId)
    {
        var answer = await client.PostAsJsonAsync($"/elsa/api/workflow-definitions/{definitionId}/update-references", new { });
        return [.. (await HostFixture.ReadAsync(answer, HttpStatusCode.OK)).GetProperty("affectedWorkflows").EnumerateArray()];
    }

    private static async Task PublishAsync(HttpClient first, HttpClient second, string definitionId)
    {
        var proposed = await first.PostAsJsonAsync(
            "/api/procedures/publications",
            new
            {
                definitionId,
                note = "修改",
                legalBasis = "办法第一条",
            }
        );
        var id = (await HostFixture.ReadAsync(proposed, HttpStatusCode.Created)).GetProperty("id").GetString();
        await HostFixture.ReadAsync(await second.PostAsJsonAsync($"/api/procedures/publications/{id}/approve", new { }), HttpStatusCode.OK);
    }

    private static async Task SaveAsync(HttpClient client, string id, JsonObject activity, bool publish = false)
    {
        var model = new JsonObject
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["options"] = new JsonObject { ["usableAsActivity"] = true },
            ["root"] = new JsonObject
            {
                ["id"] = "Flowchart1",
                ["type"] = "Elsa.Flowchart",
                ["version"] = 1,
                ["activities"] = new JsonArray(activity),
                ["connections"] = new JsonArray(),
            },
        };
        await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = publish }),
            HttpStatusCode.OK
        );
    }

    private static JsonObject Uses(string definitionId) =>
        new()
        {
            ["id"] = "Used",
            ["type"] = definitionId,
            ["version"] = 1,
        };

    private static JsonObject Line(string text) =>
        new()
        {
            ["id"] = "A",
            ["type"] = "Elsa.WriteLine",
            ["version"] = 1,
            ["text"] = new JsonObject
            {
                ["typeName"] = "String",
                ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = text },
            },
        };

    private static async Task<JsonElement> GetAsync(HttpClient client, string path) =>
        await HostFixture.ReadAsync(await client.GetAsync(path), HttpStatusCode.OK);
}
