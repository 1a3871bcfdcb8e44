using LaborFlow.Cases;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Mediation;

/// <summary>确定调解组织: gives the case to a mediation organisation of the right level.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按层级和辖区确定调解组织。", DisplayName = "确定调解组织")]
[FlowNode(Assigned, None)]
public sealed class AssignMediationOrganisation : Activity
{
    /// <summary>An organisation was found.</summary>
    public const string Assigned = "assigned";

    /// <summary>No active organisation is competent.</summary>
    public const string None = "none";

    /// <summary>Id of an organisation that takes the case whatever its level and district; empty chooses by the rules.</summary>
    [Input(DisplayName = "指定调解组织", Description = "不选则按层级和辖区确定；指定的组织停止办案时同样按规则确定。")]
    public Input<string?> Organisation { get; set; } = new();

    /// <summary>
    /// The step whose form names another <c>level</c>, and perhaps one <c>organisation</c> of it; the case then goes to an organisation of
    /// exactly that level.
    /// </summary>
    [Input(
        DisplayName = "改派步骤",
        Description = "该步骤表单的 level 为改由哪一层级调解，organisation 为其中哪一家；不填则按层级规则确定。"
    )]
    public Input<string?> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var (level, wanted) = await LevelAsync(context, disputed);
        var organisation = await context
            .GetRequiredService<AssignOrganisation>()
            .HandleAsync(disputed, Named(context), level, wanted, context.CancellationToken);
        if (organisation is not null)
            context
                .GetRequiredService<ICaseStore>()
                .Add(
                    CaseEvents.Public(
                        disputed.Id,
                        context.Now,
                        "workflow",
                        "mediation.assigned",
                        $"由{organisation.Name}调解",
                        $"Assigned to the mediation organisation {organisation.Name}",
                        "《劳动争议调解仲裁法》第10条"
                    )
                );
        await context.CompleteActivityWithOutcomesAsync(organisation is null ? None : Assigned);
    }

    private async ValueTask<(MediationLevel? Level, string? Organisation)> LevelAsync(ActivityExecutionContext context, Case disputed)
    {
        if (FromStep.Get(context) is not { Length: > 0 } step)
            return default;
        using var data = await StepData.LastAsync(context.GetRequiredService<ITaskStore>(), disputed.Id, step, context.CancellationToken);
        return (Enum.Parse<MediationLevel>(data.Required("level"), ignoreCase: true), data.Text("organisation"));
    }

    private Guid? Named(ActivityExecutionContext context) => Guid.TryParse(Organisation.Get(context), out var id) ? id : null;
}
