using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LaborFlow.Host.Tests.Elsa;

/// <summary>Instances are paged by key over the API: each page follows the last instance of the one before.</summary>
public sealed class DeepPagesTests(CounterHost host) : IClassFixture<CounterHost>
{
    [Fact]
    public async Task Pages_that_follow_an_instance_give_every_instance_once_and_in_order()
    {
        using var client = await host.BearAsync("administrator");
        var model = new
        {
            definitionId = "paged",
            name = "paged",
            root = new { id = "line", type = "Elsa.WriteLine" },
        };
        await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/elsa/api/workflow-definitions", new { model, publish = true }),
            HttpStatusCode.OK
        );
        for (var n = 0; n < 7; n++)
        {
            await HostFixture.ReadAsync(
                await client.PostAsJsonAsync("/elsa/api/workflow-definitions/paged/execute", new { }),
                HttpStatusCode.OK
            );
        }

        var all = Ids(await PageAsync(client, null, 100));
        var paged = new List<string>();
        for (string? after = null; ; after = paged[^1])
        {
            var page = await PageAsync(client, after, 3);
            page.GetProperty("totalCount").ValueKind.ShouldBe(after is null ? JsonValueKind.Number : JsonValueKind.Null);
            if (Ids(page) is not { Count: > 0 } ids)
            {
                break;
            }

            paged.AddRange(ids);
        }

        all.Count.ShouldBe(7);
        paged.ShouldBe(all);
    }

    private static List<string> Ids(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    private static async Task<JsonElement> PageAsync(HttpClient client, string? afterId, int pageSize) =>
        await HostFixture.ReadAsync(
            await client.PostAsJsonAsync(
                "/elsa/api/workflow-instances",
                new
                {
                    definitionIds = new[] { "paged" },
                    afterId,
                    pageSize,
                }
            ),
            HttpStatusCode.OK
        );
}
