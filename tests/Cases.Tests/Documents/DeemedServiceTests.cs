using LaborFlow.Cases.Documents.Serving;
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
