using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Procedures;

/// <summary>How one procedure sends another on its way: on the same case beside it, or on a case that goes on there.</summary>
internal static class ProcedureStarts
{
    /// <summary>The kind of the register entry that names an instance which ends with its case.</summary>
    private const string BesideKind = "beside";

    /// <summary>
    /// Starts another procedure on the case beside the one that carries it. One that is part of handling the case ends when the case is
    /// closed; one that follows the case up, such as the publication of its award, goes on.
    /// </summary>
    /// <param name="context">The activity that starts it.</param>
    /// <param name="procedure">Its definition id.</param>
    /// <param name="notice">What the history says.</param>
    /// <param name="legalBasis">Articles of law.</param>
    /// <param name="told">The parties read it; an inquiry of the authority's own they are not warned of.</param>
    /// <param name="endsWithCase">It ends when the case is closed.</param>
    /// <returns>The id of its instance.</returns>
    public static async ValueTask<string> BesideAsync(
        ActivityExecutionContext context,
        string procedure,
        string notice,
        string? legalBasis,
        bool told,
        bool endsWithCase
    )
    {
        var about = await context.CaseAsync();
        var instanceId = await DispatchAsync(context, procedure, about.Id);
        if (endsWithCase)
        {
            context.GetRequiredService<ExceptionDesk>().Enter(about, BesideKind, $"并行办理{procedure}", "workflow", new { instanceId });
            about.Revision++;
        }
        context
            .GetRequiredService<ICaseStore>()
            .Add(
                told
                    ? CaseEvents.Public(
                        about.Id,
                        context.Now,
                        "workflow",
                        "procedure.started",
                        notice,
                        $"{procedure} was started",
                        legalBasis
                    )
                    : CaseEvents.Internal(
                        about.Id,
                        context.Now,
                        "workflow",
                        "started-beside",
                        notice,
                        $"Started beside: {procedure}",
                        legalBasis
                    )
            );
        return instanceId;
    }

    /// <summary>
    /// 先行裁决另行跟踪: what made a partial award ends, and with it the step that watched it; the award stands and is seen to by a procedure of
    /// its own (<see cref="PartialAwards"/>).
    /// </summary>
    /// <param name="context">The activity that ends the case or takes it elsewhere.</param>
    /// <param name="notice">What the parties read of it.</param>
    /// <returns>A partial award is still to take effect.</returns>
    public static async ValueTask<bool> FollowPartialAwardsAsync(ActivityExecutionContext context, string notice)
    {
        var decided = await context.CaseAsync();
        if (decided.DocketNumber is null)
            return false;
        var partial = context.GetRequiredService<PartialAwards>();
        if (!await partial.AreOpenAsync(decided, context.CancellationToken))
            return false;
        if (!await partial.AreFollowedAsync(decided.Id, context.CancellationToken))
            await BesideAsync(
                context,
                PartialAwards.FollowUp,
                notice,
                "《劳动争议调解仲裁法》第43条第2款、第48条至第51条",
                told: true,
                endsWithCase: false
            );
        return true;
    }

    /// <summary>Ends what runs beside a case that is closed: nobody is left a step of a case that has none.</summary>
    public static async ValueTask EndBesideAsync(ActivityExecutionContext context, Guid caseId)
    {
        var beside = await context.GetRequiredService<ICaseRecords>().EntriesAsync(caseId, BesideKind, context.CancellationToken);
        foreach (var entry in beside)
            if (entry.DataJson is { } json)
            {
                using var data = JsonDocument.Parse(json);
                context.AddOutboxMessage(OutboxKinds.Cancel, new CancelMessage(data.RootElement.GetProperty("instanceId").GetString()!));
            }
    }

    /// <summary>Sends another procedure on its way with a case; the id of its instance.</summary>
    public static async ValueTask<string> DispatchAsync(ActivityExecutionContext context, string procedure, Guid caseId)
    {
        var versions = await context.GetRequiredService<IDefinitionStore>().ListVersionsAsync(procedure, context.CancellationToken);
        var published =
            versions.FirstOrDefault(v => v.IsPublished) ?? throw new WorkflowException($"接收程序“{procedure}”没有已发布的版本。");
        var instanceId = Guid.CreateVersion7(context.Now).ToString("N");
        var input = new Dictionary<string, object?> { ["handedOverFrom"] = context.WorkflowExecutionContext.Id };
        context.AddOutboxMessage(
            OutboxKinds.Dispatch,
            new DispatchMessage(instanceId, published.Id, caseId.ToString("N"), input, null, null)
        );
        return instanceId;
    }
}
