using System.Net;
using System.Net.Http.Headers;
using LaborFlow.Host.Imports;

namespace LaborFlow.Host.Tests.Imports;

public sealed class ImportTests : IClassFixture<HostFixture>
{
    private static readonly string Samples = FindSamples();

    private readonly HostFixture host;

    public ImportTests(HostFixture fixture)
    {
        host = fixture;
        // The samples tell of a summer that must be over when they are filed.
        var autumn = new DateTimeOffset(2026, 10, 12, 2, 0, 0, TimeSpan.Zero);
        if (host.Clock.GetUtcNow() < autumn)
            host.Clock.Advance(autumn - host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task The_sample_sheet_is_filed_line_by_line_and_a_second_import_files_nothing()
    {
        var (first, firstOutput) = await ImportAsync(Path.Combine(Samples, "disputes.csv"));

        first.ShouldBe(0);
        firstOutput.ShouldContain("47 lines: 44 taken, 0 taken before, 3 refused");
        var lines = firstOutput.Split(Environment.NewLine);
        lines[0].ShouldStartWith("第2行 line 2  SZ-2026-0001  收件 taken  深龙华劳人调案〔2026〕");
        lines[0].ShouldContain("查询码 query code ");
        foreach (
            var (line, reference, field) in new[]
            {
                (14, "9001", "applicant.idNumber"),
                (27, "9002", "claims[0].cause"),
                (40, "9003", "employment.endedOn"),
            }
        )
        {
            var at = Array.FindIndex(lines, text => text.StartsWith($"第{line}行", StringComparison.Ordinal));
            lines[at].ShouldContain($"SZ-2026-{reference}  退回 refused");
            lines[at + 1].Trim().ShouldStartWith(field);
        }

        var before = await host.CountRowsAsync();
        var (second, secondOutput) = await ImportAsync(Path.Combine(Samples, "disputes.csv"));
        second.ShouldBe(0);
        secondOutput.ShouldContain("47 lines: 0 taken, 44 taken before, 3 refused");
        (await host.CountRowsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_window_clerk_sends_a_sheet_with_its_files_and_reads_what_became_of_each_line()
    {
        var sheet = await File.ReadAllLinesAsync(Path.Combine(Samples, "disputes.csv"));
        var text = string.Join(
            "\r\n",
            sheet[0],
            sheet[1].Replace("SZ-2026-0001", "HTTP-1", StringComparison.Ordinal),
            sheet[1]
                .Replace("SZ-2026-0001", "HTTP-2", StringComparison.Ordinal)
                .Replace("2022-03-07", "2022-13-07", StringComparison.Ordinal)
        );
        using var clerk = await host.SignInAsync("window-clerk");

        var report = await HostFixture.ReadAsync(await clerk.PostAsync("/api/disputes/import", Form(text)), HttpStatusCode.OK);

        report.GetProperty("taken").GetInt32().ShouldBe(1);
        report.GetProperty("lines")[0].GetProperty("outcome").GetString().ShouldBe("taken");
        report.GetProperty("lines")[0].GetProperty("queryCode").GetString().ShouldNotBeNullOrEmpty();
        report.GetProperty("lines")[1].GetProperty("outcome").GetString().ShouldBe("refused");
        report.GetProperty("lines")[1].GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("employment.startedOn");
        var number = report.GetProperty("lines")[0].GetProperty("caseNumber").GetString()!;
        var found = await HostFixture.ReadAsync(await clerk.GetAsync("/api/cases?q=" + Uri.EscapeDataString(number)), HttpStatusCode.OK);
        var page = await HostFixture.ReadAsync(
            await clerk.GetAsync("/api/cases/" + found.GetProperty("items")[0].GetProperty("id").GetString()),
            HttpStatusCode.OK
        );
        page.GetProperty("evidence").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_file_that_is_no_sheet_is_refused_whole_and_nothing_is_saved()
    {
        using var clerk = await host.SignInAsync("window-clerk");
        var before = await host.CountRowsAsync();

        var problem = await HostFixture.ReadAsync(
            await clerk.PostAsync("/api/disputes/import", Form("reference,colour\r\nA,red")),
            HttpStatusCode.BadRequest
        );

        problem
            .GetProperty("errors")
            .EnumerateArray()
            .Select(error => error.GetProperty("code").GetString())
            .ShouldContain("unknown-column");
        (await host.CountRowsAsync()).ShouldBe(before);
        using var mediator = await host.SignInAsync("mediator");
        (await mediator.PostAsync("/api/disputes/import", Form("x"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("/etc/hostname")]
    [InlineData("evidence/../../outside.txt")]
    [InlineData("link.txt")]
    public void A_sheet_cannot_name_a_file_outside_its_folder(string path)
    {
        var folder = Directory.CreateTempSubdirectory("laborflow-import");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "outside.txt"), "secret");
            var inside = folder.CreateSubdirectory("sheets");
            File.CreateSymbolicLink(Path.Combine(inside.FullName, "link.txt"), Path.Combine(folder.FullName, "outside.txt"));
            File.WriteAllText(Path.Combine(inside.FullName, "own.txt"), "own");
            var find = Attachments.Beside(Path.Combine(inside.FullName, "sheet.csv"));

            find("own.txt").ShouldNotBeNull();
            find(path).ShouldBeNull();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<(int Code, string Output)> ImportAsync(string path)
    {
        await using var output = new StringWriter();
        var code = await ImportCommand.RunAsync(host.Services, path, output, output);
        return (code, output.ToString());
    }

    private static MultipartFormDataContent Form(string sheet)
    {
        var form = new MultipartFormDataContent { { Part(System.Text.Encoding.UTF8.GetBytes(sheet)), "sheet", "disputes.csv" } };
        foreach (var file in new[] { "工资条-张国强.pdf", "微信聊天记录-张国强.txt" })
            form.Add(Part(File.ReadAllBytes(Path.Combine(Samples, "evidence", file))), "files", file);
        return form;
    }

    private static ByteArrayContent Part(byte[] bytes) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    private static string FindSamples()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LaborFlow.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("Not in a clone.");
        return Path.Combine(folder.FullName, "samples");
    }
}
