using System.Text.Json;
using Microsoft.Playwright;

namespace LaborFlow.Browser.Tests;

/// <summary>Somebody in front of a page, and what went wrong there: errors of scripts, blocked content, requests that left the host.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> faults = [];
    private static int visitors;

    /// <param name="context">The session.</param>
    /// <param name="page">The page.</param>
    /// <param name="host">The host; anything else is a fault.</param>
    /// <param name="strict">Any error of the console and any answer of 400 and more is a fault, too.</param>
    public Visitor(IBrowserContext context, IPage page, Uri host, bool strict = false)
    {
        this.context = context;
        Page = page;
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && (strict || message.Text.Contains("Content Security Policy", StringComparison.Ordinal)))
            {
                faults.Add(message.Text);
            }
        };
        page.Response += (_, response) =>
        {
            // Asking who is signed in is how a page finds out that nobody is.
            if (strict && response.Status >= 400 && !response.Url.EndsWith("/api/auth/me", StringComparison.Ordinal))
            {
                faults.Add($"{response.Status} {response.Request.Method} {response.Url}");
            }
        };
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" && address.Authority != host.Authority)
            {
                faults.Add($"left the host: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Faults seen so far; none is expected on any page.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>Where a test that fails leaves what it saw last.</summary>
    public async ValueTask DisposeAsync()
    {
        var number = Interlocked.Increment(ref visitors).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"last-{number}.png") });
        await context.DisposeAsync();
    }

    public async Task SignInAsync(string userName, string password = BrowserFixture.Password)
    {
        await Page.GetByLabel("用户名").FillAsync(userName);
        await Page.GetByLabel("密码").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
    }

    /// <summary>Keeps a picture of the whole page under artifacts/screenshots.</summary>
    public async Task ScreenshotAsync(string name)
    {
        var top = await Page.EvaluateAsync<double>("() => scrollY");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, name + ".png"), FullPage = true });
        // For such a picture Chromium scrolls the page, and on a busy machine takes that back only when a button is pressed next: between
        // pressing and letting go, so that the press would be lost.
        await Page.EvaluateAsync("top => scrollTo(scrollX, top)", top);
    }

    /// <summary>Keeps a picture, and demands that axe finds nothing serious on the page.</summary>
    public async Task LookAsync(string name)
    {
        await ScreenshotAsync(name);
        (await AccessibilityFaultsAsync()).ShouldBeEmpty(name);
    }

    /// <summary>What axe finds on the page against WCAG 2.1 A and AA.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityFaultsAsync()
    {
        await Page.EvaluateAsync(
            await File.ReadAllTextAsync(Path.Combine(Repository.Root, "node_modules", "axe-core", "axe.min.js")) + "; true"
        );
        var result = await Page.EvaluateAsync<JsonElement>(
            "() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'], resultTypes: ['violations'] })"
        );
        result.GetProperty("passes").GetArrayLength().ShouldBeGreaterThan(0);
        return
        [
            .. result
                .GetProperty("violations")
                .EnumerateArray()
                .Select(found => $"{found.GetProperty("id").GetString()}: {found.GetProperty("nodes")[0].GetProperty("html").GetString()}"),
        ];
    }

    /// <summary>How far the page is wider than the screen, in pixels.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
}
