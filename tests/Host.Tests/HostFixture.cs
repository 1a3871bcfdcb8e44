using System.Net.Http.Json;
using System.Text.Json;
using LaborFlow.Host.Operations;
using LaborFlow.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LaborFlow.Host.Tests;

/// <summary>The real host on a real socket and a database of its own, with the demonstration's accounts and a clock that the test moves.</summary>
public class HostFixture : IAsyncLifetime
{
    public const string Password = "LaborFlow-Demo-2026!";

    private readonly string[] _settings;
    private TestDatabase? _database;
    private WebApplication? _app;

    public HostFixture() => _settings = [];

    /// <param name="settings">Settings of the host, as on its command line.</param>
    internal HostFixture(params string[] settings) => _settings = settings;

    /// <summary>The host goes by the machine's clock, and <see cref="Clock"/> moves nothing.</summary>
    internal bool RealTime { get; init; }

    /// <summary>The host is also given the owner's account: it migrates, and makes the scheduler's tables.</summary>
    internal bool Migrates { get; init; }

    /// <summary>Gets what the host logs.</summary>
    internal Microsoft.Extensions.Logging.ILoggerProvider? Log { get; init; }

    public ManualTimeProvider Clock { get; } = new();

    /// <summary>Where this host keeps its audit keys.</summary>
    public string KeyDirectory { get; } = Directory.CreateTempSubdirectory("laborflow-keys-").FullName;

    public Uri Address { get; private set; } = new("http://localhost");

    public IServiceProvider Services => _app!.Services;

    /// <summary>Where the host keeps its data, as a superuser sees it.</summary>
    public string ConnectionString => _database!.ConnectionString;

    /// <summary>The account that the host itself runs as.</summary>
    public string HostConnectionString => _database!.HostConnectionString;

    /// <summary>What the host reads the time from.</summary>
    protected virtual TimeProvider HostClock => RealTime ? TimeProvider.System : Clock;

    /// <summary>Settings beside the usual ones, as on the command line.</summary>
    protected virtual IEnumerable<string> Settings => [];

    public async Task InitializeAsync()
    {
        // A start of a new database installs every procedure and makes every account: done once, and copied.
        _database = Migrates ? await TestPostgres.CreateDatabaseAsync() : await PreparedDatabase.CopyAsync(KeyDirectory);
        var arguments = HostArguments.Parse([
            "--urls",
            "http://127.0.0.1:0",
            "--demo",
            // As an office runs it: by an account that owns no table.
            "--ConnectionStrings:LaborFlow",
            _database.HostConnectionString,
            "--PersonalData:KeyDirectory",
            TestKeys.Directory,
            "--Audit:KeyDirectory",
            KeyDirectory,
            "--Audit:NoDailyRoots",
            "true",
            "--Logging:LogLevel:Default",
            "Warning",
            // Quartz goes by the real clock; SchedulerTests run it.
            "--Jobs:Scheduler",
            "false",
            "--Limits:PublicPerMinute",
            "10000",
            "--Limits:FilingsPerMinute",
            "10000",
            "--Limits:SignInsPerMinute",
            "10000",
            .. Migrates ? ["--ConnectionStrings:LaborFlowOwner", _database.ConnectionString] : Array.Empty<string>(),
            .. _settings,
            .. Settings,
        ]);
        _app = LaborFlowHost.Build(arguments, Configure);
        await Startup.PrepareAsync(_app.Services, CancellationToken.None);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(HostClock).AddQuickPasswords();
        if (Log is not null)
            builder.Services.AddSingleton(Log);
    }

    /// <summary>A stranger's client: no account, no cookie.</summary>
    public HttpClient Anonymous() => new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A browser signed in by cookie, sending the header that changes need.</summary>
    public async Task<HttpClient> SignInAsync(string userName)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("X-CSRF", "1");
        using var response = await client.PostAsJsonAsync("/api/auth/login", new { userName, password = Password });
        response.EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>What somebody does to the database who is not the application.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database!.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value of what a query finds, as text: what lies in the database.</summary>
    public async Task<string> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database!.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>A client with a bearer token, as Studio and Elsa's clients call.</summary>
    public async Task<HttpClient> BearAsync(string userName)
    {
        var client = Anonymous();
        using var response = await client.PostAsJsonAsync("/api/auth/token", new { userName, password = Password });
        var token = (await ReadAsync(response, System.Net.HttpStatusCode.OK)).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>How many rows each table has: unchanged means that nothing was half-saved.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountRowsAsync()
    {
        await using var connection = new NpgsqlConnection(_database!.ConnectionString);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (
            var list = new NpgsqlCommand(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'qrtz%' ORDER BY 1",
                connection
            )
        )
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        }
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await using var count = new NpgsqlCommand($"SELECT count(*) FROM \"{table}\"", connection);
            counts[table] = (long)(await count.ExecuteScalarAsync())!;
        }
        return counts;
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, System.Net.HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        Directory.Delete(KeyDirectory, recursive: true);
    }
}
