using System.Text.Json.Nodes;
using LaborFlow.Engine.Alterations;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Testing;
using LaborFlow.Engine.Tests.Support;

namespace LaborFlow.Engine.Tests.Runtime;

/// <summary>What an activity that throws leaves, and how it goes on.</summary>
public sealed class IncidentTests
{
    private const string GoOn = """{"incidentStrategyType":"ContinueWithIncidentsStrategy"}""";
    private readonly Weather _weather = new();
    private readonly WorkflowTestEnvironment _environment;

    public IncidentTests() => _environment = new WorkflowTestEnvironment(activities: typeof(Unsteady).Assembly).With(_weather);

    [Fact]
    public async Task A_failure_that_passes_is_tried_again_by_the_clock_with_doubled_waits()
    {
        _weather.FailuresLeft = 2;
        var run = await StartAsync();
        (await _environment.StatusAsync(run)).ShouldBe("Suspended");
        await _environment.AdvanceAsync(TimeSpan.FromSeconds(9));
        _weather.Attempts.ShouldBe(1);
        await _environment.AdvanceAsync(TimeSpan.FromSeconds(2));
        _weather.Attempts.ShouldBe(2);
        await _environment.AdvanceAsync(TimeSpan.FromSeconds(18));
        _weather.Attempts.ShouldBe(2);
        await _environment.AdvanceAsync(TimeSpan.FromMinutes(2));
        (await _environment.StatusAsync(run)).ShouldBe("Finished");
        _weather.Attempts.ShouldBe(3);
        (await _environment.RowAsync(run)).IncidentCount.ShouldBe(0);
    }

    [Fact]
    public async Task Only_the_attempt_that_succeeded_sends_its_messages()
    {
        _weather.FailuresLeft = 2;
        await StartAsync();
        await _environment.AdvanceAsync(TimeSpan.FromHours(1));
        _environment.Sent.Select(message => message.PayloadJson).ShouldBe(["""{"attempt":3}"""]);
    }

    [Fact]
    public async Task A_failure_that_stays_becomes_an_incident_after_the_last_attempt()
    {
        _weather.FailuresLeft = 99;
        var run = await StartAsync();
        await _environment.AdvanceAsync(TimeSpan.FromDays(1));
        _weather.Attempts.ShouldBe(3, "the activity declares three attempts");
        (await _environment.StatusAsync(run)).ShouldBe("Faulted");
        var incident = InstanceState.ReadIncidents((await _environment.RowAsync(run)).StateJson).ShouldHaveSingleItem();
        incident.ActivityId.ShouldBe("call");
        incident.Attempt.ShouldBe(3);
        incident.Exception.Message.ShouldBe("The registry does not answer.");
        incident.InputJson.ShouldBe("""{"Token":"***"}""");
    }

    [Theory]
    [InlineData("FlowSwitch")]
    [InlineData("Switch")]
    public async Task A_script_that_fails_in_a_case_is_told_with_input_case_and_line(string type)
    {
        var cases = JsonNode.Parse(
            """[{"label":"Minor","condition":{"type":"JavaScript","value":"false"}},{"label":"Adult","condition":{"type":"JavaScript","value":"let a = 1;\n  missing(a)"}}]"""
        );
        var incident = await FailAsync(Define.Activity(type, "ask", ("cases", cases)));

        incident.ActivityId.ShouldBe("ask");
        incident.Message.ShouldBe("Failed to evaluate activity input 'Cases', case 'Adult'");
        incident.Exception.InnerException!.Message.ShouldBe("missing is not defined");
        incident.Place.ShouldBe(new IncidentPlace("Cases", "Adult", 2, 3));
        incident.Exception.StackTrace.ShouldBe("at activity 'ask', input 'Cases', case 'Adult', line 2, column 3");
    }

    [Fact]
    public async Task A_script_that_fails_is_told_with_its_input_and_line()
    {
        (await FailAsync(Define.Activity("WriteLine", "say", ("text", "=\n\nnull.x")))).Place.ShouldBe(
            new IncidentPlace("Text", null, 3, 6)
        );
        (await FailAsync(Define.Activity("RunJavaScript", "run", ("script", "\nthrow new Error('no')")))).Place.ShouldBe(
            new IncidentPlace("Script", null, 2, 1)
        );
        (
            await FailAsync(Define.Activity("SetVariable", "set", ("variable", JsonNode.Parse("""{"id":"N"}""")), ("value", "abc")))
        ).Place.ShouldBeNull("the variable refuses the value, no input failed");
    }

    private async Task<Incident> FailAsync(JsonObject root)
    {
        await _environment.PublishAsync(Define.Workflow("failing", root, "N:Int64"));
        var run = (await _environment.StartAsync("failing")).InstanceId;
        return InstanceState.ReadIncidents((await _environment.RowAsync(run)).StateJson).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_exception_type_that_the_activity_declares_is_tried_again_and_others_are_not()
    {
        _weather.FailuresLeft = 1;
        _weather.Failure = () => new TimeoutException("slow");
        await _environment.AdvanceAsync(TimeSpan.Zero);
        (await _environment.StatusAsync(await StartAsync())).ShouldBe("Suspended");
        _weather.FailuresLeft = 1;
        _weather.Failure = () => new InvalidOperationException("wrong");
        (await _environment.StatusAsync(await StartAsync())).ShouldBe("Faulted");
    }

    [Fact]
    public async Task A_service_that_says_when_to_come_back_is_not_asked_earlier()
    {
        _weather.FailuresLeft = 1;
        _weather.Failure = () => new TransientException("busy", retryAfter: TimeSpan.FromMinutes(5));
        var run = await StartAsync();
        await _environment.AdvanceAsync(TimeSpan.FromMinutes(4));
        _weather.Attempts.ShouldBe(1);
        await _environment.AdvanceAsync(TimeSpan.FromMinutes(2));
        (await _environment.StatusAsync(run)).ShouldBe("Finished");
    }

    [Theory]
    [InlineData(null, "Faulted", 0)]
    [InlineData("FaultStrategy", "Faulted", 0)]
    [InlineData("ContinueWithIncidentsStrategy", "Suspended", 1)]
    public async Task The_incident_strategy_says_whether_other_branches_go_on(string? strategy, string status, int answered)
    {
        var options = strategy is null
            ? null
            : $$"""{"incidentStrategyType":"Elsa.Workflows.IncidentStrategies.{{strategy}}, Elsa.Workflows.Core"}""";
        await _environment.PublishAsync(
            Define.Workflow(
                "branches",
                Define.Activity(
                    "Parallel",
                    "both",
                    (
                        "activities",
                        new System.Text.Json.Nodes.JsonArray(
                            Define.Activity("Fault", "wrong", ("message", "wrong")),
                            Define.Sequence("other", Define.Event("answer"), Define.Write("heard"))
                        )
                    )
                ),
                options: options
            )
        );
        var run = (await _environment.StartAsync("branches")).InstanceId;
        (await _environment.StatusAsync(run)).ShouldBe(status);
        if (answered > 0)
        {
            await _environment.PublishEventAsync("answer");
            (await _environment.StatusAsync(run)).ShouldBe("Suspended", "the branch that failed still waits for an administrator");
        }

        (await _environment.JournalAsync(run)).Count(entry => entry == "heard:Completed").ShouldBe(answered);
        (await _environment.RowAsync(run)).IncidentCount.ShouldBe(1);
    }

    [Fact]
    public async Task An_administrator_retries_an_incident_and_the_procedure_goes_on()
    {
        _weather.FailuresLeft = 1;
        _weather.Failure = () => new InvalidOperationException("The file is missing.");
        var run = await StartAsync(GoOn);
        (await _environment.StatusAsync(run)).ShouldBe("Suspended");
        (await _environment.RowAsync(run)).IncidentCount.ShouldBe(1);
        var result = await _environment.Runtime.RetryAsync(new RetryRequest { InstanceId = run, Actor = "administrator" });
        result.SubStatus.ShouldBe("Finished");
        result.IncidentCount.ShouldBe(0);
        (await _environment.JournalAsync(run)).ShouldContain("after:Completed");
    }

    [Fact]
    public async Task An_administrator_skips_an_incident_to_an_outcome_of_the_activity()
    {
        _weather.FailuresLeft = 1;
        _weather.Failure = () => new InvalidOperationException("The file is missing.");
        var run = await StartAsync();
        var execution = InstanceState.ReadIncidents((await _environment.RowAsync(run)).StateJson)[0].ActivityInstanceId;
        var refused = await AlterAsync(run, new SkipIncident(execution, "Nowhere"));
        refused.Problems.ShouldHaveSingleItem().Code.ShouldBe("outcome-missing");
        var report = await AlterAsync(run, new SkipIncident(execution, "Rejected"));
        report.Applied.ShouldBeTrue();
        (await _environment.StatusAsync(run)).ShouldBe("Finished");
        (await _environment.JournalAsync(run)).ShouldContain("rejected:Completed");
        (await _environment.JournalAsync(run)).ShouldNotContain("after:Completed");
    }

    [Fact]
    public async Task A_loop_without_a_wait_is_stopped_as_an_incident_and_the_host_lives()
    {
        await _environment.PublishAsync(
            Define.Workflow(
                "endless",
                Define.Activity(
                    "While",
                    "forever",
                    ("condition", "=variables.N >= 0"),
                    ("body", Define.Set("again", "N", "=variables.N + 1"))
                ),
                "N:Int64"
            )
        );
        var run = await _environment.StartAsync("endless");
        run.SubStatus.ShouldBe("Faulted");
        run.IncidentCount.ShouldBe(1);
        var incident = InstanceState.ReadIncidents((await _environment.RowAsync(run.InstanceId)).StateJson).ShouldHaveSingleItem();
        incident.Message.ShouldContain("10000");
    }

    [Fact]
    public async Task The_journal_tells_the_exception_the_attempt_and_the_inputs_but_no_secret()
    {
        _weather.FailuresLeft = 1;
        _weather.Failure = () => new InvalidOperationException("The file is missing.");
        var run = await StartAsync();
        var faulted = (await _environment.Instances.ReadJournalAsync(run, 0, 100)).Items.Single(row => row.EventName == "Faulted");
        faulted.PayloadJson.ShouldNotBeNull().ShouldContain("The file is missing.");
        faulted.StateJson.ShouldBe("""{"Token":"***"}""");
    }

    private async Task<string> StartAsync(string? options = null)
    {
        await _environment.PublishAsync(
            Define.Workflow(
                "unsteady",
                Define.Flowchart(
                    "flow",
                    [Define.Activity("Tests.Unsteady", "call", ("token", "s3cret")), Define.Write("after"), Define.Write("rejected")],
                    "call>after",
                    "call:Rejected>rejected"
                ),
                options: options
            )
        );
        return (await _environment.StartAsync("unsteady")).InstanceId;
    }

    private ValueTask<AlterationReport> AlterAsync(string instanceId, params Alteration[] alterations) =>
        _environment.Runtime.AlterAsync(
            new AlterRequest
            {
                InstanceId = instanceId,
                Alterations = alterations,
                Actor = "administrator",
            }
        );
}
