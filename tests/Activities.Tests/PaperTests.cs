using LaborFlow.Activities.Documents;
using LaborFlow.Activities.Notices;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Exceptions;

namespace LaborFlow.Activities.Tests;

/// <summary>Papers are made, signed and served; notices go to whom they name.</summary>
public sealed class PaperTests
{
    private const string Refusal = "MED/refusal-notice";

    private static async Task<Bench> WithTemplatesAsync()
    {
        var bench = await Bench.OpenAsync();
        await bench.InstallTemplatesAsync();
        bench.Done("clerk-review", new { reason = "不属于劳动争议" }, "wu");
        return bench;
    }

    [Fact]
    [Of(typeof(GenerateDocument)), Of(typeof(SignDocument))]
    public async Task A_draft_has_no_number_until_it_is_signed()
    {
        var bench = await WithTemplatesAsync();
        await bench.RunAsync<GenerateDocument>(("template", Refusal));
        var draft = bench.Stores.Documents.Single();
        draft.Number.ShouldBeNull();
        await bench.RunAsync<SignDocument>(("template", Refusal), ("signedInStep", "clerk-review"));

        var signed = bench.Stores.Documents.Last();
        signed.Number.ShouldNotBeNull().ShouldStartWith("深龙华劳人调案〔2026〕1号");
        DocxText.Whole(bench.Stores.Contents[signed.StorageKey]).ShouldContain("陈晓明");
    }

    [Fact]
    [Of(typeof(GenerateDocument))]
    public async Task A_field_without_content_stops_the_paper_by_its_name()
    {
        var bench = await Bench.OpenAsync();
        await bench.InstallTemplatesAsync();
        (await bench.FailAsync<GenerateDocument>(("template", "MED/agreement"), ("issue", true))).ShouldContain("agreement");
        bench.Stores.Documents.ShouldBeEmpty();
    }

    [Fact]
    [Of(typeof(ServeDocument))]
    public async Task Direct_service_counts_from_the_day_of_receipt_and_the_post_that_came_back_from_none()
    {
        var bench = await WithTemplatesAsync();
        await bench.RunAsync<GenerateDocument>(("template", Refusal), ("issue", true));
        bench.Done("serve", new { method = "direct", receivedOn = "2026-11-02" }, "qian");
        (await bench.RunAsync<ServeDocument>(("template", Refusal), ("side", "applicant"), ("fromStep", "serve"))).ShouldBe("served");
        bench.Stores.Services.Single().DeemedOn.ShouldBe(new DateOnly(2026, 11, 2));

        bench.Done(
            "serve",
            new
            {
                method = "post",
                sentOn = "2026-11-01",
                address = "深圳市龙华区某路1号",
            },
            "qian"
        );
        (await bench.RunAsync<ServeDocument>(("template", Refusal), ("side", "respondent"), ("fromStep", "serve"))).ShouldBe("returned");
    }

    [Fact]
    [Of(typeof(PublishNotice))]
    public async Task A_public_notice_starts_its_thirty_days()
    {
        var bench = await Bench.OpenAsync();
        await bench.RunAsync<PublishNotice>(("text", "请到本委领取仲裁文书"), ("parameter", "svc-public-30d"));

        bench.Stores.Deadlines.Single().ParameterId.ShouldBe("svc-public-30d");
        bench.Records<RegisterEntry>().Single().Kind.ShouldBe("publication");
    }

    [Fact]
    [Of(typeof(NotifyParty)), Of(typeof(NotifyOffice)), Of(typeof(RaiseWarning))]
    public async Task Both_sides_are_told_publicly_offices_and_warnings_stay_inside()
    {
        var bench = await Bench.OpenAsync();
        await bench.RunAsync<NotifyParty>(("text", "请按时到场"));
        bench.Sent.Count(m => m.Kind == NotifyParty.MessageKind).ShouldBe(2);
        bench.Stores.Events.Last(e => e.Action == "party.notified").PublicToParties.ShouldBeTrue();

        await bench.RunAsync<NotifyOffice>(("office", "street-officer"), ("text", "请协助维稳"));
        await bench.RunAsync<RaiseWarning>(("level", "red"), ("text", "三十人以上"));
        bench.Stores.Events.Last(e => e.Action == "office.notified").PublicToParties.ShouldBeFalse();
        bench.Entry("warning.raised").ShouldBe("红色预警：三十人以上");
        bench.Records<RegisterEntry>().Single().Kind.ShouldBe("warning");
    }
}
