using LaborFlow.Testing;
using Microsoft.Playwright;

// A page waits more than it works: two browsers, each with a host of its own, fill two cores; a third would only make all wait.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace LaborFlow.Browser.Tests;

/// <summary>The days of people share one host: starting one for each class would take longer than the tests.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    /// <summary>The collection.</summary>
    public const string Name = "browser";
}

/// <summary>The designer, what walks through every page and who comes to the front door share another host, beside the days of people.</summary>
[CollectionDefinition(Name)]
public sealed class EveryPageCollection : ICollectionFixture<BrowserFixture>
{
    /// <summary>The collection.</summary>
    public const string Name = "every page";
}

/// <summary>A host on a database of its own and a headless Chromium, shared by all tests.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>The password of every demo account.</summary>
    public const string Password = "LaborFlow-Demo-2026!";

    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private TestDatabase? database;
    private RunningHost? host;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("LABORFLOW_TEST_CHROMIUM") ?? "/usr/bin/chromium";
        if (!File.Exists(chromium))
        {
            throw new InvalidOperationException(
                "No browser to test with: apt-get install chromium fonts-noto-cjk, or set LABORFLOW_TEST_CHROMIUM to its path."
            );
        }

        database = await TestPostgres.CreateDatabaseAsync();
        host = await RunningHost.StartAsync(database.HostConnectionString, database.ConnectionString);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Flags });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    /// <summary>A page on the screen of an office computer, with a session of its own.</summary>
    internal Task<Visitor> OfficeAsync(bool strict = false) => VisitAsync(1366, 768, strict: strict);

    /// <summary>Somebody who calls the API without a page.</summary>
    internal Task<Caller> ApiAsync(string userName) => Caller.SignInAsync(host!.Address, userName, Password);

    /// <summary>A page on a phone, with a session of its own.</summary>
    internal Task<Visitor> PhoneAsync() => VisitAsync(390, 844);

    /// <summary>The same at an address with a name: browsers keep passkeys for names alone.</summary>
    internal Task<Visitor> OfficeByNameAsync() => VisitAsync(1366, 768, new UriBuilder(host!.Address) { Host = "localhost" }.Uri);

    private async Task<Visitor> VisitAsync(int width, int height, Uri? at = null, bool strict = false)
    {
        var address = at ?? host!.Address;
        var context = await browser!.NewContextAsync(
            new()
            {
                BaseURL = address.ToString(),
                Locale = "zh-CN",
                ViewportSize = new() { Width = width, Height = height },
            }
        );
        // Two cores may be busy with much else: patience costs nothing when all is well.
        context.SetDefaultTimeout(90_000);
        Assertions.SetDefaultExpectTimeout(90_000);
        return new Visitor(context, await context.NewPageAsync(), address, strict);
    }
}
