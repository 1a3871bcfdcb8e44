using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>一次性告知: the tribunal, the periods, the day and the place of a collective dispute's hearing, checked and put on record.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "核对并登记集体争议一次性告知的仲裁庭、举证期限、开庭日期和处理地点；不合法的退回并说明理由。",
    DisplayName = "一次性告知"
)]
[FlowNode(Given, Refused)]
public sealed class GiveCollectiveNotice : Activity
{
    /// <summary>It is on record.</summary>
    public const string Given = "given";

    /// <summary>It cannot be told so; the history says why.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form holds it.</summary>
    [Input(
        DisplayName = "取自步骤",
        Description = "该步骤表单的 venue、place、venueReason、safety、presiding、arbitratorA、arbitratorB、secretary、evidenceUntil、heldOn、startsAt。",
        IsRequired = true
    )]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var given = await context
            .GetRequiredService<CollectiveNotice>()
            .GiveAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(given ? Given : Refused);
    }
}
