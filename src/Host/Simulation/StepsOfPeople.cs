using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using LaborFlow.Activities.Exceptions;
using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Simulation;

/// <summary>A step could not be done though it should have been.</summary>
internal sealed class StepFault(string message) : Exception(message);

/// <summary>What became of a step.</summary>
/// <param name="Done">It was completed, or something else was done for the case.</param>
/// <param name="Again">When somebody tries again; null for never.</param>
internal readonly record struct StepDone(bool Done, TimeSpan? Again = null);

/// <summary>How the people of a simulated district do a step: when, who, with which outcome, and when they do something else instead.</summary>
internal sealed partial class StepsOfPeople(
    IServiceProvider services,
    TimeProvider clock,
    Chance chance,
    People people,
    Choices choices,
    Happenings happenings
)
{
    /// <summary>Steps that nobody does unless something happens: their period passes.</summary>
    private static readonly string[] Watches =
    [
        "fta-remedy-watch",
        "arb-remedy-watch",
        "wgf-remedy-watch",
        "wgf-objections",
        "fta-partial-watch",
        "arb-partial-watch",
        "partial-watch",
        "insf-remedies",
        "insf-sue-wait",
    ];

    private readonly ConcurrentDictionary<Guid, bool> _stopped = [];
    private readonly ConcurrentDictionary<Guid, bool> _happened = [];
    private readonly ConcurrentDictionary<string, JsonDocument> _schemas = new(StringComparer.Ordinal);

    /// <summary>Ways that people wanted to take and that the product closed to them with a reason, with how often.</summary>
    public ConcurrentDictionary<string, int> Stopped { get; } = new(StringComparer.Ordinal);

    /// <summary>How long until somebody does a new step; null for never.</summary>
    /// <param name="step">The step.</param>
    /// <param name="roll">Its chance.</param>
    /// <param name="days">Days until it is due; null when it has no day.</param>
    public static TimeSpan? WaitBefore(string step, double roll, int? days)
    {
        // A listing lasts three years, longer than the year that is simulated.
        if ((step == "blk-listed" && roll < 0.6) || (Watches.Contains(step) && roll < 0.94))
            return null;
        // A listing is repaired half a year after what was wrong was put right, at the earliest.
        if (step == "blk-listed")
            return TimeSpan.FromDays(roll > 0.8 ? 190 : 30);
        if (step is "insf-perform" or "insf-demand" && roll < 0.4)
            return null;
        // The applicant of the mediation is asked, too, and is who applies here.
        if (step == "arb-apply-other")
            return null;
        // Not everybody whose mediation failed decides at once: a year is left, and the case stays open for it.
        if (step == "arb-apply" && roll > 0.95)
            return null;
        // Nobody goes to see before the employer's time is over.
        if (step is "insf-recheck" or "insf-recheck-later" or "insf-payment-check" && days is > 0)
            return TimeSpan.FromDays(days.Value + (roll > 0.9 ? 2 : 0));
        return roll switch
        {
            // Late: after the last day, where there is one.
            > 0.99 => TimeSpan.FromDays(days is { } left ? Math.Max(1, left + 2) : 20),
            > 0.60 => TimeSpan.FromDays(1 + (int)(roll * 100) % 4),
            _ => TimeSpan.FromHours(1 + (int)(roll * 1000) % 20),
        };
    }

    /// <summary>Does a task, or what its people do instead.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="matter">The number in which its case arrived.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="StepFault">The product refused what should have been right.</exception>
    public async ValueTask<StepDone> DoAsync(Guid taskId, int matter, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var tasks = scope.ServiceProvider.GetRequiredService<ITaskStore>();
        if (await tasks.FindAsync(taskId, forUpdate: false, cancellationToken) is not { IsOpen: true } task)
            return default;
        var matterOf = (
            await scope.ServiceProvider.GetRequiredService<ICaseStore>().FindAsync(task.CaseId, forUpdate: false, cancellationToken)
        )!;
        var round = (await tasks.ListOfCaseAsync(task.CaseId, cancellationToken)).Count(t => t.Step == task.Step);
        scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>().ChangeTracker.Clear();
        var usual = Choices.Usual(task);
        // Who was told that a way is closed, and why, takes the usual one.
        var outcome = _stopped.ContainsKey(task.Id) ? usual : choices.Choose(task, matterOf, matter, round);
        try
        {
            if (
                happenings.Instead(matterOf, task, matter, round) is { } kind
                && _happened.TryAdd(task.Id, true)
                && await happenings.RaiseAsync(scope.ServiceProvider, kind, matterOf, matter, ChinaDay.Today(clock), cancellationToken)
            )
                // The step is still there, unless it went with the case.
                return new StepDone(true, TimeSpan.FromHours(20));
            scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>().ChangeTracker.Clear();
            await CompleteAsync(scope.ServiceProvider, task, matterOf, outcome, matter, round, cancellationToken);
            return new StepDone(true);
        }
        catch (NotAllowedException waits) when (waits.Code is "case.suspended" or "exception.open")
        {
            return new StepDone(false, TimeSpan.FromDays(3));
        }
        catch (NotAllowedException early) when (early.Code == "hearing.not-yet")
        {
            return new StepDone(false, TimeSpan.FromDays(1));
        }
        catch (ChangedException)
        {
            return new StepDone(false, TimeSpan.FromHours(3));
        }
        catch (InvalidInputException refused)
        {
            throw new StepFault(
                $"{task.ProcedureCode}/{task.Step} → {outcome}: {string.Join("; ", refused.Errors.Select(e => $"{e.Field} {e.Zh}"))}"
            );
        }
        catch (NotAllowedException stopped) when (outcome != usual)
        {
            _stopped[task.Id] = true;
            Stopped.AddOrUpdate($"{task.Step} → {outcome}: {stopped.Code}", 1, (_, count) => count + 1);
            return new StepDone(false, TimeSpan.FromHours(3));
        }
        catch (NotAllowedException refused)
        {
            throw new StepFault($"{task.ProcedureCode}/{task.Step} → {outcome}: {refused.Code} {refused.Zh}");
        }
    }

    private async ValueTask CompleteAsync(
        IServiceProvider scoped,
        CaseTask task,
        Case matterOf,
        string outcome,
        int matter,
        int round,
        CancellationToken cancellationToken
    )
    {
        var schema = await SchemaAsync(task.FormId, scoped, cancellationToken);
        // Of several parties each signs before an officer: no code does it for all of them.
        var each =
            schema.GetProperty("properties").TryGetProperty(Authorities.MembersSeen, out var members)
            && members.TryGetProperty("x-each", out _)
            && matterOf.Applicants.Count() > 1;
        var actor = people.For(task, matter, round, each) ?? throw new StepFault($"{task.ProcedureCode}/{task.Step}: nobody may do it");
        var data = await new FilledForms(
            scoped.GetRequiredService<ICaseRecords>(),
            scoped.GetRequiredService<ITaskStore>(),
            people
        ).FillAsync(task, outcome, matterOf, schema, ChinaDay.Today(clock), matter, chance.Roll(matter, $"{task.Step}/{round}/form"));
        scoped.GetRequiredService<LaborFlowDbContext>().ChangeTracker.Clear();
        // Most batches go to the bank as a file and come back as one; of the others finance types what the bank did.
        if (PaymentResults.IsStep(task.Step) && chance.Roll(matter, $"{task.Step}/{round}/bank") is var bank && bank < 0.7)
        {
            await BankRuns.RunAsync(
                scoped,
                task,
                actor,
                chance.Roll(matter, $"{task.Step}/{round}/returned"),
                ChinaDay.Today(clock),
                cancellationToken
            );
            return;
        }
        var done = await scoped
            .GetRequiredService<WorkflowRuntime>()
            .ResumeAsync(
                new ResumeRequest
                {
                    InstanceId = task.InstanceId,
                    BookmarkId = task.BookmarkId,
                    Actor = actor.UserName,
                    Prepare = async (_, token) =>
                    {
                        var revision = task.Revision;
                        if (actor.Party is null && task.Status == CaseTaskStatus.Open)
                            revision = (
                                await scoped.GetRequiredService<ClaimTask>().HandleAsync(task.Id, new TaskCommand(revision), actor, token)
                            ).Revision;
                        await scoped
                            .GetRequiredService<CompleteTask>()
                            .HandleAsync(task.Id, new CompleteTaskRequest(outcome, data, revision), actor, token);
                    },
                },
                cancellationToken
            );
        if (done.IncidentCount > 0)
            throw new StepFault(
                $"{task.ProcedureCode}/{task.Step} → {outcome}: incident {await IncidentAsync(scoped, task.InstanceId, cancellationToken)}"
            );
    }

    /// <summary>Raises something on a case that has ended, if it still stands as it did.</summary>
    /// <exception cref="StepFault">The product refused what should have been right.</exception>
    public async ValueTask<StepDone> RaiseAsync(Guid caseId, string kind, int matter, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var found = (await scope.ServiceProvider.GetRequiredService<ICaseStore>().FindAsync(caseId, forUpdate: false, cancellationToken))!;
        if (found.ClosedAt is null)
            return default;
        try
        {
            return new StepDone(
                await happenings.RaiseAsync(scope.ServiceProvider, kind, found, matter, ChinaDay.Today(clock), cancellationToken)
            );
        }
        catch (InvalidInputException refused)
        {
            throw new StepFault($"{kind}: {string.Join("; ", refused.Errors.Select(e => $"{e.Field} {e.Zh}"))}");
        }
        catch (NotAllowedException refused)
        {
            throw new StepFault($"{kind}: {refused.Code} {refused.Zh}");
        }
    }

    private async ValueTask<JsonElement> SchemaAsync(string formId, IServiceProvider scoped, CancellationToken cancellationToken)
    {
        if (!_schemas.TryGetValue(formId, out var schema))
        {
            var form = (await scoped.GetRequiredService<IFormStore>().FindAsync(formId, cancellationToken))!;
            _schemas[formId] = schema = JsonDocument.Parse(form.SchemaJson);
        }

        return schema.RootElement;
    }

    private static async ValueTask<string> IncidentAsync(IServiceProvider scoped, string instanceId, CancellationToken cancellationToken)
    {
        var row = await scoped.GetRequiredService<IInstanceStore>().FindAsync(instanceId, cancellationToken);
        return row?.StateJson is { } state && Incident().Match(state) is { Success: true } incident
            ? $"{incident.Groups["activity"].Value} {incident.Groups["message"].Value}"
            : "";
    }

    [GeneratedRegex(
        "ncidents\":\\[\\{\"activityId\":\"(?<activity>[^\"]*)\".*?\"message\":\"(?<message>[^\"]*)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Incident();
}
