using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Host.Tests.Filing;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Documents;

public sealed class DocumentTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_paper_for_parties_waits_to_be_served_and_one_of_the_office_itself_does_not()
    {
        var matter = await FileAsync();
        await InCaseAsync(
            matter,
            async (desk, found) =>
            {
                await desk.GenerateAsync(found, "MED/receipt", null, issue: true, "workflow");
                await desk.GenerateAsync(found, "MED/handover-letter", null, issue: true, "workflow");
            }
        );

        using var clerk = await host.SignInAsync("window-clerk");
        var list = await HostFixture.ReadAsync(await clerk.GetAsync("/api/documents?state=unserved&pageSize=100"), HttpStatusCode.OK);
        var names = list.GetProperty("items")
            .EnumerateArray()
            .Where(d => d.GetProperty("caseId").GetGuid() == matter)
            .Select(d => d.GetProperty("name").GetString())
            .ToList();
        names.ShouldNotBeEmpty();
        names.ShouldNotContain(name => name!.StartsWith("案件移送函", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_paper_that_came_back_from_one_side_waits_again_until_it_is_served_there()
    {
        var matter = await FileAsync();
        var sent = new DateOnly(2026, 2, 13);
        await InCaseAsync(
            matter,
            async (desk, found) =>
            {
                await desk.GenerateAsync(found, "MED/receipt", null, issue: true, "workflow");
                await ServeAsync(desk, found, found.Applicants.First(), new ServiceAct(ServiceMethods.Direct, sent, sent));
            }
        );
        (await FindAsync("served")).GetProperty("services").GetInt32().ShouldBe(1);

        await InCaseAsync(
            matter,
            (desk, found) =>
                ServeAsync(
                    desk,
                    found,
                    found.Respondents.First(),
                    new ServiceAct(ServiceMethods.Mail, sent, null, ReturnedBecause: "查无此人")
                )
        );
        var back = await FindAsync("unserved");
        back.GetProperty("services").GetInt32().ShouldBe(1);
        back.GetProperty("returned").GetInt32().ShouldBe(1);

        await InCaseAsync(
            matter,
            (desk, found) => ServeAsync(desk, found, found.Respondents.First(), new ServiceAct(ServiceMethods.Direct, sent, sent))
        );
        (await FindAsync("served")).GetProperty("services").GetInt32().ShouldBe(2);

        static Task ServeAsync(DocumentDesk desk, LaborFlow.Cases.Case found, Party party, ServiceAct act) =>
            desk.ServeAsync(found, "MED/receipt", party, act, "window-clerk").AsTask();

        async Task<JsonElement> FindAsync(string state)
        {
            using var clerk = await host.SignInAsync("window-clerk");
            // Filing made one of its own, which nobody is served with here.
            var list = await HostFixture.ReadAsync(await clerk.GetAsync($"/api/documents?state={state}&pageSize=100"), HttpStatusCode.OK);
            return list.GetProperty("items")
                .EnumerateArray()
                .Single(paper =>
                    paper.GetProperty("caseId").GetGuid() == matter
                    && paper.GetProperty("services").GetInt32() > 0
                    && paper.GetProperty("name").GetString()!.StartsWith("收件回执", StringComparison.Ordinal)
                );
        }
    }

    [Fact]
    public async Task A_paper_is_drafted_signed_served_and_read_in_the_page()
    {
        var matter = await FileAsync();
        await InCaseAsync(
            matter,
            async (desk, found) =>
            {
                await desk.GenerateAsync(found, "MED/handover-letter", null, issue: false, "workflow");
                await desk.SignAsync(found, "MED/handover-letter", "window-clerk");
                await desk.ServeAsync(
                    found,
                    "MED/handover-letter",
                    found.Respondents.First(),
                    new ServiceAct(ServiceMethods.Mail, new DateOnly(2026, 2, 13), new DateOnly(2026, 2, 16)),
                    "window-clerk"
                );
            }
        );

        using var clerk = await host.SignInAsync("window-clerk");
        var page = await HostFixture.ReadAsync(await clerk.GetAsync($"/api/cases/{matter}"), HttpStatusCode.OK);
        var versions = page.GetProperty("documents")
            .EnumerateArray()
            .Where(d => d.GetProperty("kind").GetString() == "MED/handover-letter");
        var (draft, issued) = (versions.First(), versions.Last());
        draft.GetProperty("state").GetString().ShouldBe("replaced");
        issued.GetProperty("state").GetString().ShouldBe("issued");
        issued.GetProperty("number").GetString()!.ShouldStartWith("深龙华劳人调案〔2026〕");

        var read = await HostFixture.ReadAsync(
            await clerk.GetAsync($"/api/cases/{matter}/documents/{issued.GetProperty("id").GetString()}"),
            HttpStatusCode.OK
        );
        var text = string.Join('\n', read.GetProperty("blocks").EnumerateArray().Select(b => b.GetProperty("text").GetString()));
        text.ShouldContain("申请人陈静与被申请人深圳市某某电子有限公司拖欠劳动报酬争议一案");
        text.ShouldNotContain("{{");

        // What a party hands in as Word is read in the page, too.
        var sheet = await clerk.GetByteArrayAsync($"/api/cases/{matter}/files/{issued.GetProperty("id").GetString()}");
        var handedIn = Guid.CreateVersion7(host.Clock.GetUtcNow());
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
            database.Add(
                new EvidenceFile
                {
                    Id = handedIn,
                    CaseId = matter,
                    Name = "聊天记录.docx",
                    ContentType = PaperLayout.ContentType,
                    Size = sheet.Length,
                    Sha256 = Convert.ToHexStringLower(SHA256.HashData(sheet)),
                    StorageKey = await scope
                        .ServiceProvider.GetRequiredService<IEvidenceFiles>()
                        .KeepAsync(sheet, Convert.ToHexStringLower(SHA256.HashData(sheet))),
                    SubmittedBy = "applicant",
                    SubmittedAt = host.Clock.GetUtcNow(),
                }
            );
            await database.SaveChangesAsync();
        }

        var evidence = await HostFixture.ReadAsync(await clerk.GetAsync($"/api/cases/{matter}/documents/{handedIn}"), HttpStatusCode.OK);
        evidence.GetProperty("state").GetString().ShouldBe("received");
        evidence.GetProperty("blocks").GetArrayLength().ShouldBe(read.GetProperty("blocks").GetArrayLength());

        var served = await HostFixture.ReadAsync(await clerk.GetAsync($"/api/cases/{matter}/services"), HttpStatusCode.OK);
        served[0].GetProperty("deemedOn").GetString().ShouldBe("2026-02-16");
        served[0].GetProperty("method").GetProperty("zh").GetString().ShouldBe("邮寄送达");
    }

    [Fact]
    public async Task A_seal_that_two_administrators_agreed_on_stands_on_what_is_issued_and_nowhere_else()
    {
        const string Office = "深圳市龙华区人力资源局";
        using var first = await host.SignInAsync("administrator");
        var waiting = await HostFixture.ReadAsync(await first.PostAsync("/api/office-seals", Upload(Office)), HttpStatusCode.Created);
        var path = $"/api/office-seals/{waiting.GetProperty("id").GetString()}";
        var own = await HostFixture.ReadAsync(
            await first.PostAsJsonAsync($"{path}/approve", new { note = (string?)null }),
            HttpStatusCode.UnprocessableEntity
        );
        own.GetProperty("code").GetString().ShouldBe("seal.needs-two-people");
        (await (await host.SignInAsync("mediator")).GetAsync("/api/office-seals")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var second = await host.SignInAsync("administrator2");
        await HostFixture.ReadAsync(await second.PostAsJsonAsync($"{path}/approve", new { note = (string?)null }), HttpStatusCode.OK);
        var matter = await FileAsync();
        await InCaseAsync(
            matter,
            async (desk, found) =>
            {
                await desk.GenerateAsync(found, "MED/handover-letter", null, issue: false, "workflow");
                await desk.SignAsync(found, "MED/handover-letter", "window-clerk");
            }
        );
        using var clerk = await host.SignInAsync("window-clerk");
        var page = await HostFixture.ReadAsync(await clerk.GetAsync($"/api/cases/{matter}"), HttpStatusCode.OK);
        var papers = page.GetProperty("documents")
            .EnumerateArray()
            .Where(d => d.GetProperty("kind").GetString() == "MED/handover-letter")
            .Select(d => $"/api/cases/{matter}/documents/{d.GetProperty("id").GetString()}")
            .ToList();
        (await clerk.GetAsync($"{papers[0]}/seal")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "a draft is not sealed");
        var read = await HostFixture.ReadAsync(await clerk.GetAsync(papers[1]), HttpStatusCode.OK);
        read.GetProperty("seal").GetProperty("office").GetString().ShouldBe(Office);
        read.GetProperty("seal").GetProperty("sealedBy").GetString().ShouldBe("window-clerk");
        read.GetProperty("blocks").EnumerateArray().Count(b => b.GetProperty("sealed").GetBoolean()).ShouldBe(1);
        (await clerk.GetByteArrayAsync($"{papers[1]}/seal")).ShouldBe(TestSeal.Png());
        var history = await HostFixture.ReadAsync(await clerk.GetAsync($"/api/cases/{matter}/history"), HttpStatusCode.OK);
        // The hash after sealing is on record.
        history.ToString().ShouldContain(read.GetProperty("sha256").GetString()!);

        await HostFixture.ReadAsync(await first.PostAsJsonAsync($"{path}/retire", new { note = "测试完毕" }), HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_pictures_of_one_seal_brought_at_the_same_moment_one_waits_for_approval_and_the_others_are_refused()
    {
        const string Office = "深圳市龙华区民治街道劳动争议调解委员会";
        using var first = await host.SignInAsync("administrator");
        using var second = await host.SignInAsync("administrator2");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? first : second).PostAsync("/api/office-seals", Upload(Office)))
        );
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers
            .Where(a => a.StatusCode != HttpStatusCode.Created)
            .ShouldAllBe(a => a.StatusCode == HttpStatusCode.Conflict || a.StatusCode == HttpStatusCode.UnprocessableEntity);
        var listed = await HostFixture.ReadAsync(await first.GetAsync("/api/office-seals"), HttpStatusCode.OK);
        listed.GetProperty("items").EnumerateArray().Count(s => s.GetProperty("office").GetString() == Office).ShouldBe(1);
    }

    private static MultipartFormDataContent Upload(string office)
    {
        var file = new ByteArrayContent(TestSeal.Png());
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return new MultipartFormDataContent
        {
            { new StringContent(office), "office" },
            { new StringContent("刻章批复"), "note" },
            { file, "file", "seal.png" },
        };
    }

    [Fact]
    public async Task The_volume_holds_the_index_the_papers_and_the_course_and_taking_it_is_recorded()
    {
        var matter = await FileAsync();
        await InCaseAsync(matter, async (desk, found) => await desk.GenerateAsync(found, "MED/receipt", null, issue: true, "workflow"));
        using var clerk = await host.SignInAsync("window-clerk");

        var response = await clerk.GetAsync($"/api/cases/{matter}/volume");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync());
        var names = archive.Entries.Select(e => e.FullName).ToList();
        names[0].ShouldBe("00-卷内目录.docx");
        names.ShouldContain(n => n.StartsWith("文书/", StringComparison.Ordinal) && n.EndsWith("收件回执.docx", StringComparison.Ordinal));
        using var index = new MemoryStream();
        await using (var entry = await archive.Entries[0].OpenAsync())
            await entry.CopyToAsync(index);
        DocxText.Whole(index.ToArray()).ShouldContain("收件回执.docx");

        var history = await HostFixture.ReadAsync(await clerk.GetAsync($"/api/cases/{matter}/history"), HttpStatusCode.OK);
        history.ToString().ShouldContain("volume.exported");
    }

    [Fact]
    public async Task Case_papers_are_kept_from_those_who_do_not_see_the_case()
    {
        var matter = await FileAsync();
        using var stranger = host.Anonymous();
        (await stranger.GetAsync($"/api/cases/{matter}/volume")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.GetAsync($"/api/cases/{matter}/services")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_administrator_takes_a_template_out_and_brings_it_back_as_a_new_version()
    {
        using var administrator = await host.SignInAsync("administrator");
        var current = (await TemplatesAsync(administrator)).Single(t => t.Code == "MED/termination-notice");
        current.Version.ShouldBe(1);
        var content = await administrator.GetByteArrayAsync("/api/document-templates/file?id=" + Uri.EscapeDataString(current.Id));

        using var upload = Upload("MED/termination-notice", "按深人社〔2026〕1号统一格式", content);
        (await administrator.PostAsync("/api/document-templates", upload)).StatusCode.ShouldBe(HttpStatusCode.Created);

        var versions = (await TemplatesAsync(administrator)).Where(t => t.Code == "MED/termination-notice").ToList();
        versions.Select(t => (t.Version, t.Current)).ShouldBe([(2, true), (1, false)]);
    }

    [Theory]
    [InlineData("MED/refusal-notice", null, "note")]
    [InlineData("MED/refusal-notice", "依据", "file")]
    public async Task A_template_without_a_note_or_that_is_no_document_is_refused_and_nothing_changes(
        string code,
        string? note,
        string field
    )
    {
        using var administrator = await host.SignInAsync("administrator");
        var before = await TemplatesAsync(administrator);
        using var upload = Upload(code, note, "no document"u8.ToArray());

        var problem = await HostFixture.ReadAsync(
            await administrator.PostAsync("/api/document-templates", upload),
            HttpStatusCode.BadRequest
        );

        problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
        (await TemplatesAsync(administrator)).Count.ShouldBe(before.Count);
    }

    [Fact]
    public async Task Officers_do_not_change_templates()
    {
        using var clerk = await host.SignInAsync("window-clerk");
        using var upload = Upload("MED/refusal-notice", "依据", "x"u8.ToArray());
        (await clerk.PostAsync("/api/document-templates", upload)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_record_of_service_and_a_template_never_change_in_the_database()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        foreach (var change in new[] { "UPDATE document_templates SET note = 'x'", "DELETE FROM document_templates" })
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => database.Database.ExecuteSqlRawAsync(change))).SqlState.ShouldBe(
                "23000"
            );
    }

    private sealed record Template(string Id, string Code, int Version, bool Current);

    private static async Task<List<Template>> TemplatesAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<List<Template>>("/api/document-templates"))!;

    private static MultipartFormDataContent Upload(string code, string? note, byte[] content)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(PaperLayout.ContentType);
        var form = new MultipartFormDataContent { { new StringContent(code), "code" }, { file, "file", "模板.docx" } };
        if (note is not null)
            form.Add(new StringContent(note), "note");
        return form;
    }

    private async Task<Guid> FileAsync()
    {
        using var stranger = host.Anonymous();
        var filed = await HostFixture.ReadAsync(
            await stranger.PostAsJsonAsync("/api/public/disputes", Application.Sound()),
            HttpStatusCode.Created
        );
        await using var scope = host.Services.CreateAsyncScope();
        var cases = scope.ServiceProvider.GetRequiredService<ICaseStore>();
        return (await cases.FindByNumberAsync(filed.GetProperty("caseNumber").GetString()!, forUpdate: false))!.Id;
    }

    private async Task InCaseAsync(Guid id, Func<DocumentDesk, LaborFlow.Cases.Case, Task> act)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        await using var transaction = await database.Database.BeginTransactionAsync();
        var matter = await scope.ServiceProvider.GetRequiredService<ICaseStore>().FindAsync(id, forUpdate: true);
        await act(scope.ServiceProvider.GetRequiredService<DocumentDesk>(), matter!);
        await database.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
