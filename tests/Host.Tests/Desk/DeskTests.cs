using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LaborFlow.Host.Tests.Filing;
using LaborFlow.Host.Tests.Walk;

namespace LaborFlow.Host.Tests.Desk;

/// <summary>What officers and the public do beside the steps of a procedure.</summary>
public sealed partial class DeskTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_note_is_read_by_officers_and_the_history_tells_only_that_it_was_written()
    {
        using var dispute = await Dispute.FileAsync(host);
        var id = (await dispute.CaseAsync()).GetProperty("id").GetString();
        var clerk = await dispute.OfficerAsync("window-clerk");
        (await clerk.PostAsJsonAsync($"/api/cases/{id}/notes", new { text = " " })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await HostFixture.ReadAsync(
            await clerk.PostAsJsonAsync($"/api/cases/{id}/notes", new { text = "申请人怀孕，优先安排" }),
            HttpStatusCode.Created
        );
        var notes = await dispute.CaseAsync("mediator", "/notes");
        notes[0].GetProperty("text").GetString().ShouldBe("申请人怀孕，优先安排");
        notes[0].GetProperty("author").GetString().ShouldBe("window-clerk");
        var history = (await dispute.CaseAsync("mediator", "/history")).ToString();
        history.ShouldContain("添加办案便笺");
        history.ShouldNotContain("怀孕");
        (await dispute.FollowAsync()).ToString().ShouldNotContain("便笺");
    }

    [Fact]
    public async Task An_application_for_arbitration_goes_to_the_registrar_at_once()
    {
        var application = Application.Sound();
        application["procedure"] = "ARB";
        using var dispute = await Dispute.FileAsync(host, application);
        dispute.Number.ShouldContain("劳人仲收");
        await dispute.CompleteAsync("registrar", "registrar-review", "accept", Dispute.Accept);
        (await dispute.FollowAsync()).GetProperty("stage").GetProperty("code").GetString().ShouldStartWith("arbitration");
    }

    [Fact]
    public async Task A_one_time_link_opens_one_task_to_who_knows_the_number_and_only_once()
    {
        using var dispute = await Dispute.FileAsync(host);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "correct", """{"reason":"请补充送达地址"}""");
        var task = await dispute.TaskAsync("window-clerk", "party-corrects");
        var clerk = await dispute.OfficerAsync("window-clerk");
        var sent = await HostFixture.ReadAsync(
            await clerk.PostAsync($"/api/tasks/{task.GetProperty("id").GetString()}/link", null),
            HttpStatusCode.OK
        );
        sent.GetProperty("asks").GetString().ShouldBe("phone");
        var token = sent.GetProperty("path").GetString()!.Split('/')[^1];

        using var stranger = host.Anonymous();
        Task<HttpResponseMessage> Open(string secret, string answer) =>
            stranger.PostAsJsonAsync("/api/public/links/open", new { token = secret, answer });
        (await Open(new string('0', 64), "8000")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Open(token, "1234")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var opened = await HostFixture.ReadAsync(await Open(token, "8000"), HttpStatusCode.OK);
        opened.GetProperty("caseNumber").GetString().ShouldBe(dispute.Number);

        using var files = new MultipartFormDataContent
        {
            { new StringContent(token), "token" },
            { new StringContent("8000"), "answer" },
            { new ByteArrayContent("MZ"u8.ToArray()), "files", "工资条.exe" },
        };
        (await stranger.PostAsync("/api/public/links/evidence", files)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var step = opened.GetProperty("task");
        var body = new
        {
            token,
            answer = "8000",
            outcome = "submit",
            data = JsonDocument.Parse("""{"serviceAddress":"深圳市龙华区民治街道2号","note":"已补充"}""").RootElement,
            expectedRevision = step.GetProperty("revision").GetInt64(),
            operationId = Dispute.NewOperation(),
        };
        await HostFixture.ReadAsync(await stranger.PostAsJsonAsync("/api/public/links/complete", body), HttpStatusCode.OK);
        (await Open(token, "8000")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_link_is_dead_after_five_wrong_answers_even_when_they_come_at_once()
    {
        using var dispute = await Dispute.FileAsync(host);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "correct", """{"reason":"请补充送达地址"}""");
        var task = await dispute.TaskAsync("window-clerk", "party-corrects");
        var sent = await HostFixture.ReadAsync(
            await (await dispute.OfficerAsync("window-clerk")).PostAsync($"/api/tasks/{task.GetProperty("id").GetString()}/link", null),
            HttpStatusCode.OK
        );
        var token = sent.GetProperty("path").GetString()!.Split('/')[^1];
        using var stranger = host.Anonymous();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => stranger.PostAsJsonAsync("/api/public/links/open", new { token, answer = "0000" }))
        );
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Forbidden).ShouldBe(5);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound).ShouldBe(7);
        (await stranger.PostAsJsonAsync("/api/public/links/open", new { token, answer = "8000" })).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_room_cannot_be_taken_twice_and_an_officer_only_when_the_scheduler_insists()
    {
        using var administrator = await host.SignInAsync("administrator");
        var room = await HostFixture.ReadAsync(
            await administrator.PostAsJsonAsync(
                "/api/rooms",
                new
                {
                    name = "第一调解室",
                    district = "440309",
                    address = "龙华区梅龙大道98号",
                    seats = 12,
                }
            ),
            HttpStatusCode.Created
        );
        using var first = await Dispute.FileAsync(host);
        using var second = await Dispute.FileAsync(host);
        var mediator = await first.OfficerAsync("mediator");
        var day = DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime).AddDays(20);
        while (day.DayOfWeek != DayOfWeek.Wednesday)
            day = day.AddDays(1);
        async Task<HttpResponseMessage> Schedule(
            Dispute dispute,
            string from,
            string to,
            string? roomId,
            bool despite = false,
            string? officer = null
        ) =>
            await mediator.PostAsJsonAsync(
                "/api/appointments",
                new
                {
                    caseId = (await dispute.CaseAsync("mediator")).GetProperty("id").GetString(),
                    kind = "mediation",
                    date = $"{day:yyyy-MM-dd}",
                    startsAt = from,
                    endsAt = to,
                    roomId,
                    place = roomId is null ? "线上" : null,
                    despiteConflicts = despite,
                    officer,
                }
            );
        var roomId = room.GetProperty("id").GetString();
        await HostFixture.ReadAsync(await Schedule(first, "09:00:00", "10:30:00", roomId), HttpStatusCode.Created);
        var taken = await HostFixture.ReadAsync(
            await Schedule(second, "10:00:00", "11:00:00", roomId, true),
            HttpStatusCode.UnprocessableEntity
        );
        taken.GetProperty("code").GetString().ShouldBe("appointment.room-taken");
        var twice = await HostFixture.ReadAsync(await Schedule(second, "10:00:00", "11:00:00", null), HttpStatusCode.UnprocessableEntity);
        twice.GetProperty("code").GetString().ShouldBe("appointment.conflict");
        await HostFixture.ReadAsync(await Schedule(second, "10:00:00", "11:00:00", null, true), HttpStatusCode.Created);
        await HostFixture.ReadAsync(await Schedule(second, "10:30:00", "11:00:00", roomId, true), HttpStatusCode.Created);

        // A step that sets only when it begins, and names the room as its notice will, is told the same.
        var standing = await HostFixture.ReadAsync(
            await mediator.PostAsJsonAsync(
                "/api/appointments/conflicts",
                new
                {
                    caseId = (await second.CaseAsync("mediator")).GetProperty("id").GetString(),
                    kind = "mediation",
                    date = $"{day:yyyy-MM-dd}",
                    startsAt = "08:00:00",
                    place = "第一调解室",
                }
            ),
            HttpStatusCode.OK
        );
        standing.EnumerateArray().Select(one => one.GetProperty("kind").GetString()).ShouldContain("room");

        var unknown = await HostFixture.ReadAsync(
            await Schedule(second, "14:00:00", "15:00:00", null, true, "nobody"),
            HttpStatusCode.BadRequest
        );
        unknown.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("officer");
        var leaders = await mediator.GetStringAsync(
            $"/api/appointments/officers?caseId={(await second.CaseAsync("mediator")).GetProperty("id").GetString()}"
        );
        leaders.ShouldContain("\"mediator\"");
        leaders.ShouldNotContain("\"auditor\"");

        var shown = await HostFixture.ReadAsync(
            await mediator.GetAsync($"/api/calendar?from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}&room={roomId}"),
            HttpStatusCode.OK
        );
        shown.GetProperty("entries").GetArrayLength().ShouldBe(2);

        // 改期: one gives way to the other, and does not stand in its way.
        var moved = shown.GetProperty("entries").EnumerateArray().First(entry => entry.GetProperty("at").GetString() == "09:00");
        await HostFixture.ReadAsync(
            await mediator.PostAsJsonAsync(
                "/api/appointments",
                new
                {
                    caseId = moved.GetProperty("caseId").GetString(),
                    kind = "mediation",
                    date = $"{day:yyyy-MM-dd}",
                    startsAt = "08:30:00",
                    endsAt = "10:00:00",
                    roomId,
                    despiteConflicts = false,
                    replaces = moved.GetProperty("appointmentId").GetString(),
                }
            ),
            HttpStatusCode.Created
        );
        var then = await HostFixture.ReadAsync(
            await mediator.GetAsync($"/api/calendar?from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}&room={roomId}"),
            HttpStatusCode.OK
        );
        then.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("at").GetString()).ShouldBe(["08:30", "10:30"]);
        (
            await mediator.PostAsJsonAsync(
                "/api/rooms",
                new
                {
                    name = "x",
                    district = "440309",
                    address = "y",
                    seats = 1,
                }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        // 名册: who is engaged within two weeks, where and when, and in which case.
        day = day.AddDays(-14);
        await HostFixture.ReadAsync(await Schedule(first, "16:00:00", "17:00:00", roomId, true), HttpStatusCode.Created);
        using var auditor = await host.SignInAsync("auditor");
        var registered = await HostFixture.ReadAsync(
            await auditor.GetAsync("/api/registers/officers?role=mediator&pageSize=200"),
            HttpStatusCode.OK
        );
        var engaged = registered
            .GetProperty("items")
            .EnumerateArray()
            .Single(one => one.GetProperty("userName").GetString() == "mediator")
            .GetProperty("engagements")
            .EnumerateArray()
            .Single(one => one.GetProperty("date").GetString() == $"{day:yyyy-MM-dd}");
        engaged.GetProperty("startsAt").GetString().ShouldBe("16:00");
        engaged.GetProperty("place").GetString().ShouldBe("第一调解室");
        engaged.GetProperty("caseNumber").GetString().ShouldBe(first.Number);
        (await auditor.GetAsync("/api/registers/officers?role=worker")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_auditor_takes_a_case_away_for_the_court_as_a_paper_and_as_data()
    {
        using var dispute = await Dispute.FileAsync(host);
        using var auditor = await host.SignInAsync("auditor");
        var address = $"/api/audit/cases/{Uri.EscapeDataString(dispute.Number)}/court.";
        var pdf = await auditor.GetByteArrayAsync(address + "pdf");
        Encoding.ASCII.GetString(pdf, 0, 8).ShouldBe("%PDF-1.7");
        // The text stands in it as UTF-16 in hexadecimal.
        Encoding.ASCII.GetString(pdf).ShouldContain(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("案件操作记录")));
        var data = await HostFixture.ReadAsync(await auditor.GetAsync(address + "json"), HttpStatusCode.OK);
        data.GetProperty("intact").GetBoolean().ShouldBeTrue();
        data.GetProperty("entries").GetArrayLength().ShouldBeGreaterThan(1);
        // In words: who it was, and no codes of the program.
        Encoding.ASCII.GetString(pdf).ShouldContain(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("审计人员")));
        using var clerk = await host.SignInAsync("window-clerk");
        (await clerk.GetAsync(address + "pdf")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_head_sees_each_indicator_over_twelve_months()
    {
        using var head = await host.SignInAsync("head");
        var lines = await HostFixture.ReadAsync(await head.GetAsync("/api/statistics/trend"), HttpStatusCode.OK);
        var codes = lines.EnumerateArray().Select(line => line.GetProperty("id").GetString()).ToList();
        codes.Count.ShouldBe(14);
        codes.ShouldBeUnique();
        foreach (var line in lines.EnumerateArray())
            line.GetProperty("points").GetArrayLength().ShouldBe(12, line.GetProperty("id").GetString());
        (await head.GetStringAsync("/api/statistics.csv")).ShouldContain("指标走势：仲裁结案率");
    }

    [Fact]
    public async Task Every_number_of_the_statistics_is_the_total_of_the_list_behind_it()
    {
        using var dispute = await Dispute.FileAsync(host);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        await dispute.ClaimAsync("mediator", "mediate");
        var application = Application.Sound();
        application["procedure"] = "ARB";
        using var filed = await Dispute.FileAsync(host, application);
        await filed.ClaimAsync("registrar", "registrar-review");
        using var waiting = await Dispute.FileAsync(host);
        using var head = await host.SignInAsync("head");
        var found = await HostFixture.ReadAsync(await head.GetAsync("/api/statistics"), HttpStatusCode.OK);
        var (from, to) = (found.GetProperty("from").GetString(), found.GetProperty("to").GetString());
        foreach (var indicator in found.GetProperty("indicators").EnumerateArray())
        {
            await IsAsync("/api/cases?" + indicator.GetProperty("numeratorList").GetString(), indicator, "numerator");
            if (indicator.GetProperty("denominatorList").GetString() is { } whole)
                await IsAsync("/api/cases?" + whole, indicator, "denominator");
        }

        var figures = await HostFixture.ReadAsync(await head.GetAsync("/api/statistics/figures"), HttpStatusCode.OK);
        var rows = figures.GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("rows").EnumerateArray()).ToList();
        rows.Count.ShouldBeGreaterThan(30);
        rows.Select(row => row.GetProperty("code").GetString()).ShouldBeUnique();
        foreach (var row in rows)
        {
            await IsAsync("/api/cases?" + row.GetProperty("numeratorList").GetString(), row, "numerator");
            if (row.GetProperty("denominatorList").GetString() is { } whole)
                await IsAsync("/api/cases?" + whole, row, "denominator");
        }

        foreach (var cause in found.GetProperty("causes").EnumerateArray())
            await IsAsync($"/api/cases?mainCause={cause.GetProperty("code").GetString()}&from={from}&to={to}", cause, "value");
        foreach (var stage in found.GetProperty("stages").EnumerateArray())
        {
            await IsAsync($"/api/cases?state=open&stage={stage.GetProperty("code").GetString()}", stage, "value");
            stage.GetProperty("en").GetString().ShouldNotBeNullOrEmpty();
        }

        foreach (var light in found.GetProperty("lights").EnumerateArray())
            await IsAsync($"/api/cases?state=open&light={light.GetProperty("light").GetString()}", light, "value");
        foreach (var load in found.GetProperty("workload").EnumerateArray())
        {
            var who = load.GetProperty("userName").GetString();
            await IsAsync($"/api/tasks?view=all&assignee={who ?? "none"}", load, "open");
            await IsAsync($"/api/tasks?view=all&assignee={who ?? "none"}&due=overdue", load, "overdue");
            if (who is not null)
                await IsAsync($"/api/tasks?view=all&completedBy={who}&completedFrom={from}&completedTo={to}", load, "done");
        }

        // What is with no mediation organisation is with the authority of its place, here the commission.
        const string Commission = "arbitration-440309";
        (await filed.CaseAsync("registrar")).GetProperty("authority").GetProperty("code").GetString().ShouldBe(Commission);
        var kept = found.GetProperty("offices").EnumerateArray().Select(load => load.GetProperty("officeId").GetString()).ToList();
        kept.ShouldContain(Commission);
        // What no mediation organisation has yet is with the window of its place.
        const string Window = "mediation-440309";
        (await waiting.CaseAsync("window-clerk")).GetProperty("authority").GetProperty("code").GetString().ShouldBe(Window);
        (await dispute.CaseAsync("mediator")).GetProperty("authority").ValueKind.ShouldBe(JsonValueKind.Null);
        kept.ShouldContain(Window);
        (await head.GetStringAsync($"/api/cases?office={Commission}&pageSize=200")).ShouldContain(filed.Number);
        (await head.GetStringAsync($"/api/cases?office={Commission}&pageSize=200")).ShouldNotContain(dispute.Number);
        (await head.GetStringAsync("/api/cases?office=none&pageSize=200")).ShouldNotContain(filed.Number);
        var task = await filed.TaskAsync("registrar", "registrar-review");
        var due = task.GetProperty("dueOn").GetString();
        var days = await head.GetStringAsync($"/api/calendar?office={Commission}&from={due}&to={due}");
        days.ShouldContain(filed.Number);
        days.ShouldNotContain(dispute.Number);
        var offices = await HostFixture.ReadAsync(await head.GetAsync("/api/offices"), HttpStatusCode.OK);
        foreach (var load in found.GetProperty("offices").EnumerateArray())
        {
            var office = load.GetProperty("officeId").GetString() ?? "none";
            if (office != "none")
                offices.EnumerateArray().Select(one => one.GetProperty("id").GetString()).ShouldContain(office);
            await IsAsync($"/api/tasks?view=all&office={office}", load, "open");
            await IsAsync($"/api/tasks?view=all&office={office}&completedBy=any&completedFrom={from}&completedTo={to}", load, "done");
        }

        using var insider = await host.SignInAsync("mediator");
        foreach (var reader in new[] { head, insider })
        {
            var organisations = await HostFixture.ReadAsync(
                await reader.GetAsync("/api/mediation-organisations?pageSize=200"),
                HttpStatusCode.OK
            );
            foreach (var one in organisations.GetProperty("items").EnumerateArray())
                await IsOfAsync(reader, $"/api/cases?state=open&office={one.GetProperty("id").GetString()}", one, "openCases");
        }

        foreach (var duration in found.GetProperty("durations").EnumerateArray())
            await IsAsync("/api/cases?" + duration.GetProperty("list").GetString(), duration, "count");

        // What a page is narrowed by holds for each of its numbers: a trend has the twelve months, the last of them this one.
        const string Scope = "procedure=MED&office=mediation-440309&cause=unpaid-wages";
        var narrow = await HostFixture.ReadAsync(await head.GetAsync("/api/statistics?" + Scope), HttpStatusCode.OK);
        narrow.GetProperty("procedures").EnumerateArray().Select(row => row.GetProperty("code").GetString()).ShouldBe(["MED"]);
        narrow.GetProperty("causes").EnumerateArray().Select(row => row.GetProperty("code").GetString()).ShouldBe(["unpaid-wages"]);
        foreach (var row in narrow.GetProperty("stages").EnumerateArray())
            await IsAsync(
                $"/api/cases?procedure=MED&office=mediation-440309&mainCause=unpaid-wages&state=open&stage={row.GetProperty("code").GetString()}",
                row,
                "value"
            );
        foreach (var load in narrow.GetProperty("workload").EnumerateArray())
            await IsAsync(
                $"/api/tasks?view=all&procedure=MED&caseOffice=mediation-440309&mainCause=unpaid-wages&assignee={load.GetProperty("userName").GetString() ?? "none"}",
                load,
                "open"
            );
        var trend = await HostFixture.ReadAsync(await head.GetAsync("/api/statistics/trend?procedure=INS"), HttpStatusCode.OK);
        foreach (var point in trend.EnumerateArray().Select(line => line.GetProperty("points")[11]))
        {
            await IsAsync("/api/cases?procedure=INS&" + point.GetProperty("numeratorList").GetString(), point, "numerator");
            await IsAsync("/api/cases?procedure=INS&" + point.GetProperty("denominatorList").GetString(), point, "denominator");
        }

        var own = await HostFixture.ReadAsync(await insider.GetAsync("/api/tasks?view=open"), HttpStatusCode.OK);
        var counts = own.GetProperty("counts");
        own.GetProperty("total").GetInt32().ShouldBe(counts.GetProperty("mine").GetInt32() + counts.GetProperty("candidate").GetInt32());

        Task IsAsync(string list, JsonElement row, string member) => IsOfAsync(head, list, row, member);

        static async Task IsOfAsync(HttpClient reader, string list, JsonElement row, string member) =>
            (await HostFixture.ReadAsync(await reader.GetAsync(list + "&pageSize=1"), HttpStatusCode.OK))
                .GetProperty("total")
                .GetInt32()
                .ShouldBe(row.GetProperty(member).GetInt32(), list);
    }

    [Fact]
    public async Task Papers_of_a_step_go_into_the_volume_only_by_who_works_on_it_and_the_parties_are_not_told()
    {
        using var dispute = await Dispute.FileAsync(host);
        var task = await dispute.ClaimAsync("window-clerk", "clerk-review");
        var address = $"/api/tasks/{task.GetProperty("id").GetString()}/attachments";
        using var clerk = await host.SignInAsync("window-clerk");
        static MultipartFormDataContent Files(string name, byte[] content) => new() { { new ByteArrayContent(content), "files", name } };
        using var wrong = Files("笔录.exe", "MZ"u8.ToArray());
        (await clerk.PostAsync(address, wrong)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var sound = Files("审查笔录.txt", Encoding.UTF8.GetBytes("申请人当面陈述。"));
        await HostFixture.ReadAsync(await clerk.PostAsync(address, sound), HttpStatusCode.OK);

        (await dispute.CaseAsync()).GetProperty("evidence").ToString().ShouldContain("审查笔录.txt");
        (await dispute.CaseAsync("window-clerk", "/history")).ToString().ShouldContain("附上材料1份");
        (await dispute.FollowAsync()).ToString().ShouldNotContain("审查笔录");
        using var other = await host.SignInAsync("mediator");
        using var again = Files("审查笔录.txt", "x"u8.ToArray());
        (await other.PostAsync(address, again)).StatusCode.ShouldBeOneOf(HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound);
        using var auditor = await host.SignInAsync("auditor");
        using var third = Files("审查笔录.txt", "x"u8.ToArray());
        (await auditor.PostAsync(address, third)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Administrators_read_what_the_mails_will_say()
    {
        using var administrator = await host.SignInAsync("administrator");
        var templates = await HostFixture.ReadAsync(await administrator.GetAsync("/api/mail/templates"), HttpStatusCode.OK);
        templates.EnumerateArray().Select(row => row.GetProperty("code").GetString()).ShouldBe(["reminder", "notice", "formal", "action"]);
        templates[0].GetProperty("example").GetString()!.ShouldContain("调解期限还有2个工作日届满");
        using var mediator = await host.SignInAsync("mediator");
        (await mediator.GetAsync("/api/mail/templates")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
