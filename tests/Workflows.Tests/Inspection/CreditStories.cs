using LaborFlow.Cases;
using LaborFlow.Cases.Inspection.Credit;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Inspection;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests.Inspection;

/// <summary>守法诚信等级：一月评分，C级单独立案，A级、B级随名单审批，异议另案核实，定级入档。</summary>
public sealed class CreditStories : InspectionStory
{
    private Task<(int Scored, int Settled)> RateAsync() =>
        InScopeAsync(async scope => await scope.GetRequiredService<RateYear>().RunAsync());

    private Task<CreditRating> RatingAsync() =>
        InScopeAsync(async scope => await scope.GetRequiredService<LaborFlowDbContext>().Set<CreditRating>().SingleAsync());

    private Task<CreditList> DecideListAsync(Action<DecideCreditList, CreditList> decide) =>
        InScopeAsync(async scope =>
        {
            var list = (await scope.GetRequiredService<ICreditBook>().FindListAsync(2026, "440309"))!;
            decide(scope.GetRequiredService<DecideCreditList>(), list);
            await scope.GetRequiredService<ICreditBook>().SaveAsync();
            return list;
        });

    [Fact]
    public async Task Child_labour_makes_a_C_that_is_reviewed_approved_told_and_followed_by_a_talk()
    {
        await FollowedUpAsync(("使用童工一名", null, 7));
        var inspected = await CaseAsync();
        (await RateAsync()).ShouldBe((0, 0), "the year is not over");
        await PassUntilAsync(new DateOnly(2027, 1, 4));

        (await RateAsync()).ShouldBe((1, 0));

        (await RateAsync()).ShouldBe((0, 0), "the job may run again");
        var rating = await RatingAsync();
        (rating.Year, rating.ScoredGrade, rating.Findings, rating.State).ShouldBe((2026, "C", 1, RatingState.InCase));
        CreditFacts.Of(rating).ShouldAllBe(fact => fact.CaseNumber == inspected.CaseNumber && fact.On == new DateOnly(2026, 11, 2));
        Follow(rating.CaseId!.Value);
        var rated = await CaseAsync();
        (rated.CaseNumber, rated.Stage, rated.RelatedCaseId).ShouldBe(("深龙华劳监评〔2027〕1号", "credit-review", inspected.Id));
        rated.Respondents.Single().Name.ShouldBe(inspected.Respondents.First().Name);
        (await OpenTaskAsync("crd-review")).FormDataJson!.ShouldContain("\"scored\":\"C\"");

        await DoAsync("crd-review", "confirm", new { grade = "B", basis = "已改正" }, by: "监察员甲");
        (await LastEntryAsync("credit.contradicts")).ShouldContain("请选择调整等级");
        await DoAsync("crd-review", "confirm", new { grade = "C", basis = "使用童工被查处" }, by: "监察员甲");
        await DoAsync("crd-approve", "approve", by: "局长丁");
        (await PaperAsync("CRD/rating-notice")).ShouldContain("列为重点对象，优先检查并约谈");
        await ServeAsync("crd-serve");
        (await DeadlineAsync("crd-objection-10wd")).DueOn.ShouldBe(new DateOnly(2027, 1, 18));
        await PassAsync(15);
        await DoAsync(
            "crd-talk",
            "held",
            new
            {
                heldOn = Day(0),
                present = "法定代表人",
                record = "约谈情况",
                commitment = "不再使用童工",
            },
            by: "监察员甲"
        );

        (await CaseAsync()).ClosedAs.ShouldBe("credit-graded");
        (await PaperAsync("CRD/talk-record")).ShouldContain("不再使用童工");
        rating = await RatingAsync();
        (rating.State, rating.Grade, rating.KeepUntil).ShouldBe((RatingState.Final, "C", rating.FinalOn!.Value.AddYears(3)));
        (await LastEntryAsync("credit.settled")).ShouldContain("评价信息保存至2030");
    }

    [Fact]
    public async Task One_finding_makes_a_B_on_the_list_and_an_objection_that_another_officer_upholds_makes_it_an_A()
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7));
        await PassUntilAsync(new DateOnly(2027, 1, 4));
        await RateAsync();
        (await RateAsync()).ShouldBe((0, 0));
        var listed = await RatingAsync();
        (listed.ScoredGrade, listed.State, listed.CaseId).ShouldBe(("B", RatingState.Listed, null));

        await InScopeAsync(async late =>
        {
            var book = late.GetRequiredService<ICreditBook>();
            var read = (await book.FindListAsync(listed.ListId))!;
            await DecideListAsync((desk, list) => desk.Review(list, "监察员甲"));
            late.GetRequiredService<DecideCreditList>().Review(read, "监察员乙");
            await Should.ThrowAsync<DbUpdateConcurrencyException>(async () => await book.SaveAsync());
            return 0;
        });
        (await DecideListAsync((_, _) => { })).ReviewedBy.ShouldBe("监察员甲", "a second review overwrites nothing");
        (
            await Should.ThrowAsync<NotAllowedException>(() => DecideListAsync((desk, list) => desk.Decide(list, true, null, "监察员甲")))
        ).Code.ShouldBe("credit.two-persons");
        await DecideListAsync((desk, list) => desk.Decide(list, true, null, "局长丁"));
        var told = await DecideListAsync((desk, list) => desk.Notify(list, Today, "政务网站公布并短信告知", "监察员甲"));
        told.ObjectUntil.ShouldBe(new DateOnly(2027, 1, 18));
        (await Should.ThrowAsync<NotAllowedException>(() => OpenAsync(CreditCaseReason.Change))).Code.ShouldBe("credit.list-state");
        Follow(await OpenAsync(CreditCaseReason.Objection));

        (await OpenStepsAsync()).ShouldBe(["crd-verify"], "nothing is reviewed again before it is verified");
        var upheld = new
        {
            finding = "同名单位，违法事实不属该单位",
            grade = "A",
            basis = "没有违法记录",
            repliedOn = Day(0),
        };
        await DoAsync("crd-verify", "upheld", upheld, by: "监察员甲");
        (await LastEntryAsync("credit.verification-refused")).ShouldContain("应当由另一人员核实");
        await DoAsync("crd-verify", "upheld", upheld, by: "法制员丙");
        await DoAsync("crd-regrade", "approve", by: "局长丁");

        (await PaperAsync("CRD/objection-reply")).ShouldContain("改为A级");
        (await CaseAsync()).ClosedAs.ShouldBe("credit-graded");
        await PassUntilAsync(new DateOnly(2027, 1, 19));
        (await RateAsync()).ShouldBe((0, 0), "its case decided on the only one of the list");
        (await RatingAsync()).Grade.ShouldBe("A");
        (await InScopeAsync(async scope => await scope.GetRequiredService<ICreditBook>().FindListAsync(listed.ListId)))!.State.ShouldBe(
            CreditListState.Final
        );
    }

    private Task<Guid> OpenAsync(CreditCaseReason reason) =>
        InScopeAsync(async scope =>
            await scope.GetRequiredService<RateYear>().OpenAsync((await RatingAsync()).Id, reason, "事实有误，请求核实", "监察员乙")
        );
}
