using System.Text.Json;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Cases.Tests.Tasks;

public sealed class TaskCommandsTests
{
    private static readonly Actor Clerk = new("clerk1", ["window-clerk"], Jurisdiction: "440309");
    private static readonly Actor OtherClerk = new("clerk2", ["window-clerk"], Jurisdiction: "440300");

    private readonly MemoryStores _stores = new();
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero));
    private readonly CaseTask _task;

    public TaskCommandsTests()
    {
        var disputed = NewCase();
        _stores.Add(disputed);
        _stores.Forms.Add(
            new FormVersion
            {
                Id = "MED/review@1",
                Key = "MED/review",
                SchemaJson =
                    """{"type":"object","properties":{"note":{"type":"string","title":"意见","maxLength":10},"reason":{"type":"string"},"outcome":{"type":"string"}},"additionalProperties":false}""",
                UiSchemaJson = "{}",
                InstalledAt = _time.GetUtcNow(),
            }
        );
        _task = NewTask(disputed.Id, null);
        _stores.Add(_task);
    }

    [Fact]
    public async Task A_candidate_claims_and_another_is_told_that_it_changed()
    {
        await Claim(Clerk, 1);

        _task.Assignee.ShouldBe("clerk1");
        var thrown = await Should.ThrowAsync<ChangedException>(async () => await Claim(OtherClerk, 1));
        thrown.By.ShouldBe("clerk1");
        await Should.ThrowAsync<NotAllowedException>(async () => await Claim(OtherClerk, 2));
    }

    [Theory]
    [InlineData("mediator", "440309", false)]
    [InlineData("window-clerk", "440305", false)]
    [InlineData("window-clerk", "440300", true)]
    [InlineData("window-clerk", null, true)]
    public void Candidates_have_the_role_in_the_jurisdiction(string role, string? jurisdiction, bool may) =>
        TaskRights.IsCandidate(_task, new Actor("x", [role], Jurisdiction: jurisdiction)).ShouldBe(may);

    [Fact]
    public async Task Release_offers_the_task_again_and_keeps_the_draft()
    {
        await Claim(Clerk, 1);
        await new SaveDraft(_stores).HandleAsync(_task.Id, new SaveDraftRequest(Json("""{"note":"一半"}""")), Clerk);

        await new ReleaseTask(_stores).HandleAsync(_task.Id, new TaskCommand(2), Clerk);

        _task.Status.ShouldBe(CaseTaskStatus.Open);
        _task.DraftJson.ShouldNotBeNull();
        TaskRights.CommandsOf(_task, OtherClerk).ShouldBe(["claim"]);
    }

    [Fact]
    public async Task What_a_payment_holds_is_neither_sent_nor_taken_back()
    {
        await Claim(Clerk, 1);
        var around = new TaskNeighbours(HasEarlierStep: true, NextUntouched: true);
        TaskRights.CommandsOf(_task, Clerk, around).ShouldContain(TaskActs.SendBack);
        TaskRights.CommandsOf(_task, Clerk, around with { Held = true }).ShouldNotContain(TaskActs.SendBack);
        _task.Complete("accept", "{}", "clerk1", _time.GetUtcNow(), 1);
        TaskRights.CommandsOf(_task, Clerk, around).ShouldBe([TaskActs.TakeBack]);
        TaskRights.CommandsOf(_task, Clerk, around with { Held = true }).ShouldBeEmpty();
    }

    [Fact]
    public async Task Completion_needs_a_claim_a_known_outcome_a_sound_form_and_a_reason_where_one_is_due()
    {
        await Should.ThrowAsync<NotAllowedException>(async () => await Complete("accept", "{}", 1));
        await Claim(Clerk, 1);

        (await Faults("fly", "{}")).ShouldBe(["outcome"]);
        (await Faults("accept", """{"note":"一二三四五六七八九十十一"}""")).ShouldBe(["data.note"]);
        (await Faults("accept", """{"x":1}""")).ShouldBe(["data.x"]);
        (await Faults("refuse", """{"reason":" "}""")).ShouldBe(["data.reason"]);
        (await Faults("accept", "[]")).ShouldBe(["data"]);
        _task.Status.ShouldBe(CaseTaskStatus.Claimed);
        _stores.Events.ShouldBeEmpty();

        await Complete("refuse", """{"reason":"不属于劳动争议"}""", 2);

        _task.Outcome.ShouldBe("refuse");
        _task.CompletedBy.ShouldBe("clerk1");
        _stores.Events.Single().Zh.ShouldContain("不属于劳动争议");
        var second = await Should.ThrowAsync<ChangedException>(async () => await Complete("accept", "{}", 2));
        second.ShouldSatisfyAllConditions(e => e.By.ShouldBe("clerk1"), e => e.At.ShouldBe(_time.GetUtcNow()));
    }

    [Fact]
    public async Task A_party_completes_only_its_own_task_and_needs_no_claim()
    {
        var own = NewTask(_task.CaseId, "applicant");
        _stores.Add(own);
        var complete = new CompleteTask(
            _stores,
            _stores,
            _stores,
            new HearingDay(_stores, _time),
            new AdvanceEnforcement(_stores, _stores, _stores, _time),
            new LaborFlow.Cases.Exceptions.RequestedClaims(_stores, _stores),
            new PerformanceSteps(_stores, _time),
            NobodyPaid.Steps(_stores, _time),
            _time
        );

        await Should.ThrowAsync<NotAllowedException>(async () =>
            await complete.HandleAsync(own.Id, new CompleteTaskRequest("accept", Json("{}"), 1), Actor.OfParty("respondent"))
        );
        await complete.HandleAsync(own.Id, new CompleteTaskRequest("accept", Json("{}"), 1), Actor.OfParty("applicant"));

        own.CompletedBy.ShouldBe("applicant");
    }

    [Fact]
    public async Task A_withdrawal_closes_the_case_and_withdraws_its_tasks()
    {
        var disputed = _stores.Cases.Single();

        await new WithdrawApplication(_stores, _stores, _time).HandleAsync(disputed, new WithdrawRequest("已和解"), "applicant");

        disputed.ClosedAs.ShouldBe("withdrawn");
        _task.Status.ShouldBe(CaseTaskStatus.Cancelled);
        await Should.ThrowAsync<NotAllowedException>(async () =>
            await new WithdrawApplication(_stores, _stores, _time).HandleAsync(disputed, new WithdrawRequest("再次"), "applicant")
        );
    }

    private async Task<IEnumerable<string>> Faults(string outcome, string data) =>
        (await Should.ThrowAsync<InvalidInputException>(async () => await Complete(outcome, data, 2))).Errors.Select(e => e.Field);

    private async Task Claim(Actor actor, long revision) =>
        await new ClaimTask(_stores, _time).HandleAsync(_task.Id, new TaskCommand(revision), actor);

    private async Task Complete(string outcome, string data, long revision) =>
        await new CompleteTask(
            _stores,
            _stores,
            _stores,
            new HearingDay(_stores, _time),
            new AdvanceEnforcement(_stores, _stores, _stores, _time),
            new LaborFlow.Cases.Exceptions.RequestedClaims(_stores, _stores),
            new PerformanceSteps(_stores, _time),
            NobodyPaid.Steps(_stores, _time),
            _time
        ).HandleAsync(_task.Id, new CompleteTaskRequest(outcome, Json(data), revision), Clerk);

    private static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private Case NewCase() =>
        new()
        {
            Id = Guid.CreateVersion7(_time.GetUtcNow()),
            CaseNumber = "深龙华劳人调案〔2026〕1号",
            ProcedureCode = "MED",
            Stage = Stages.Received,
            District = "440309",
            Channel = "online",
            FiledAt = _time.GetUtcNow(),
            MainCause = "unpaid-wages",
            Facts = "事实",
            RightInfringedOn = new DateOnly(2026, 8, 1),
            QueryCodeHash = QueryCode.Hash("x"),
            Employment = new EmploymentFacts
            {
                StartedOn = new DateOnly(2024, 1, 1),
                Post = "工人",
                MonthlyWage = 1,
                ContractStatus = "none",
            },
        };

    private CaseTask NewTask(Guid caseId, string? party)
    {
        var id = Guid.CreateVersion7(_time.GetUtcNow());
        return new()
        {
            Id = id,
            CaseId = caseId,
            ProcedureCode = "MED",
            Title = "审查调解申请",
            Step = "clerk-review",
            FormId = "MED/review@1",
            OutcomesJson = TaskOutcomes.Write([
                new("accept", "受理", "Accept", "primary"),
                new("refuse", "不予受理", "Refuse", "danger", true),
            ]),
            Candidates = party is null ? [new TaskCandidate { TaskId = id, Role = "window-clerk" }] : [],
            Jurisdiction = "440309",
            Party = party,
            InstanceId = "i",
            BookmarkId = "b",
            ActivityId = "a",
            DefinitionVersionId = "v",
            CreatedAt = _time.GetUtcNow(),
        };
    }
}
