using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>登记仲裁申请: takes the application for arbitration that a party of a mediated case made in a step.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "登记当事人在调解终结后提出的仲裁申请：申请日期、形式、仲裁请求、事实与理由和证人。",
    DisplayName = "登记仲裁申请"
)]
[FlowNode(Taken, Refused)]
public sealed class TakeArbitrationApplication : Activity
{
    /// <summary>It is on file.</summary>
    public const string Taken = "taken";

    /// <summary>Its day cannot be right; the history says so.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form holds the application.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 claims、facts、witnesses、appliedOn、form。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var taken = await context
            .GetRequiredService<ApplyForArbitration>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(taken ? Taken : Refused);
    }
}
