using LaborFlow.Activities.Arbitration;
using LaborFlow.Activities.Deadlines;
using LaborFlow.Activities.Documents;
using LaborFlow.Activities.Mediation;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Activities.Tests;

/// <summary>Mediation and arbitration: who sits, when, on which track, and how an award may be attacked.</summary>
public sealed class HearingTests
{
    [Fact]
    [Of(typeof(AssignMediationOrganisation))]
    public async Task The_organisation_of_the_place_takes_the_case_and_where_there_is_none_another_way_is_taken()
    {
        var bench = await Bench.OpenAsync();
        (await bench.RunAsync<AssignMediationOrganisation>()).ShouldBe("assigned");
        bench.Case.MediationOrganisationId.ShouldBe(bench.Stores.Organisations.Single().Id);

        var empty = await Bench.OpenAsync();
        empty.Stores.Organisations.Clear();
        (await empty.RunAsync<AssignMediationOrganisation>()).ShouldBe("none");
    }

    [Fact]
    [Of(typeof(ScheduleMediation))]
    public async Task A_session_is_set_within_the_mediation_period_only()
    {
        var bench = await Bench.OpenAsync();
        await bench.RunAsync<StartDeadline>(("parameter", "med-duration-15d"));
        bench.Done("plan", new { heldOn = "2026-11-18", startsAt = "09:30" });
        (await bench.RunAsync<ScheduleMediation>(("fromStep", "plan"))).ShouldBe("refused");
        bench.Done(
            "plan",
            new
            {
                heldOn = "2026-11-17",
                startsAt = "09:30",
                place = "第二调解室",
            }
        );
        (await bench.RunAsync<ScheduleMediation>(("fromStep", "plan"))).ShouldBe("scheduled");
        bench.Entry("mediation.scheduled").ShouldContain("2026-11-17 09:30在第二调解室");
    }

    [Fact]
    [Of(typeof(RecordMediationSession))]
    public async Task A_session_is_kept_with_who_was_there()
    {
        var bench = await Bench.OpenAsync();
        bench.Done(
            "mediate",
            new
            {
                heldOn = "2026-11-02",
                mode = "online",
                applicantPresent = true,
                respondentPresent = false,
                summary = "被申请人未到场",
            }
        );
        await bench.RunAsync<RecordMediationSession>(("fromStep", "mediate"));
        var session = bench.Stores.Sessions.Single();
        (session.Number, session.ApplicantPresent, session.RespondentPresent).ShouldBe((1, true, false));
    }

    [Theory]
    [Of(typeof(AppointOfficers))]
    [InlineData(ChooseOfficer.Load)]
    [InlineData(ChooseOfficer.Rota)]
    [InlineData(ChooseOfficer.Random)]
    public async Task Open_seats_are_given_out_by_load_by_rota_or_by_lot_and_nobody_gets_two(string rule)
    {
        var bench = await Bench.OpenAsync();
        bench.Done("appoint", new { presiding = "wang" }, "director");
        (await bench.RunAsync<AppointOfficers>(("fromStep", "appoint"), ("size", 3), ("rule", rule))).ShouldBe("appointed");

        var seats = bench.Records<TribunalMember>();
        seats.Select(s => s.Name).Distinct().Count().ShouldBe(4);
        seats.Single(s => s.Seat == TribunalSeat.Presiding).Name.ShouldBe("wang");
        seats.Where(s => s.Seat == TribunalSeat.Member).Select(s => s.Name).ShouldBe(["li", "zhao"], ignoreOrder: true);
        seats.Single(s => s.Seat == TribunalSeat.Secretary).Name.ShouldBeOneOf("qian", "sun");
    }

    [Fact]
    [Of(typeof(AppointOfficers))]
    public async Task The_rota_goes_to_whoever_waited_longest_and_by_load_to_whoever_has_least()
    {
        var bench = await Bench.OpenAsync();
        bench.Done("appoint", new { }, "director");
        // li sat long ago and still has two cases; zhao sat yesterday and has none left; wang is between them.
        Seat(bench, "li", daysAgo: 90, open: true);
        Seat(bench, "li", daysAgo: 80, open: true);
        Seat(bench, "wang", daysAgo: 20, open: true);
        Seat(bench, "zhao", daysAgo: 1, open: false);

        await bench.RunAsync<AppointOfficers>(("fromStep", "appoint"), ("size", 1), ("rule", ChooseOfficer.Rota));
        Sole(bench).ShouldBe("li");
        await bench.RunAsync<AppointOfficers>(("fromStep", "appoint"), ("size", 1), ("rule", ChooseOfficer.Load));
        Sole(bench).ShouldBe("zhao");
    }

    private static string Sole(Bench bench) =>
        bench.Records<TribunalMember>().Last(s => s.CaseId == bench.Case.Id && s.Seat == TribunalSeat.Sole).Name;

    private static void Seat(Bench bench, string name, int daysAgo, bool open) =>
        bench.Stores.Records.Add(
            new TribunalMember
            {
                Id = Guid.CreateVersion7(bench.Time.GetUtcNow()),
                CaseId = Guid.CreateVersion7(bench.Time.GetUtcNow()),
                Seat = TribunalSeat.Sole,
                Name = name,
                AppointedAt = bench.Time.GetUtcNow().AddDays(-daysAgo),
                ReplacedAt = open ? null : bench.Time.GetUtcNow(),
            }
        );

    [Fact]
    [Of(typeof(ScheduleHearing)), Of(typeof(RecordHearing))]
    public async Task A_hearing_needs_five_days_notice_and_keeps_who_came()
    {
        var bench = await Bench.OpenAsync();
        bench.Done("plan", Plan("2026-11-05"));
        (await bench.RunAsync<ScheduleHearing>(("fromStep", "plan"))).ShouldBe("short-notice");
        bench.Entry("hearing.refused").ShouldContain("最迟应在");
        (await bench.RunAsync<ScheduleHearing>(("fromStep", "plan"), ("simplified", true))).ShouldBe("scheduled");
        bench.Done("plan", Plan("2026-11-20"));
        (await bench.RunAsync<ScheduleHearing>(("fromStep", "plan"))).ShouldBe("scheduled");

        bench.Done("hear", new { applicantPresent = true, respondentPresent = false });
        await bench.RunAsync<RecordHearing>(("fromStep", "hear"), ("state", "held"));
        var hearing = bench.Records<Hearing>()[^1];
        (hearing.Number, hearing.State, hearing.ApplicantPresent, hearing.RespondentPresent).ShouldBe((2, HearingState.Held, true, false));
    }

    [Fact]
    [Of(typeof(CheckHearingNotice))]
    public async Task A_hearing_stands_once_both_sides_were_served_in_time_and_is_put_off_when_one_was_served_late()
    {
        const string Notice = "ARB/hearing-notice";
        var bench = await Bench.OpenAsync();
        await bench.InstallTemplatesAsync();
        async Task ServedAsync(string on)
        {
            bench.Done(
                "plan",
                new
                {
                    heldOn = "2026-11-20",
                    startsAt = "09:30",
                    place = "第三仲裁庭",
                }
            );
            (await bench.RunAsync<ScheduleHearing>(("fromStep", "plan"))).ShouldBe("scheduled");
            await bench.RunAsync<GenerateDocument>(("template", Notice), ("issue", true));
            (await bench.RunAsync<CheckHearingNotice>(("template", Notice))).ShouldBe("unserved");
            bench.Done("serve", new { method = "direct", receivedOn = on });
            await bench.RunAsync<ServeDocument>(("template", Notice), ("side", "both"), ("fromStep", "serve"));
        }

        await ServedAsync("2026-11-18");
        (await bench.RunAsync<CheckHearingNotice>(("template", Notice))).ShouldBe("short-notice");
        bench.Entry("hearing.refused").ShouldContain("请另定2026-11-25以后的日期");
        bench.Records<Hearing>()[^1].State.ShouldBe(HearingState.Adjourned);
        await ServedAsync("2026-11-02");
        (await bench.RunAsync<CheckHearingNotice>(("template", Notice))).ShouldBe("in-time");
        bench.Records<Hearing>()[^1].NotifiedOn.ShouldBe(new DateOnly(2026, 11, 2));
    }

    [Theory]
    [Of(typeof(CheckHearingNotice)), Of(typeof(ConfirmHearingNotice))]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_notice_of_a_day_that_was_given_up_proves_nothing_for_the_day_that_took_its_place(bool byTheDrawing)
    {
        var bench = await Bench.OpenAsync();
        var notice = $"{bench.Case.ProcedureCode}/hearing-notice";
        const string Moved = "EXC/postponement-notice";
        bench.Done("plan", Plan("2026-11-20"));
        await bench.RunAsync<ScheduleHearing>(("fromStep", "plan"));
        Issue(bench, notice, hearing: 1);

        // The hearing is moved while its first notice is on its way, which arrives afterwards.
        bench.Time.Advance(TimeSpan.FromDays(1));
        bench.Done("plan", Plan("2026-11-27", notifiedOn: null));
        await bench.RunAsync<ScheduleHearing>(("fromStep", "plan"));
        Issue(bench, Moved, hearing: 2);
        bench.Done("serve", new { method = "direct", receivedOn = "2026-11-03" });
        await bench.RunAsync<ServeDocument>(("template", notice), ("side", "both"), ("fromStep", "serve"));
        (
            byTheDrawing
                ? await bench.RunAsync<ConfirmHearingNotice>(("servedOn", "2026-11-03"))
                : await bench.RunAsync<CheckHearingNotice>(("template", notice))
        ).ShouldBe("in-time", "the first notice is no longer asked for");
        bench.Entry("hearing.superseded").ShouldContain("日期已经改动");
        bench.Records<Hearing>()[^1].NotifiedOn.ShouldBeNull("nobody has the paper of the present day yet");
        (await bench.RunAsync<CheckHearingNotice>(("template", Moved))).ShouldBe("unserved");
    }

    [Fact]
    [Of(typeof(OrderAdvance))]
    public async Task What_is_enforced_in_advance_is_on_record_with_both_conditions()
    {
        var bench = await Bench.OpenAsync();
        bench.Done(
            "advance",
            new
            {
                requestedOn = "2026-11-02",
                relationFacts = "有欠条",
                hardshipFacts = "无其他收入",
                advances = new[] { new { claim = 1, amount = 6_500m } },
            }
        );
        await bench.RunAsync<OrderAdvance>(("fromStep", "advance"));
        bench.Records<LaborFlow.Cases.Exceptions.RegisterEntry>().Single().DataJson!.ShouldContain("拖欠劳动报酬");
        bench.Entry("advance.ordered").ShouldContain("6500.00元");
    }

    private static void Issue(Bench bench, string kind, int hearing)
    {
        var paper = new CaseDocument
        {
            Id = Guid.CreateVersion7(bench.Time.GetUtcNow()),
            CaseId = bench.Case.Id,
            Kind = kind,
            Name = "通知书.docx",
            ContentType = "application/octet-stream",
            Size = 1,
            Sha256 = "",
            StorageKey = "",
            CreatedBy = "workflow",
            DataJson = $"{{\"hearing\":{{\"number\":{hearing}}}}}",
            CreatedAt = bench.Time.GetUtcNow(),
        };
        paper.Issue("workflow", bench.Time.GetUtcNow());
        bench.Stores.Documents.Add(paper);
    }

    private static object Plan(string heldOn, string? notifiedOn = "2026-11-02") =>
        new
        {
            heldOn,
            notifiedOn,
            startsAt = "09:30",
            place = "第三仲裁庭",
        };

    [Fact]
    [Of(typeof(DecideTrack))]
    public async Task A_migrant_workers_wages_are_suggested_for_the_fast_track()
    {
        var bench = await Bench.OpenAsync(Applications.UnpaidWages() with { MigrantWorker = true });
        await bench.RunAsync<DecideTrack>();
        bench.Entry("track.suggested").ShouldContain("建议速裁办理");
    }

    [Theory]
    [Of(typeof(DecideAwardType))]
    [InlineData(19_500, "《劳动合同法》第30条", "final")]
    [InlineData(19_501, "《劳动合同法》第30条", "incomplete")]
    [InlineData(19_500, "", "incomplete")]
    public async Task An_award_is_final_below_the_threshold_and_none_when_it_exceeds_the_claim_or_lacks_its_article(
        int amount,
        string legalBasis,
        string outcome
    )
    {
        var bench = await Bench.OpenAsync();
        bench.Done(
            "decide",
            new
            {
                reasons = "欠付属实",
                items = new[]
                {
                    new
                    {
                        claim = 1,
                        result = "support",
                        amount,
                        legalBasis,
                    },
                },
            }
        );
        (await bench.RunAsync<DecideAwardType>(("fromStep", "decide"))).ShouldBe(outcome);
        bench.Records<Award>().Count.ShouldBe(outcome == "final" ? 1 : 0);
    }
}
