using LaborFlow.Cases;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Publication;
using LaborFlow.Cases.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>裁决书公开: what anybody may read of an award that binds, who decides, and how it is taken back.</summary>
public sealed class PublicationStories : ArbitrationStory
{
    private const string Facts =
        "申请人陈晓明（电话13800138000，住深圳市龙华区民治街道梅龙路1号，邮箱chen@example.com）自2026年7月起未领到工资，"
        + "工资原发至尾号账户6222 6002 6000 1072 444；其间因病住院两周，病历号A20260701，车牌粤B12345的货车由其驾驶，工友陈晓亮可以证明。";

    private async Task EffectiveAsync()
    {
        var application = Claiming(Claim("double-wages", 66_000m)) with { Facts = Facts };
        await AcceptedAsync("ordinary", application);
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "waive", new { consents = true });
        await ScheduleAsync("arb-schedule", inDays: 8);
        await PassAsync(8);
        await HeldAsync("arb-hearing");
        await DoAsync(
            "arb-decide",
            "award",
            new
            {
                deliberation = "三人一致意见",
                reasons = "陈晓明与深圳市某某电子有限公司没有订立书面劳动合同，公司的客户报价为每件18.5元。",
                items = new[]
                {
                    new
                    {
                        claim = 1,
                        result = "support",
                        amount = 66_000m,
                        legalBasis = "《劳动合同法》第82条",
                    },
                },
            }
        );
        await VoteAsync("approve", "approve");
        await ServeAwardAsync("arb-serve-award");
        await PassAsync(20);
        (await CaseAsync()).ClosedAs.ShouldBe("award-effective");
        (await LastEntryAsync("procedure.started")).ShouldContain("隐去个人信息予以公开");
    }

    private Task<string> CopyAsync() =>
        InScopeAsync(async scope =>
        {
            var matter = await CaseAsync();
            var copy = (await scope.GetRequiredService<IDocumentStore>().DocumentsAsync(matter.Id)).Last(d =>
                d.Kind == PublishAward.CopyKind
            );
            await using var content = await scope.GetRequiredService<IEvidenceFiles>().OpenAsync(copy.StorageKey, default);
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes);
            return DocxText.Whole(bytes.ToArray());
        });

    [Fact]
    public async Task An_award_that_binds_is_published_without_anything_that_tells_who_the_worker_is()
    {
        await EffectiveAsync();
        await DoAsync(
            "pub-review",
            "publish",
            new { terms = new[] { new { text = "每件18.5元", kind = "secret" }, new { text = "陈晓亮", kind = "name" } } },
            by: "zhou"
        );

        var copy = await CopyAsync();
        copy.ShouldStartWith("（公开文本：个人信息已隐去）");
        copy.ShouldContain("申请人：陈某，");
        copy.ShouldContain("深圳市某某电子有限公司");
        copy.ShouldContain("公司的客户报价为×××");
        copy.ShouldContain("仲裁员：");
        copy.ShouldContain("首席陈");
        foreach (
            var secret in new[]
            {
                "陈晓明",
                "陈晓亮",
                Applications.ResidentNumber(1),
                "13800138000",
                "梅龙路",
                "chen@example.com",
                "6222",
                "1072",
                "A20260701",
                "住院两周",
                "粤B12345",
                "18.5元",
                "0755-28000000",
            }
        )
            copy.ShouldNotContain(secret);
        (await LastEntryAsync("award.redacted")).ShouldContain("商业秘密1处");

        // Whoever proposed it does not decide it.
        (await OpenTaskAsync("pub-decide")).ExcludedUsers.ShouldBe("zhou");
        await Should.ThrowAsync<InvalidInputException>(() => DoAsync("pub-decide", "approve"));
        await DoAsync("pub-decide", "approve", new { @checked = true });
        (await LastEntryAsync("award.published")).ShouldContain("任何人可以查阅");
        (await RecordsAsync<RegisterEntry>()).Single(e => e.Kind == PublishAward.Published).Text.ShouldContain("深圳市某某电子有限公司");
        (await OpenStepsAsync()).ShouldBeEmpty();
        (await Should.ThrowAsync<NotAllowedException>(() => RaiseAsync("publish", "再次公开"))).Code.ShouldBe("exception.published");

        // The original stays as it was signed.
        (await PaperAsync("ARB/award-open")).ShouldContain("陈晓明");
    }

    [Fact]
    public async Task Half_masked_copies_go_back_and_a_party_has_the_award_taken_off_the_list()
    {
        await EffectiveAsync();
        await DoAsync("pub-review", "publish", by: "zhou");
        (await CopyAsync()).ShouldContain("18.5元");
        await DoAsync("pub-decide", "return", new { reason = "报价是商业秘密" });
        await DoAsync("pub-review", "publish", new { terms = new[] { new { text = "每件18.5元", kind = "secret" } } }, by: "zhou");
        (await CopyAsync()).ShouldNotContain("18.5元");
        await DoAsync("pub-decide", "approve", new { @checked = true });

        await RaiseAsync("unpublish", "从事实可以认出本人", party: "applicant");
        await DoAsync("exc-unpublish", "refuse", new { reason = "已经隐去姓名和住址" });
        (await PublicAsync()).ShouldBeTrue();
        await RaiseAsync("unpublish", "货车车主只有一人", party: "applicant");
        await DoAsync("exc-unpublish", "approve", new { ground = "masking", reason = "可以识别特定个人" });
        (await PublicAsync()).ShouldBeFalse();
        (await LastEntryAsync("award.unpublished")).ShouldBe("裁决书已撤回公开：可以识别特定个人");
        (await Should.ThrowAsync<NotAllowedException>(() => RaiseAsync("unpublish", "再撤", party: "applicant"))).Code.ShouldBe(
            "exception.not-published"
        );

        // Masked better, it may be published anew; reopening the case takes it back by itself.
        await RaiseAsync("publish", "已补充隐去");
        await DoAsync("pub-review", "publish", new { terms = new[] { new { text = "货车", kind = "other" } } }, by: "zhou");
        await DoAsync("pub-decide", "approve", new { @checked = true });
        (await PublicAsync()).ShouldBeTrue();
        await RaiseAsync("reopening", "新的证据", new { procedure = "ARB" });
        await DoAsync("exc-reopening", "approve", new { procedure = "ARB", reason = "确有错误" });
        (await PublicAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task What_must_not_be_known_is_not_published_and_the_director_decides_it()
    {
        await EffectiveAsync();
        await DoAsync("pub-review", "withhold", new { ground = "minor", reason = "申请人入职时未成年" }, by: "zhou");
        await DoAsync("pub-withhold", "return", new { reason = "现已成年，应当公开" });
        (await OpenStepsAsync()).ShouldBe(["pub-review"]);
        await DoAsync("pub-review", "withhold", new { ground = "trade-secret", reason = "全文涉及报价" }, by: "zhou");
        await DoAsync("pub-withhold", "approve", new { ground = "trade-secret" });
        (await LastEntryAsync("award.withheld")).ShouldBe("裁决书不予公开：涉及商业秘密");
        (await PublicAsync()).ShouldBeFalse();
        (await OpenStepsAsync()).ShouldBeEmpty();

        // The director may also refuse a copy that was proposed.
        await RaiseAsync("publish", "隐去报价后公开");
        await DoAsync("pub-review", "publish", by: "zhou");
        await DoAsync("pub-decide", "withhold", new { ground = "trade-secret", reason = "隐去后仍可推知" });
        (await PublicAsync()).ShouldBeFalse();
    }

    private async Task<bool> PublicAsync() => PublishAward.IsPublic(await RecordsAsync<RegisterEntry>());
}
