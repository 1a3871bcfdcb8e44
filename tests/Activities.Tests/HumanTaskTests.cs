using LaborFlow.Activities.Deadlines;
using LaborFlow.Activities.Tasks;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Activities.Tests;

/// <summary>办理任务: who gets it, who may not, when several decide, and when time decides.</summary>
public sealed class HumanTaskTests
{
    private static async Task<Bench> WithFormAsync()
    {
        var bench = await Bench.OpenAsync();
        await bench.Stores.InstallAsync([
            new FormVersion
            {
                Id = "T/form@1",
                Key = "T/form",
                SchemaJson = """{"type":"object","properties":{}}""",
                UiSchemaJson = "{}",
                InstalledAt = bench.Time.GetUtcNow(),
            },
        ]);
        return bench;
    }

    private static (string, object?)[] Inputs(params (string, object?)[] more) =>
        [
            ("title", "合议"),
            ("step", "t"),
            ("form", "T/form@1"),
            ("candidateRoles", new[] { "arbitrator" }),
            ("outcomes", new[] { "agree", "disagree" }),
            (
                "outcomeTexts",
                new[]
                {
                    new TaskOutcome("agree", "同意", "Agree", "primary", false),
                    new TaskOutcome("disagree", "不同意", "Disagree", "danger", true),
                }
            ),
            .. more,
        ];

    [Theory]
    [Of(typeof(HumanTask))]
    [InlineData(ChooseOfficer.Pool, null)]
    [InlineData(ChooseOfficer.Load, "wang")]
    [InlineData(ChooseOfficer.Rota, "zhao")]
    [InlineData(ChooseOfficer.Name, "li")]
    public async Task A_rule_gives_it_to_somebody_and_without_one_everybody_may_take_it(string rule, string? assignee)
    {
        var bench = await WithFormAsync();
        // li has one in hand; li and wang had this step before, zhao never.
        bench.Done("t", new { });
        foreach (var (name, open) in new[] { ("wang", false), ("li", true), ("zhao", true) })
        {
            await bench.RunAsync<HumanTask>(
                Inputs(("step", name == "zhao" ? "other" : "t"), ("assignment", ChooseOfficer.Name), ("assignTo", name))
            );
            if (!open)
                await bench.CompleteAsync("t", "agree", name);
        }
        await bench.RunAsync<HumanTask>(Inputs(("assignment", rule), ("assignTo", "li")));

        bench.Stores.Tasks.Last().Assignee.ShouldBe(assignee);
    }

    [Fact]
    [Of(typeof(HumanTask))]
    public async Task Lots_fall_on_a_candidate()
    {
        var bench = await WithFormAsync();
        await bench.RunAsync<HumanTask>(Inputs(("assignment", ChooseOfficer.Random)));
        bench.Stores.Tasks.Single().Assignee.ShouldBeOneOf("li", "wang", "zhao");
    }

    [Fact]
    [Of(typeof(HumanTask))]
    public async Task Whoever_did_the_step_that_this_one_checks_may_not_do_it()
    {
        var bench = await WithFormAsync();
        bench.Done("first", new { }, "li");
        await bench.RunAsync<HumanTask>(Inputs(("notBy", new[] { "first" })));
        bench.Stores.Tasks.Last().ExcludedUsers.ShouldBe("li");
    }

    [Fact]
    [Of(typeof(HumanTask))]
    public async Task Many_tasks_of_a_step_are_completed_together_unless_each_needs_a_decision_of_its_own()
    {
        var bench = await WithFormAsync();
        bench.Done("first", new { }, "li");
        (await TogetherAsync()).ShouldBeTrue();
        (await TogetherAsync(("notBy", new[] { "first" }))).ShouldBeFalse();
        (await TogetherAsync(("panel", "size"), ("panelSize", 1))).ShouldBeFalse();
        (await TogetherAsync(("party", TaskParties.Applicant))).ShouldBeFalse();
        (await TogetherAsync(("inBulk", "one-by-one"))).ShouldBeFalse();
        (await TogetherAsync(("notBy", new[] { "first" }), ("inBulk", "together"))).ShouldBeTrue("the drawing says so");

        async Task<bool> TogetherAsync(params (string, object?)[] more)
        {
            await bench.RunAsync<HumanTask>(Inputs(more));
            var task = bench.Stores.Tasks.Last();
            task.Permits(TaskActs.Urge).ShouldBeTrue();
            return task.Permits(TaskActs.CompleteTogether);
        }
    }

    [Theory]
    [Of(typeof(HumanTask))]
    [InlineData("majority", "agree")]
    [InlineData("all", "disagree")]
    [InlineData("any", "disagree")]
    public async Task A_panel_decides_by_its_condition(string quorum, string outcome)
    {
        var bench = await WithFormAsync();
        await bench.RunAsync<HumanTask>(Inputs(("panel", "named"), ("panelNames", new[] { "li", "wang", "zhao" }), ("quorum", quorum)));
        var decided = await bench.CompleteAsync("t", "disagree", "wang");
        if (decided == "")
            await bench.CompleteAsync("t", "agree", "li");
        if (decided == "")
            decided = await bench.CompleteAsync("t", "agree", "zhao");
        decided.ShouldBe(outcome);
        bench.Stores.Tasks.ShouldAllBe(t => !t.IsOpen);
    }

    [Fact]
    [Of(typeof(HumanTask))]
    public async Task When_the_racing_period_is_over_the_task_is_withdrawn()
    {
        var bench = await WithFormAsync();
        await bench.RunAsync<StartDeadline>(("parameter", "med-duration-15d"));
        await bench.RunAsync<HumanTask>(Inputs(("dueParameter", "med-duration-15d"), ("raceWithDeadline", true)));
        bench.Stores.Tasks.Single().DueOn.ShouldBe(new DateOnly(2026, 11, 17));
        (await bench.PassAsync(16)).ShouldBe(HumanTask.Timeout);
        bench.Stores.Tasks.Single().Status.ShouldBe(CaseTaskStatus.Cancelled);
    }

    [Fact]
    [Of(typeof(HumanTask))]
    public async Task A_longer_period_ends_a_task_that_keeps_its_own_date()
    {
        var bench = await WithFormAsync();
        await bench.RunAsync<StartDeadline>(("parameter", "med-duration-15d"));
        await bench.RunAsync<HumanTask>(Inputs(("dueParameter", "med-sz-adm-accept-5wd"), ("outerParameter", "med-duration-15d")));
        bench.Stores.Tasks.Single().DueOn.ShouldBe(new DateOnly(2026, 11, 9));
        (await bench.PassAsync(16)).ShouldBe(HumanTask.Timeout);
        bench.Stores.Tasks.Single().Status.ShouldBe(CaseTaskStatus.Cancelled);
    }
}
