using LaborFlow.Engine.Alterations;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Testing;
using LaborFlow.Engine.Tests.Support;

namespace LaborFlow.Engine.Tests.Alterations;

/// <summary>What an administrator may change in running instances, and what a dry run says of it.</summary>
public sealed class AlterationTests
{
    private readonly WorkflowTestEnvironment _environment = new();

    [Fact]
    public async Task A_waiting_instance_moves_to_a_version_that_still_has_its_step()
    {
        var run = await StartAsync();
        await PublishAsync(Define.Write("new-step"), Define.Event("answer"), Define.Write("letter"));
        var report = await AlterAsync(run, new MigrateToVersion(2));
        report.Applied.ShouldBeTrue();
        report.Changes.Select(change => change.Code).ShouldBe(["migrate", "keeps-waiting"]);
        (await _environment.RowAsync(run)).Version.ShouldBe(2);
        await _environment.PublishEventAsync("answer");
        (await _environment.StatusAsync(run)).ShouldBe("Finished");
        (await _environment.JournalAsync(run)).ShouldContain("letter:Completed");
        (await _environment.JournalAsync(run)).ShouldNotContain("new-step:Completed", "the instance was past it");
    }

    [Fact]
    public async Task A_migration_that_would_lose_a_waiting_step_is_refused_and_changes_nothing()
    {
        var run = await StartAsync();
        await PublishAsync(Define.Event("other"), Define.Write("letter"));
        var before = await _environment.RowAsync(run);
        foreach (var dryRun in (bool[])[true, false])
        {
            var report = await AlterAsync(run, dryRun, new MigrateToVersion(2), new ModifyVariable("Amount", 5));
            report.Applied.ShouldBeFalse();
            var problem = report.Problems.ShouldHaveSingleItem();
            problem.Code.ShouldBe("activity-missing");
            problem.ActivityId.ShouldBe("answer");
            problem.Zh.ShouldContain("answer");
            (await _environment.RowAsync(run)).ShouldBe(before);
        }
    }

    [Fact]
    public async Task A_step_that_changed_its_type_or_a_version_that_is_missing_cannot_be_migrated_to()
    {
        var run = await StartAsync();
        await PublishAsync(Define.Activity("Delay", "answer", ("timeSpan", "01:00:00")));
        (await AlterAsync(run, new MigrateToVersion(2))).Problems.ShouldHaveSingleItem().Code.ShouldBe("type-changed");
        (await AlterAsync(run, new MigrateToVersion(9))).Problems.ShouldHaveSingleItem().Code.ShouldBe("version-missing");
        (await AlterAsync(run, new MigrateToVersion(1))).Problems.ShouldHaveSingleItem().Code.ShouldBe("version-same");
    }

    [Fact]
    public async Task A_variable_gets_another_value_of_its_own_type()
    {
        var run = await StartAsync();
        (await AlterAsync(run, new ModifyVariable("Amount", "abc"))).Problems.ShouldHaveSingleItem().Code.ShouldBe("variable-type");
        (await AlterAsync(run, new ModifyVariable("Nothing", 1))).Problems.ShouldHaveSingleItem().Code.ShouldBe("variable-missing");
        (await AlterAsync(run, dryRun: true, new ModifyVariable("Amount", "12"))).Changes.ShouldHaveSingleItem();
        (await _environment.VariableAsync(run, "Amount")).ShouldBeNull();
        (await AlterAsync(run, new ModifyVariable("Amount", "12"))).Applied.ShouldBeTrue();
        (await _environment.VariableAsync(run, "Amount")).ShouldBe(12L);
    }

    [Fact]
    public async Task An_activity_is_started_beside_the_course_of_the_definition()
    {
        var run = await StartAsync();
        (await AlterAsync(run, new ScheduleActivity("nowhere"))).Problems.ShouldHaveSingleItem().Code.ShouldBe("activity-missing");
        (await AlterAsync(run, new ScheduleActivity("letter"))).Applied.ShouldBeTrue();
        (await _environment.JournalAsync(run)).ShouldContain("letter:Completed");
    }

    [Fact]
    public async Task A_waiting_activity_is_cancelled_with_its_bookmark()
    {
        var run = await StartAsync();
        (await AlterAsync(run, new CancelActivity("letter"))).Problems.ShouldHaveSingleItem().Code.ShouldBe("execution-missing");
        (await AlterAsync(run, new CancelActivity("answer"))).Applied.ShouldBeTrue();
        (await _environment.WaitingAsync(run)).ShouldBeEmpty();
        (await _environment.JournalAsync(run)).ShouldContain("answer:Canceled");
    }

    [Fact]
    public async Task An_instance_is_cancelled_and_cannot_be_altered_again()
    {
        var run = await StartAsync();
        (await AlterAsync(run, new CancelInstance())).Applied.ShouldBeTrue();
        (await _environment.StatusAsync(run)).ShouldBe("Cancelled");
        (await _environment.WaitingAsync(run)).ShouldBeEmpty();
        (await AlterAsync(run, new ModifyVariable("Amount", 1))).Problems.ShouldHaveSingleItem().Code.ShouldBe("instance-over");
    }

    [Fact]
    public async Task The_journal_says_who_altered_what()
    {
        var run = await StartAsync();
        await AlterAsync(run, new ModifyVariable("Amount", 7));
        var entry = (await _environment.Instances.ReadJournalAsync(run, 0, 100)).Items.Single(row => row.EventName == "Altered");
        entry.PayloadJson.ShouldNotBeNull().ShouldContain("administrator");
        entry.Message.ShouldNotBeNull().ShouldContain("Amount");
    }

    [Fact]
    public async Task A_repeated_alteration_gives_the_first_answer_and_no_second_effect()
    {
        var run = await StartAsync();
        var request = new AlterRequest
        {
            InstanceId = run,
            Alterations = [new ScheduleActivity("letter")],
            OperationId = "alter-1",
        };
        var first = await _environment.Runtime.AlterAsync(request);
        var second = await _environment.Runtime.AlterAsync(request);
        second.Result.ShouldNotBeNull().Repeated.ShouldBeTrue();
        second.Changes.ShouldBe(first.Changes);
        (await _environment.JournalAsync(run)).Count(entry => entry == "letter:Started").ShouldBe(1);
    }

    [Fact]
    public async Task A_filter_alters_every_instance_and_reports_each()
    {
        var runs = new List<string>();
        await PublishAsync(Define.Event("answer"), Define.Write("letter"));
        for (var i = 0; i < 250; i++)
        {
            runs.Add((await _environment.StartAsync("case")).InstanceId);
        }

        await _environment.Runtime.CancelAsync(new() { InstanceId = runs[0] });
        var filter = new InstanceQuery { DefinitionIds = ["case"] };
        var plan = await _environment.Runtime.AlterManyAsync(filter, [new CancelInstance()], "administrator", dryRun: true);
        plan.Count.ShouldBe(250);
        plan.Count(report => report.Problems.Count > 0).ShouldBe(1);
        (await _environment.StatusAsync(runs[1])).ShouldBe("Suspended");
        var done = await _environment.Runtime.AlterManyAsync(filter, [new CancelInstance()], "administrator");
        done.Count(report => report.Applied).ShouldBe(249);
        (await _environment.StatusAsync(runs[^1])).ShouldBe("Cancelled");
    }

    private async Task<string> StartAsync()
    {
        await PublishAsync(Define.Event("answer"), Define.Write("letter"));
        return (await _environment.StartAsync("case")).InstanceId;
    }

    private ValueTask<DefinitionRow> PublishAsync(params System.Text.Json.Nodes.JsonObject[] steps) =>
        _environment.PublishAsync(Define.Workflow("case", Define.Sequence("root", steps), "Amount:Int64"));

    private ValueTask<AlterationReport> AlterAsync(string instanceId, params Alteration[] alterations) =>
        AlterAsync(instanceId, false, alterations);

    private ValueTask<AlterationReport> AlterAsync(string instanceId, bool dryRun, params Alteration[] alterations) =>
        _environment.Runtime.AlterAsync(
            new AlterRequest
            {
                InstanceId = instanceId,
                Alterations = alterations,
                Actor = "administrator",
                DryRun = dryRun,
            }
        );
}
