using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>确定监察员: appoints the inspectors that a step's form names, as many as the law demands.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按步骤表单确定承办监察员，人数应当符合规定。", DisplayName = "确定监察员")]
[FlowNode("appointed", "refused")]
public sealed class AssignInspectors : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var appointed = await context
            .GetRequiredService<AppointInspectors>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(appointed ? "appointed" : "refused");
    }
}
