using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>组成仲裁庭: seats the tribunal that a step's form names.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按步骤表单组成仲裁庭并告知当事人。", DisplayName = "组成仲裁庭")]
[FlowNode(Appointed, Refused)]
public sealed class AppointOfficers : Activity
{
    /// <summary>The tribunal sits.</summary>
    public const string Appointed = "appointed";

    /// <summary>The form names one person twice; the history says so.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form names the members.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var appointed = await context
            .GetRequiredService<AppointTribunal>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(appointed ? Appointed : Refused);
    }
}
