using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using LaborFlow.Host.Tests.Filing;

namespace LaborFlow.Host.Tests.Web;

/// <summary>What a stranger may upload: judged by content, kept in the database, sent back so that nothing in it runs.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private readonly SmallClamd scanner = new();
    private readonly HostFixture host;

    public UploadTests() => host = new HostFixture("--Uploads:ClamAv", $"127.0.0.1:{scanner.Port}");

    public Task InitializeAsync() => host.InitializeAsync();

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await scanner.DisposeAsync();
    }

    [Fact]
    public async Task What_the_scanner_finds_infected_is_refused_and_nothing_is_accepted_while_it_is_silent()
    {
        var clean = await FileAsync(("说明.txt", "正常的说明"u8.ToArray()));
        clean.StatusCode.ShouldBe(HttpStatusCode.Created);
        var before = await host.CountRowsAsync();
        var infected = await HostFixture.ReadAsync(
            await FileAsync(("说明.txt", "正常"u8.ToArray()), ("病毒.txt", Encoding.UTF8.GetBytes(SmallClamd.Bad))),
            HttpStatusCode.UnprocessableEntity
        );
        infected.GetProperty("code").GetString().ShouldBe("file.infected");
        scanner.Silent = true;
        (await FileAsync(("说明.txt", "正常"u8.ToArray()))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await host.CountRowsAsync()).ShouldBe(before);
        scanner.Seen.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Bombs_paths_and_disguises_are_refused_and_names_lose_their_paths()
    {
        (string Name, byte[] Content, string Code)[] attacks =
        [
            ("炸弹.docx", Package(("word/document.xml", new byte[250 * 1024 * 1024])), "content-mismatch"),
            ("实体.docx", Package(("word/document.xml", Bomb)), "content-mismatch"),
            ("实体.xlsx", Package(("xl/workbook.xml", Bomb)), "content-mismatch"),
            ("宏.docx", Package(("word/vbaProject.bin", [1, 2, 3])), "content-mismatch"),
            ("网页.png", "<html><script>alert(1)</script></html>"u8.ToArray(), "content-mismatch"),
            ("程序.exe", "MZ"u8.ToArray(), "forbidden-type"),
            ("图.svg", "<svg onload='alert(1)'/>"u8.ToArray(), "forbidden-type"),
            ("..", "x"u8.ToArray(), "forbidden-type"),
        ];
        foreach (var (name, content, code) in attacks)
        {
            var refused = await HostFixture.ReadAsync(await FileAsync((name, content)), HttpStatusCode.BadRequest);
            refused.GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe(code, name);
        }

        var filed = await HostFixture.ReadAsync(
            await FileAsync(("../../../etc/passwd.txt", "a"u8.ToArray()), ("C:\\Windows\\win.txt", "b"u8.ToArray())),
            HttpStatusCode.Created
        );
        (await host.ScalarAsync("SELECT string_agg(name, ',' ORDER BY name) FROM evidence_files")).ShouldBe("passwd.txt,win.txt");
        filed.GetProperty("caseNumber").GetString().ShouldNotBeNull();
    }

    [Fact]
    public async Task A_file_comes_back_as_a_download_in_which_nothing_runs_and_lies_in_no_directory()
    {
        await FileAsync(("说明.txt", "<script>alert(1)</script>"u8.ToArray()));
        using var clerk = await host.SignInAsync("window-clerk");
        var list = await HostFixture.ReadAsync(await clerk.GetAsync("/api/cases"), HttpStatusCode.OK);
        var id = list.GetProperty("items")[0].GetProperty("id").GetString();
        var page = await HostFixture.ReadAsync(await clerk.GetAsync($"/api/cases/{id}"), HttpStatusCode.OK);
        var file = page.GetProperty("evidence")[0].GetProperty("id").GetString();

        using var answer = await clerk.GetAsync($"/api/cases/{id}/files/{file}");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldBe("default-src 'none'; sandbox");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        // Encrypted in the database, and nowhere else.
        (await host.ScalarAsync("SELECT position('script' in encode(content, 'escape')) FROM evidence_contents LIMIT 1")).ShouldBe("0");
    }

    private async Task<HttpResponseMessage> FileAsync(params (string Name, byte[] Content)[] files)
    {
        using var stranger = host.Anonymous();
        using var form = new MultipartFormDataContent { { new StringContent(Application.Sound().ToJsonString()), "application" } };
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content), "files", name);
        return await stranger.PostAsync("/api/public/disputes", form);
    }

    private static byte[] Bomb { get; } =
        Encoding.UTF8.GetBytes(
            """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><x>&b;&c;</x>"""
        );

    private static byte[] Package(params (string Name, byte[] Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (
                var (name, content) in parts
                    .Prepend(("[Content_Types].xml", "<Types/>"u8.ToArray()))
                    .Append(("word/x.xml", "<x/>"u8.ToArray()))
                    .Append(("xl/x.xml", "<x/>"u8.ToArray()))
            )
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }

    /// <summary>Speaks clamd's INSTREAM on loopback; what holds <see cref="Bad"/> is infected.</summary>
    private sealed class SmallClamd : IAsyncDisposable
    {
        public const string Bad = "LABORFLOW-TEST-SIGNATURE";

        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Task serving;

        public SmallClamd()
        {
            listener.Start();
            serving = ServeAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public bool Silent { get; set; }

        public int Seen { get; private set; }

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await serving;
        }

        private async Task ServeAsync()
        {
            while (true)
            {
                try
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    Seen++;
                    if (!Silent)
                        await AnswerAsync(client.GetStream());
                }
                catch (SocketException)
                {
                    return;
                }
                catch (ObjectDisposedException)
                {
                    return;
                }
            }
        }

        private static async Task AnswerAsync(NetworkStream stream)
        {
            await stream.ReadExactlyAsync(new byte["zINSTREAM\0".Length]);
            using var content = new MemoryStream();
            var length = new byte[4];
            while (true)
            {
                await stream.ReadExactlyAsync(length);
                var piece = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
                if (piece.Length == 0)
                    break;
                await stream.ReadExactlyAsync(piece);
                content.Write(piece);
            }
            var bad = Encoding.UTF8.GetString(content.ToArray()).Contains(Bad, StringComparison.Ordinal);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(bad ? "stream: Test.Signature FOUND\0" : "stream: OK\0"));
        }
    }
}
