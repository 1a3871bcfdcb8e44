using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Procedures;

/// <summary>移送: starts another procedure on the same case, after this advance has committed; instead of this one, or beside it.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "把案件移送另一程序，由其继续办理。", DisplayName = "移送")]
public sealed class HandOver : CodeActivity
{
    /// <summary>The kind of the register entry that names an instance which runs beside.</summary>
    private const string BesideKind = "beside";

    /// <summary>The other procedure's definition id.</summary>
    [Input(DisplayName = "接收程序", Description = "流程定义编号，如 ARB-INTAKE。", IsRequired = true)]
    public Input<string> Procedure { get; set; } = new();

    /// <summary>What the parties read.</summary>
    [Input(DisplayName = "告知内容", UIHint = "multiline", IsRequired = true)]
    public Input<string> Notice { get; set; } = new();

    /// <summary>Articles of law.</summary>
    [Input(DisplayName = "法律依据")]
    public Input<string?> LegalBasis { get; set; } = new();

    /// <summary>The other procedure runs beside this one, which keeps the case.</summary>
    [Input(DisplayName = "并行办理", Description = "另一程序在同一案件上并行办理，案件仍由本程序继续。")]
    public Input<bool> Beside { get; set; } = new();

    /// <summary>The id of the instance that goes on.</summary>
    [Output(DisplayName = "接收实例")]
    public Output<string> InstanceId { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var procedure = Procedure.Get(context) ?? "";
        var instanceId = await DispatchAsync(context, procedure, disputed.Id);
        var beside = Beside.Get(context);
        if (beside)
            context.GetRequiredService<ExceptionDesk>().Enter(disputed, BesideKind, $"并行办理{procedure}", "workflow", new { instanceId });
        else
            disputed.WorkflowInstanceId = instanceId;
        disputed.Revision++;
        var notice = Notice.Get(context) ?? "";
        context
            .GetRequiredService<ICaseStore>()
            .Add(
                // What runs beside is the authority's own inquiry: the parties are not warned of it.
                beside
                    ? CaseEvents.Internal(
                        disputed.Id,
                        context.Now,
                        "workflow",
                        "started-beside",
                        notice,
                        $"Started beside: {procedure}",
                        LegalBasis.Get(context)
                    )
                    : CaseEvents.Public(
                        disputed.Id,
                        context.Now,
                        "workflow",
                        "handed-over",
                        notice,
                        $"Handed over to: {Cases.Procedures.Find(procedure)?.En ?? procedure}",
                        LegalBasis.Get(context)
                    )
            );
        InstanceId.Set(context, instanceId);
    }

    /// <summary>Ends what runs beside a case that is closed: nobody is left a step of a case that has none.</summary>
    internal static async ValueTask EndBesideAsync(ActivityExecutionContext context, Guid caseId)
    {
        foreach (var entry in await context.GetRequiredService<ICaseRecords>().ListAsync<RegisterEntry>(caseId, context.CancellationToken))
            if (entry is { Kind: BesideKind, DataJson: { } json })
            {
                using var data = JsonDocument.Parse(json);
                context.AddOutboxMessage(OutboxKinds.Cancel, new CancelMessage(data.RootElement.GetProperty("instanceId").GetString()!));
            }
    }

    /// <summary>Sends another procedure on its way with a case; the id of its instance.</summary>
    internal static async ValueTask<string> DispatchAsync(ActivityExecutionContext context, string procedure, Guid caseId)
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
