using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LaborFlow.Host.Tests.Elsa;

/// <summary>An administrator's calls of Elsa's API, and waiting until the host has nothing left to do.</summary>
internal sealed class ElsaApi(HostFixture host, HttpClient client)
{
    private const int LargestPage = 200;

    // Messages of queues and timers that are due; what waits for its next try is not.
    private const string Unfinished = """
        SELECT (SELECT count(*) FROM outbox_messages WHERE attempts = 0)
             + (SELECT count(*) FROM workflow_bookmarks WHERE consumed_at IS NULL AND due_at <= @now)
        """;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    public async Task<(int Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, "/elsa/api" + path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        try
        {
            return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
        }
        catch (JsonException)
        {
            return ((int)response.StatusCode, null);
        }
    }

    /// <summary>The instances of definitions, oldest first.</summary>
    public async Task<List<string>> InstancesAsync(IReadOnlyList<string> definitionIds)
    {
        if (definitionIds.Count == 0)
            return [];
        var filter = new JsonObject
        {
            ["definitionIds"] = new JsonArray([.. definitionIds.Select(id => (JsonNode)id!)]),
            ["orderBy"] = "Created",
            ["orderDirection"] = "Ascending",
            ["page"] = 0,
            ["pageSize"] = LargestPage,
        };
        var (_, body) = await SendAsync(HttpMethod.Post, "/workflow-instances", filter);
        return [.. body!["items"]!.AsArray().Select(row => row!["id"]!.ToString())];
    }

    public async Task<JsonObject> InstanceAsync(string id) =>
        (await SendAsync(HttpMethod.Get, "/workflow-instances/" + id)).Body as JsonObject ?? [];

    public async Task<List<JsonObject>> JournalAsync(string id)
    {
        var records = new List<JsonObject>();
        for (var page = 0; ; page++)
        {
            var (_, body) = await SendAsync(HttpMethod.Get, $"/workflow-instances/{id}/journal?page={page}&pageSize=500");
            var items = body!["items"]!.AsArray();
            records.AddRange(items.Select(record => record!.AsObject()));
            if (items.Count == 0 || records.Count >= body["totalCount"]!.GetValue<int>())
                return records;
        }
    }

    /// <summary>Removes definitions with their instances.</summary>
    public async Task RemoveAsync(IReadOnlyList<string> definitionIds)
    {
        foreach (var id in definitionIds.Reverse())
        {
            foreach (var instance in await InstancesAsync([id]))
                await SendAsync(HttpMethod.Delete, "/workflow-instances/" + instance);
            await SendAsync(HttpMethod.Delete, "/workflow-definitions/" + Uri.EscapeDataString(id));
        }
    }

    /// <summary>Moves the host's clock and waits for what falls due.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        host.Clock.Advance(by);
        await SettleAsync();
    }

    /// <summary>Waits until no message is under way and no timer is due.</summary>
    public async Task SettleAsync()
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync();
        var time = host.Services.GetRequiredService<TimeProvider>();
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < _patience)
        {
            await using var count = new NpgsqlCommand(Unfinished, connection);
            count.Parameters.AddWithValue("now", time.GetUtcNow());
            if ((long)(await count.ExecuteScalarAsync())! == 0)
                return;
            // The sweep's pause is on the host's clock, which stands still: a notification ends it.
            await using var notify = new NpgsqlCommand($"NOTIFY {LaborFlow.Persistence.Workflows.WorkflowQueues.Channel}", connection);
            await notify.ExecuteNonQueryAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(4), TimeProvider.System);
        }
        throw new TimeoutException("The host's queues did not come to rest.");
    }
}
