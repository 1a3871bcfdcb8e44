using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Tests.Documents;

public sealed class DeemedServiceTests
{
    private static readonly DateOnly Sent = new(2026, 11, 2);

    [Theory]
    [InlineData(ServiceMethods.Direct)]
    [InlineData(ServiceMethods.Mail)]
    [InlineData(ServiceMethods.Entrusted)]
    public void What_was_receipted_is_served_on_the_day_of_the_receipt(string method) =>
        Reckon(new ServiceAct(method, Sent, new DateOnly(2026, 11, 5))).On.ShouldBe(new DateOnly(2026, 11, 5));

    [Fact]
    public void A_mailed_paper_without_its_receipt_is_not_served_yet() =>
        Should.Throw<NotAllowedException>(() => Reckon(new ServiceAct(ServiceMethods.Mail, Sent))).Code.ShouldBe("service.no-receipt");

    [Fact]
    public void Public_notice_serves_thirty_days_after_the_announcement()
    {
        var deemed = Reckon(new ServiceAct(ServiceMethods.PublicNotice, Sent));
        deemed.On.ShouldBe(new DateOnly(2026, 12, 2));
        deemed.Explanation.ShouldNotBeEmpty();
    }

    [Fact]
    public void Electronic_service_needs_consent()
    {
        var act = new ServiceAct(ServiceMethods.Electronic, Sent);
        Reckon(act, consents: true).On.ShouldBe(Sent);
        Should.Throw<NotAllowedException>(() => Reckon(act, consents: false)).Code.ShouldBe("service.no-consent");
    }

    [Fact]
    public void A_receipt_dated_before_the_dispatch_is_refused() =>
        Should
            .Throw<NotAllowedException>(() => Reckon(new ServiceAct(ServiceMethods.Mail, Sent, new DateOnly(2026, 11, 1))))
            .Code.ShouldBe("service.before-sent");

    [Fact]
    public void A_paper_that_came_back_is_not_served() =>
        Reckon(new ServiceAct(ServiceMethods.Mail, Sent, ReturnedBecause: "查无此人")).On.ShouldBeNull();

    [Theory]
    [InlineData(ServiceMethods.Phone)]
    [InlineData(ServiceMethods.Sms)]
    [InlineData(ServiceMethods.Fax)]
    [InlineData(ServiceMethods.Email)]
    public void What_is_told_in_a_simple_way_is_served_when_its_receipt_was_confirmed(string method)
    {
        var told = new ServiceAct(method, Sent, Sent);
        Should.Throw<NotAllowedException>(() => Reckon(told)).Code.ShouldBe("service.not-confirmed");
        Reckon(told with { Confirmation = "本人10时回复收到" }).On.ShouldBe(Sent);
    }

    [Fact]
    public void Simple_ways_are_for_simplified_handling_and_never_for_awards()
    {
        var matter = PlainCase.Of();
        Demand("FTA/hearing-notice").ShouldBe("service.not-simplified");
        matter.MoveTo(Stages.FastTrack);
        SimpleService.Demand(matter, "FTA/hearing-notice", ServiceMethods.Sms);
        foreach (var paper in (string[])["FTA/award-final", "FTA/partial-open", "FTA/mediation-document"])
            Demand(paper).ShouldBe("service.not-for-awards");
        SimpleService.Demand(matter, "FTA/award-final", ServiceMethods.Mail);

        string Demand(string paper) =>
            Should.Throw<NotAllowedException>(() => SimpleService.Demand(matter, paper, ServiceMethods.Sms)).Code;
    }

    private static DeemedDay Reckon(ServiceAct act, bool consents = true) =>
        DeemedService.Reckon(
            act,
            consents,
            on =>
                DeadlineCalculator
                    .Explain(
                        new DeadlineRequest
                        {
                            ParameterId = "svc-public-30d",
                            Jurisdiction = "440309",
                            StartsOn = on,
                        },
                        StatuteRegister.Installed,
                        WorkingCalendar.Installed
                    )
                    .Explanation!
        );
}
