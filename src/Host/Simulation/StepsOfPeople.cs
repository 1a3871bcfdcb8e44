using System.Collections.Concurrent;
using System.Text.Json;
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
internal sealed class StepsOfPeople(IServiceProvider services, TimeProvider clock, Chance chance, People people)
{
    /// <summary>Steps that nobody does unless something happens: their period passes.</summary>
    private static readonly string[] Watches =
    [
        "fta-remedy-watch",
        "arb-remedy-watch",
        "wgf-remedy-watch",
        "wgf-objections",
        "insf-remedies",
        "insf-sue-wait",
    ];

    /// <summary>What is left to the stories: it needs facts of several steps that this year does not invent.</summary>
    private static readonly string[] Left =
    [
        "first",
        "emf",
        PerformanceSteps.Enforce,
        "partial",
        "ask-consent",
        "talk",
        "open-case",
        "mixed",
        "queue",
        "convert",
        "collective",
        "defence",
        "dispute",
        "fund-open",
        "redate",
        SitePayments.Part,
    ];

    private readonly ConcurrentDictionary<string, JsonDocument> _schemas = new(StringComparer.Ordinal);

    /// <summary>How long until somebody does a new step; null for never.</summary>
    /// <param name="step">The step.</param>
    /// <param name="roll">Its chance.</param>
    /// <param name="days">Days until it is due; null when it has no day.</param>
    public static TimeSpan? WaitBefore(string step, double roll, int? days)
    {
        // A listing lasts three years, longer than the year that is simulated.
        if (step == "blk-listed" || (Watches.Contains(step) && roll < 0.94))
            return null;
        if (step is "insf-perform" or "insf-demand" && roll < 0.2)
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
        var outcome = Choose(task, matter, round);
        // What the court confirmed is neither arbitrated nor put into an order to pay.
        if (task.Step == TrackPerformance.TrackingStep && PerformanceSteps.IsEnforceable(matterOf) && outcome is ("arbitrate" or "order"))
            outcome = "paid";
        try
        {
            if (Withdraws(matterOf, task, matter, round))
            {
                var several = matterOf.Applicants.Count() > 1;
                await scope
                    .ServiceProvider.GetRequiredService<RunException>()
                    .HandleAsync(
                        matterOf,
                        // Of a group the office notes down that everybody agreed.
                        new RaiseExceptionRequest(
                            ExceptionKinds.Withdrawal,
                            "双方已自行和解",
                            JsonSerializer.SerializeToElement(new Dictionary<string, bool> { [Authorities.MembersSeen] = several })
                        ),
                        several ? new Actor("registrar", ["registrar"]) : Actor.OfParty(TaskParties.Applicant),
                        null,
                        cancellationToken
                    );
                return new StepDone(true);
            }

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

    /// <summary>One application in forty is withdrawn, at any step; where none is made yet there is nothing to withdraw.</summary>
    private bool Withdraws(Case matterOf, CaseTask task, int matter, int round) =>
        matterOf is { ProcedureCode: not "NEW", ClosedAt: null, Stage: not Stages.ArbitrationApplication }
        && matterOf.SuspendedSince is null
        && !task.Step.StartsWith("exc-", StringComparison.Ordinal)
        && chance.Roll(matter, $"{task.Step}/{round}/withdraws") < 0.004;

    /// <summary>Mostly what the step is for; the other ways at times, and never round and round.</summary>
    private string Choose(CaseTask task, int matter, int round)
    {
        var outcomes = TaskOutcomes.Read(task.OutcomesJson);
        var usual = outcomes.FirstOrDefault(o => o.Kind == "primary") ?? outcomes[0];
        var roll = chance.Roll(matter, $"{task.Step}/{round}/outcome");
        switch (task.Step)
        {
            case "mediate":
                return round <= 2 && roll < 0.15 ? "session"
                    : roll < 0.75 ? "agreement"
                    : "fail";
            case "track-decision":
                return roll < 0.6 ? "fast" : "ordinary";
            case "fta-hearing" or "arb-hearing" when roll is > 0.6 and < 0.9:
                return "mediated";
            case "fta-remedy-watch" or "arb-remedy-watch":
                return outcomes[(int)(roll * outcomes.Count)].Code;
            // A case of one claim has no part that could be awarded first; the stories do that.
            case "fta-partial" or "arb-partial":
                return "none";
            case "ins-accept" or "ins-investigate" or "insf-recheck" when roll < 0.9:
                return usual.Code;
            // Nobody asks to write off what nobody has tried to get back.
            case "wgf-recovery" when round == 1:
            // A linked inspection would begin a year of its own.
            case "wgf-consequence":
            // What does not arrive is the stories'.
            case "wgf-receipt":
            case "emf-receipt":
                return usual.Code;
            // One employer in ten pays a part before the fund does.
            case "wgf-approve-1" or "wgf-approve-2" or "emf-approve-1" or "emf-approve-2" when round == 1 && roll is > 0.4 and < 0.5:
                return DeductEmployerPayments.Outcome;
        }
        if (round > 3 || roll < 0.93)
            return usual.Code;
        var others = outcomes.Where(o => o.Code != usual.Code && !Left.Contains(o.Code)).ToList();
        return others.Count == 0 ? usual.Code : chance.Pick(matter, $"{task.Step}/{round}/other", others).Code;
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
        return row?.StateJson is { } state && state.IndexOf("ncident", StringComparison.Ordinal) is var at and >= 0
            ? state.Substring(at, Math.Min(600, state.Length - at))
            : "";
    }
}
