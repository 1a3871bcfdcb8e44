using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Reminders;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Mail;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Reminders;

public sealed partial class ReminderTests
{
    [Fact]
    public async Task On_the_last_day_the_officer_is_told_once_in_the_app_and_by_a_mail_with_both_parts_and_a_calendar_file()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-20T09:30:00+08:00");
        var (_, number) = await host.FileAsync(new DateOnly(2026, 3, 5));

        // Three hosts sweep at once.
        var results = await Task.WhenAll(host.SweepAsync(), host.SweepAsync(), host.SweepAsync());
        await host.SweepAsync();
        await host.EventuallyAsync(
            () => host.Smtp.Mails.Any(mail => mail.Contains("window-clerk@", StringComparison.Ordinal)),
            "no mail came"
        );

        results.Sum(result => result.Fired).ShouldBe(1);
        using var clerk = await host.SignInAsync("window-clerk");
        var list = await HostFixture.ReadAsync(await clerk.GetAsync("/api/notifications"), HttpStatusCode.OK);
        var told = list.GetProperty("items").EnumerateArray().Single();
        told.GetProperty("zh").GetString().ShouldBe($"{number}“调解期限”今日（2026-03-20）届满。");
        told.GetProperty("urgent").GetBoolean().ShouldBeTrue();
        list.GetProperty("unread").GetInt32().ShouldBe(1);

        await clerk.PostAsJsonAsync("/api/notifications/read", new { ids = new[] { told.GetProperty("id").GetString() } });
        (await HostFixture.ReadAsync(await clerk.GetAsync("/api/notifications?unread=true"), HttpStatusCode.OK))
            .GetProperty("total")
            .GetInt32()
            .ShouldBe(0);

        host.Smtp.Credentials.ShouldBe("laborflow:mail-secret");
        var mail = host.Smtp.Mails.Single(mail => mail.Contains("window-clerk@", StringComparison.Ordinal));
        Subject(mail).ShouldBe($"期限提醒：{number}");
        mail.ShouldContain("multipart/alternative");
        var parts = Decoded(mail);
        parts.ShouldContain("法定期限提醒不可退订");
        parts.ShouldContain("<html");
        parts.ShouldContain("BEGIN:VCALENDAR");
        parts.ShouldContain("DTSTART;VALUE=DATE:20260320");
        mail.ShouldNotContain("List-Unsubscribe");
        parts.ShouldNotContain("陈静");
    }

    [Fact]
    public async Task What_can_wait_goes_into_one_digest_a_person_and_morning_and_only_in_working_hours()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-05T10:00:00+08:00");
        await host.FileAsync(new DateOnly(2026, 3, 5));
        await host.FileAsync(new DateOnly(2026, 3, 5));
        (await host.SweepAsync()).Fired.ShouldBe(0);

        // Friday the 13th, half-way for both: at seven the office is closed, at nine one mail tells both.
        host.Clock.Advance(DateTimeOffset.Parse("2026-03-13T07:00:00+08:00", Invariant) - host.Clock.GetUtcNow());
        (await host.SweepAsync()).Digests.ShouldBe(0);
        host.Clock.Advance(TimeSpan.FromHours(2));
        var swept = await host.SweepAsync();
        // "Half" and "five days before" fall on one morning: one of them tells for both, and nothing was missed.
        (swept.Fired, swept.Cancelled, swept.Missed, swept.Digests).ShouldBe((2, 2, 0, 1));
        await host.EventuallyAsync(() => host.Smtp.Mails.Count > 0, "no digest came");
        Subject(host.Smtp.Mails.Single()).ShouldBe("期限提醒：2项待办");
        (await host.SweepAsync()).Digests.ShouldBe(0);
    }

    [Fact]
    public async Task A_host_that_was_down_sends_what_still_helps_and_marks_the_rest()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-05T10:00:00+08:00");
        await host.FileAsync(new DateOnly(2026, 3, 5));
        await host.SweepAsync();
        await host.InScopeAsync(services =>
            services
                .GetRequiredService<LaborFlowDbContext>()
                .Set<AppUser>()
                .Where(user => user.UserName == "director")
                .ExecuteUpdateAsync(set => set.SetProperty(user => user.Email, (string?)null))
        );

        host.Clock.Advance(DateTimeOffset.Parse("2026-03-24T10:00:00+08:00", Invariant) - host.Clock.GetUtcNow());
        var swept = await host.SweepAsync();

        // Overdue, to the officer and to the head; half-way, five, two days before (to both) and the last day help nobody now.
        (swept.Fired, swept.Missed).ShouldBe((HeadsAndOfficers, 5));
        using var administrator = await host.SignInAsync("administrator");
        (await HostFixture.ReadAsync(await administrator.GetAsync("/api/reminders/missed"), HttpStatusCode.OK))
            .GetProperty("total")
            .GetInt32()
            .ShouldBe(5);
        // Who has no address is told in the application alone: no mail is queued that could only be found undeliverable.
        await host.InScopeAsync(async services =>
        {
            var mails = await services
                .GetRequiredService<LaborFlowDbContext>()
                .Set<Notification>()
                .ToDictionaryAsync(told => told.UserName, told => told.Mail);
            mails["director"].ShouldBe(NotificationMail.None);
            mails["window-clerk"].ShouldBeOneOf(NotificationMail.Queued, NotificationMail.Sent);
        });
    }

    private const int HeadsAndOfficers = 2;

    [Fact]
    public async Task Who_has_to_keep_the_day_is_reminded_of_it_on_the_cases_page_two_working_days_before()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-05T10:00:00+08:00");
        var (id, _) = await host.FileAsync(new DateOnly(2026, 3, 5));
        await host.InScopeAsync(async services =>
        {
            var found = (await services.GetRequiredService<ICaseStore>().FindAsync(id, forUpdate: false))!;
            var day = new DateOnly(2026, 3, 20);
            services
                .GetRequiredService<CaseClock>()
                .StartNamed(found, Guid.CreateVersion7(host.Clock.GetUtcNow()), FollowUp.Period, new(2026, 3, 5), day, "第1项整改期限");
            await services.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
        });
        await host.SweepAsync();

        host.Clock.Advance(DateTimeOffset.Parse("2026-03-18T09:30:00+08:00", Invariant) - host.Clock.GetUtcNow());
        await Task.WhenAll(host.SweepAsync(), host.SweepAsync());

        (await ToldAsync("deadline.party-reminded")).ShouldBe(
            ["“第1项整改期限”将于2026-03-20届满，还有2个工作日，请按期整改完毕并提交证据。"],
            "once, whatever the number of hosts"
        );
        await host.EventuallyAsync(() => ToldAsync("notice.carried").GetAwaiter().GetResult().Count > 0, "nobody carried the notice");

        async Task<IReadOnlyList<string>> ToldAsync(string action)
        {
            IReadOnlyList<string> told = [];
            await host.InScopeAsync(async services =>
                told = await services
                    .GetRequiredService<LaborFlowDbContext>()
                    .Set<CaseEvent>()
                    .Where(entry => entry.CaseId == id && entry.Action == action)
                    .Select(entry => entry.Zh)
                    .ToListAsync()
            );
            return told;
        }
    }

    [Fact]
    public async Task A_mail_that_the_server_refuses_is_tried_again_then_shown_to_an_administrator_who_has_it_sent()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-20T09:30:00+08:00");
        await host.FileAsync(new DateOnly(2026, 3, 5));
        host.Smtp.Refuses = true;
        await host.SweepAsync();

        for (var i = 1; i <= MailDeliveries.MostAttempts; i++)
        {
            var tries = i;
            await host.EventuallyAsync(() => host.Smtp.Tries >= tries, $"try {tries} did not come");
            host.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        using var administrator = await host.SignInAsync("administrator");
        JsonElement failed = default;
        for (var i = 0; i < 500 && (failed.ValueKind == JsonValueKind.Undefined || failed.GetArrayLength() == 0); i++)
            failed = (
                await HostFixture.ReadAsync(await administrator.GetAsync("/api/mail/deliveries?state=failed"), HttpStatusCode.OK)
            ).GetProperty("items");
        failed.GetArrayLength().ShouldBe(1);
        failed[0].GetProperty("attempts").GetInt32().ShouldBe(MailDeliveries.MostAttempts);
        failed[0].GetProperty("lastError").GetString().ShouldNotBeNullOrEmpty();

        const string Deliveries = "/api/mail/deliveries";
        host.Smtp.Refuses = false;
        (await administrator.PostAsJsonAsync($"{Deliveries}/{failed[0].GetProperty("id").GetString()}/retry", new { })).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        await host.EventuallyAsync(() => host.Smtp.Mails.Count == 1, "the mail was not sent again");

        // All that was given up is sent at once when the server is there again.
        (await AllAgainAsync("failed"))
            .GetProperty("queued")
            .GetInt32()
            .ShouldBe(0);
        await host.InScopeAsync(services =>
            services
                .GetRequiredService<LaborFlowDbContext>()
                .Set<MailDelivery>()
                .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, NotificationMail.Failed))
        );
        var counts = await HostFixture.ReadAsync(await administrator.GetAsync(Deliveries + "?state=sent"), HttpStatusCode.OK);
        counts.GetProperty("counts").GetProperty("failed").GetInt32().ShouldBe(1);
        (await AllAgainAsync("failed")).GetProperty("queued").GetInt32().ShouldBe(1);
        await host.EventuallyAsync(() => host.Smtp.Mails.Count == 2, "the mails were not sent again");

        async Task<JsonElement> AllAgainAsync(string state) =>
            await HostFixture.ReadAsync(await administrator.PostAsJsonAsync(Deliveries + "/retry", new { state }), HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_plan_is_edited_per_procedure_and_place_and_what_is_planned_follows_it()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-05T10:00:00+08:00");
        await host.FileAsync(new DateOnly(2026, 3, 5));
        await host.SweepAsync();
        using var administrator = await host.SignInAsync("administrator");
        object Plan(string moment, int days) =>
            new
            {
                procedureCode = "MED",
                jurisdiction = "440309",
                rules = new[]
                {
                    new
                    {
                        moment,
                        workingDays = days,
                        to = "head",
                        canWait = false,
                    },
                },
            };
        (await administrator.PutAsJsonAsync("/api/reminders/plans", Plan("someday", 1))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await administrator.PutAsJsonAsync("/api/reminders/plans", Plan("before", 0))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await HostFixture.ReadAsync(await administrator.PutAsJsonAsync("/api/reminders/plans", Plan("before", 9)), HttpStatusCode.OK);

        host.Clock.Advance(DateTimeOffset.Parse("2026-03-09T10:00:00+08:00", Invariant) - host.Clock.GetUtcNow());
        (await host.SweepAsync()).Fired.ShouldBe(1);
        using var director = await host.SignInAsync("director");
        (await HostFixture.ReadAsync(await director.GetAsync("/api/notifications"), HttpStatusCode.OK))
            .GetProperty("total")
            .GetInt32()
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_plan_that_changes_after_some_went_out_leaves_them_and_plans_the_rest()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-24T10:00:00+08:00");
        await host.FileAsync(new DateOnly(2026, 3, 5));
        (await host.SweepAsync()).Fired.ShouldBe(2);
        using var administrator = await host.SignInAsync("administrator");
        var daily = new
        {
            moment = "overdue",
            workingDays = 1,
            to = "officer",
            canWait = false,
        };
        await HostFixture.ReadAsync(
            await administrator.PutAsJsonAsync(
                "/api/reminders/plans",
                new
                {
                    procedureCode = "",
                    jurisdiction = "",
                    rules = new[] { daily },
                }
            ),
            HttpStatusCode.OK
        );

        // The head is told no more; the officer goes on being told daily, and today's is not told twice.
        (await host.SweepAsync()).Fired.ShouldBe(0);
        host.Clock.Advance(TimeSpan.FromDays(1));
        (await host.SweepAsync()).Fired.ShouldBe(1);
        host.Clock.Advance(TimeSpan.FromDays(1));
        (await host.SweepAsync()).Fired.ShouldBe(1);
    }

    [Fact]
    public async Task The_clusters_scheduler_sends_what_is_due()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-20T09:30:00+08:00", clustered: true);
        await host.FileAsync(new DateOnly(2026, 3, 5));
        using var clerk = await host.SignInAsync("window-clerk");
        var told = 0;
        for (var i = 0; i < 2000 && told == 0; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            told = (await HostFixture.ReadAsync(await clerk.GetAsync("/api/notifications"), HttpStatusCode.OK))
                .GetProperty("total")
                .GetInt32();
        }
        told.ShouldBe(1);
    }

    [Fact]
    public async Task Who_is_off_work_on_a_local_day_is_mailed_on_the_next_morning_that_they_work()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-20T09:30:00+08:00");
        using var first = await host.SignInAsync("administrator");
        using var second = await host.SignInAsync("administrator2");
        // The officer belongs to the city, where today is off; the case lies in a district of it that works.
        foreach (var (place, working) in new[] { ("440300", false), ("440309", true) })
        {
            var day = await HostFixture.ReadAsync(
                await first.PostAsJsonAsync(
                    "/api/statutes/calendar/days",
                    new
                    {
                        jurisdiction = place,
                        date = "2026-03-20",
                        working,
                        nameZh = "台风停工",
                        legalBasis = "三防指挥部令",
                    }
                ),
                HttpStatusCode.Created
            );
            var approved = await second.PostAsJsonAsync($"/api/statutes/changes/{day.GetProperty("id").GetString()}/approve", new { });
            approved.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await host.FileAsync(new DateOnly(2026, 3, 5));
        await host.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<LaborFlowDbContext>();
            (await database.Set<AppUser>().SingleAsync(user => user.UserName == "window-clerk")).Jurisdiction = "440300";
            await database.SaveChangesAsync();
        });

        var swept = await host.SweepAsync();
        (swept.Fired, swept.Digests).ShouldBe((1, 0));
        host.Clock.Advance(DateTimeOffset.Parse("2026-03-23T09:05:00+08:00", Invariant) - host.Clock.GetUtcNow());
        (await host.SweepAsync()).Digests.ShouldBe(1);
    }

    [Fact]
    public async Task A_hearing_stands_in_the_calendar_of_the_officer_who_has_the_case()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-10T10:00:00+08:00");
        var (caseId, number) = await host.FileAsync(new DateOnly(2026, 3, 5));
        await host.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<LaborFlowDbContext>();
            database.Add(
                new Hearing
                {
                    Id = Guid.CreateVersion7(host.Clock.GetUtcNow()),
                    CaseId = caseId,
                    Number = 1,
                    HeldOn = new DateOnly(2026, 3, 20),
                    StartsAt = "14:30",
                    Place = "第二仲裁庭",
                    NotifiedOn = new DateOnly(2026, 3, 10),
                }
            );
            var seat = new TribunalMember
            {
                Id = Guid.CreateVersion7(host.Clock.GetUtcNow()),
                CaseId = caseId,
                Seat = TribunalSeat.Sole,
                Name = (await database.Set<AppUser>().SingleAsync(user => user.UserName == "arbitrator")).DisplayName,
                AppointedAt = host.Clock.GetUtcNow(),
            };
            database.Add(seat);
            await database.SaveChangesAsync();
        });
        async Task<string> Feed(string userName)
        {
            using var client = await host.SignInAsync(userName);
            var feed = await HostFixture.ReadAsync(
                await client.PostAsJsonAsync("/api/notifications/calendar-feed", new { }),
                HttpStatusCode.OK
            );
            using var program = host.Anonymous();
            return (await program.GetStringAsync(feed.GetProperty("url").GetString()!)).Replace("\r\n ", "", StringComparison.Ordinal);
        }

        var arbitrator = await Feed("arbitrator");
        arbitrator.ShouldContain($"SUMMARY:{number} 第1次开庭");
        arbitrator.ShouldContain("DTSTART:20260320T063000Z");
        arbitrator.ShouldContain("LOCATION:第二仲裁庭");
        (await Feed("mediator")).ShouldNotContain("开庭");
    }

    [Fact]
    public async Task An_officers_calendar_address_works_without_signing_in_until_it_is_renewed()
    {
        await using var host = await ReminderHost.StartAsync();
        using var clerk = await host.SignInAsync("window-clerk");
        var first = (
            await HostFixture.ReadAsync(await clerk.PostAsJsonAsync("/api/notifications/calendar-feed", new { }), HttpStatusCode.OK)
        )
            .GetProperty("url")
            .GetString()!;
        using var program = host.Anonymous();
        var feed = await program.GetAsync(first);
        feed.StatusCode.ShouldBe(HttpStatusCode.OK);
        feed.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        (await feed.Content.ReadAsStringAsync()).ShouldStartWith("BEGIN:VCALENDAR\r\n");

        await clerk.PostAsJsonAsync("/api/notifications/calendar-feed", new { });
        (await program.GetAsync(first)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static readonly IFormatProvider Invariant = System.Globalization.CultureInfo.InvariantCulture;

    /// <summary>The subject as a mail program shows it.</summary>
    private static string Subject(string mail)
    {
        var header = SubjectHeader().Match(mail).Groups[1].Value;
        return string.Concat(
            EncodedWord().Matches(header).Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)))
        );
    }

    /// <summary>All Base64 parts of a mail, decoded.</summary>
    private static string Decoded(string mail) =>
        string.Join(
            '\n',
            Base64Body()
                .Matches(mail)
                .Select(body => Encoding.UTF8.GetString(Convert.FromBase64String(body.Groups[1].Value.ReplaceLineEndings(""))))
        );

    [GeneratedRegex(@"^Subject: ((?:.*\n)(?:[ \t].*\n)*)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex SubjectHeader();

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\n\n((?:[A-Za-z0-9+/=]+\n)+)")]
    private static partial Regex Base64Body();
}
