using LaborFlow.Engine.Alterations;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Persistence.Tests.Workflows;

namespace LaborFlow.Persistence.Tests.Durability;

/// <summary>
/// The connection breaks at each database call of an advance in turn: before the call reaches the server, and after the server has carried it
/// out but before its answer arrives (COMMIT among them). The same command, given again, must end where an undisturbed one ends.
/// </summary>
public sealed class BrokenConnectionTests(DurableWorld world) : IClassFixture<DurableWorld>
{
    private const int CallsAtMost = 40;

    [Theory]
    [InlineData("start")]
    [InlineData("resume")]
    [InlineData("timer")]
    [InlineData("cancel")]
    [InlineData("retry")]
    [InlineData("alter")]
    [InlineData("stimulus")]
    [InlineData("child")]
    [InlineData("wake")]
    public async Task A_command_whose_connection_broke_is_given_again_and_leaves_everything_once(string kind)
    {
        var undisturbed = await PrepareAsync(kind);
        await undisturbed.GiveAsync(world.Environment.Runtime);
        var expected = await world.FingerprintAsync(undisturbed.Case);
        string[] cases = ["task", "deadline", "outbox mail.send", "event", "audit 0001", "audit head"];
        foreach (var kept in kind == "child" ? ["journal"] : (string[])["journal", .. cases])
        {
            expected.Split('\n').ShouldContain(line => line.StartsWith(kept, StringComparison.Ordinal), $"{kind} leaves a {kept}");
        }

        foreach (var answerOnly in (bool[])[false, true])
        {
            var call = 1;
            while (await BreaksAtAsync(kind, call, answerOnly, expected))
            {
                call++.ShouldBeLessThan(CallsAtMost);
            }

            call.ShouldBeGreaterThan(2, "an advance talks to the database at least twice");
        }

        (await world.AuditFindingsAsync()).ShouldBeEmpty();
    }

    /// <summary>False when the command ended before it came to this call.</summary>
    private async Task<bool> BreaksAtAsync(string kind, int call, bool answerOnly, string expected)
    {
        var command = await PrepareAsync(kind);
        var broke = false;
        await using (var wire = await WireProxy.StartAsync(world.ConnectionString))
        {
            await using var host = world.OpenHost(wire.ConnectionString + ";Pooling=false;Timeout=5;Command Timeout=5");
            wire.Break(call, answerOnly);
            try
            {
                await world.OnHostAsync(
                    host,
                    async runtime =>
                    {
                        await command.GiveAsync(runtime);
                        return true;
                    }
                );
            }
            catch (Exception e) when (e is not Shouldly.ShouldAssertException)
            {
                broke = true;
            }

            if (!broke && wire.RoundTrips >= call)
            {
                broke = true;
            }
        }

        await command.GiveAsync(world.Environment.Runtime);
        (await world.FingerprintAsync(command.Case)).ShouldBe(expected, $"{kind}, call {call}, {(answerOnly ? "answer" : "request")} lost");
        return broke;
    }

    private async Task<Command> PrepareAsync(string kind)
    {
        var operation = Rows.Id();
        switch (kind)
        {
            case "start":
            {
                var correlation = await world.NewCaseAsync();
                var start = new StartRequest
                {
                    DefinitionId = "two-steps",
                    CorrelationId = correlation,
                    OperationId = operation,
                };
                return new(correlation, async runtime => await runtime.StartAsync(start));
            }

            case "resume":
            {
                var (correlation, instance) = await world.StartAsync("two-steps");
                var resume = new ResumeRequest
                {
                    InstanceId = instance,
                    BookmarkId = (await world.BookmarkAsync(instance)).Id,
                    OperationId = operation,
                };
                return new(correlation, async runtime => await runtime.ResumeAsync(resume));
            }

            case "timer":
            {
                var (correlation, instance) = await world.StartAsync("two-steps");
                var due = await world.BookmarkAsync(instance, "Tests.Late");
                var timer = new TimerRow(instance, due.Id, world.Environment.Now);
                return new(correlation, async runtime => await runtime.FireTimerAsync(timer));
            }

            case "cancel":
            {
                var (correlation, instance) = await world.StartAsync("two-steps");
                return new(
                    correlation,
                    async runtime => await runtime.CancelAsync(new() { InstanceId = instance, OperationId = operation })
                );
            }

            case "retry":
            {
                var (correlation, instance) = await world.StartAsync("failing");
                await AlterAsync(world.Environment.Runtime, instance, null, new ModifyVariable("Fixed", true));
                return new(
                    correlation,
                    async runtime => await runtime.RetryAsync(new() { InstanceId = instance, OperationId = operation })
                );
            }

            case "alter":
            {
                var (correlation, instance) = await world.StartAsync("two-steps");
                return new(correlation, async runtime => await AlterAsync(runtime, instance, operation, new ScheduleActivity("second")));
            }

            case "stimulus":
            {
                var (correlation, instance) = await world.StartAsync("withdrawable");
                var withdraw = new StimulusRequest
                {
                    Name = "Elsa.Event",
                    Stimulus = Engine.Primitives.Event.Stimulus("withdraw"),
                    InstanceId = instance,
                    OperationId = operation,
                };
                return new(correlation, async runtime => await runtime.StimulateAsync(withdraw));
            }

            case "child":
            {
                var (correlation, instance) = await world.StartAsync("parent");
                var dispatch = await world.MessageAsync(instance, OutboxKinds.Dispatch);
                return new(correlation, async runtime => await runtime.HandleAsync(dispatch));
            }

            default:
            {
                var (correlation, instance) = await world.StartAsync("parent");
                await world.Environment.Runtime.HandleAsync(await world.MessageAsync(instance, OutboxKinds.Dispatch));
                var children = await world.Environment.Instances.ListAsync(new() { ParentInstanceIds = [instance] });
                var wake = await world.MessageAsync(children.Items.Single().Id, OutboxKinds.Resume);
                return new(correlation, async runtime => await runtime.HandleAsync(wake));
            }
        }
    }

    private static ValueTask<AlterationReport> AlterAsync(
        WorkflowRuntime runtime,
        string instance,
        string? operation,
        Alteration alteration
    ) =>
        runtime.AlterAsync(
            new()
            {
                InstanceId = instance,
                Alterations = [alteration],
                OperationId = operation,
            }
        );

    private sealed record Command(string Case, Func<WorkflowRuntime, Task> GiveAsync);
}
