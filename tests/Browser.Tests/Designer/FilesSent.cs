using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace LaborFlow.Browser.Tests.Designer;

/// <summary>The files, other than pages themselves, that a page was sent from now on: not what the API answered.</summary>
internal sealed class FilesSent
{
    private static readonly string[] Texts = ["text/", "javascript", "json", "svg", "wasm", "pack"];

    private readonly ConcurrentQueue<IResponse> answers = new();

    public FilesSent(IPage page) =>
        page.Response += (_, answer) =>
        {
            var path = new Uri(answer.Url).AbsolutePath;
            if (
                answer.Url.StartsWith("http", StringComparison.Ordinal)
                && answer.Request.ResourceType != "document"
                && !path.StartsWith("/api/", StringComparison.Ordinal)
                && !path.StartsWith("/elsa/", StringComparison.Ordinal)
            )
                answers.Enqueue(answer);
        };

    public int Count => answers.Count;

    /// <summary>Files that the browser may not keep for good, and texts and programs that came uncompressed.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        var faults = new List<string>();
        foreach (var answer in answers)
        {
            var headers = await answer.AllHeadersAsync();
            if (!headers.GetValueOrDefault("cache-control", "").Contains("immutable", StringComparison.Ordinal))
                faults.Add($"not immutable: {answer.Status} {answer.Url}");
            var kind = headers.GetValueOrDefault("content-type", "") + answer.Url[answer.Url.LastIndexOf('.')..];
            if (
                Texts.Any(text => kind.Contains(text, StringComparison.Ordinal))
                && headers.GetValueOrDefault("content-encoding", "") != "br"
            )
                faults.Add($"not compressed: {answer.Status} {answer.Url}");
        }
        return faults;
    }

    /// <summary>Files that a page asked the host for since it was opened, whether or not the browser had them already.</summary>
    public static Task<string[]> AskedOfTheHostAsync(IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            () => performance.getEntriesByType('resource')
              .filter(one => one.transferSize > 0 && !/^\/(api|elsa)\//.test(new URL(one.name).pathname))
              .map(one => `${one.transferSize} bytes of ${one.name}`)
            """
        );
}
