using LaborFlow.Cases.Mediation;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Mediation;

/// <summary>排定履行期次: enters the days on which the case's agreement is to be performed.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按步骤表单排定协议的履行期次；只写了履行期限的为一期，没有期限的从 undated 出口继续。",
    DisplayName = "排定履行期次"
)]
[FlowNode(Planned, Undated)]
public sealed class PlanInstalments : Activity
{
    /// <summary>There is something to wait for.</summary>
    public const string Planned = "planned";

    /// <summary>The agreement names no day.</summary>
    public const string Undated = "undated";

    /// <summary>The step whose form described the agreement.</summary>
    [Input(
        DisplayName = "取自步骤",
        Description = "拟定协议的步骤；其表单的 instalments 为各期的 dueOn、amount、what。",
        IsRequired = true
    )]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var planned = await context
            .GetRequiredService<TrackPerformance>()
            .PlanAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(planned.Count > 0 ? Planned : Undated);
    }
}
