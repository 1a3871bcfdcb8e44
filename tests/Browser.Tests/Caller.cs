using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LaborFlow.Browser.Tests;

/// <summary>Somebody who calls the API without a page, for what a test needs beside what it is about.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient client;

    private Caller(HttpClient client) => this.client = client;

    public static async Task<Caller> SignInAsync(Uri host, string userName, string password)
    {
        var caller = new Caller(new HttpClient { BaseAddress = host });
        var token = await caller.PostAsync("/api/auth/token", new JsonObject { ["userName"] = userName, ["password"] = password });
        caller.client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token["accessToken"]!.ToString());
        return caller;
    }

    public void Dispose() => client.Dispose();

    public async Task<JsonNode> GetAsync(string path) => await ReadAsync(await client.GetAsync(new Uri(path, UriKind.Relative)));

    public async Task<JsonNode> PostAsync(string path, JsonNode body) =>
        await ReadAsync(await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body));

    public async Task<JsonNode> PutAsync(string path, JsonNode body) =>
        await ReadAsync(await client.PutAsJsonAsync(new Uri(path, UriKind.Relative), body));

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            response.IsSuccessStatusCode.ShouldBeTrue($"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode} {text}");
            return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        }
    }
}
