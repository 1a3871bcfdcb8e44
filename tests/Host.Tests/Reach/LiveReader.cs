using System.Text;

namespace LaborFlow.Host.Tests.Reach;

/// <summary>Reads the stream of changes as a page does.</summary>
internal sealed class LiveReader(HttpResponseMessage answer, Stream stream) : IDisposable
{
    private readonly StringBuilder heard = new();
    private readonly byte[] buffer = new byte[4096];

    public string Text => heard.ToString();

    public static async Task<LiveReader> OpenAsync(HttpClient client)
    {
        var answer = await client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        return new LiveReader(answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>Reads on until the text was heard, after what was heard before.</summary>
    public async Task ReadUntilAsync(string text, int after = 0)
    {
        while (Text.IndexOf(text, after, StringComparison.OrdinalIgnoreCase) < 0)
            (await ReadAsync()).ShouldBeGreaterThan(0, "the stream ended before " + text);
    }

    public async Task ReadToEndAsync()
    {
        while (await ReadAsync() > 0) { }
    }

    public void Dispose() => answer.Dispose();

    private async Task<int> ReadAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var count = await stream.ReadAsync(buffer, patience.Token);
        heard.Append(Encoding.UTF8.GetString(buffer, 0, count));
        return count;
    }
}
