using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Exceptions;

/// <summary>追加当事人: a further employer, a third party or another worker enters the case.</summary>
[Activity(
    CaseContext.Namespace,
    "例外情形",
    "按步骤表单追加共同被申请人、第三人或者加入申请的劳动者；证件号码有误或者已是当事人的，退回并说明。",
    DisplayName = "追加当事人"
)]
[FlowNode(Added, Refused)]
public sealed class AddToCase : Activity
{
    /// <summary>The party is in the case.</summary>
    public const string Added = "added";

    /// <summary>The form has a fault; the history says which.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form describes the party.</summary>
    [Input(
        DisplayName = "取自步骤",
        Description = "该步骤表单的 role、name、idNumber、phone、address 为当事人，cause、amount、basis 为加入劳动者的请求。",
        IsRequired = true
    )]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var added = await context
            .GetRequiredService<AddParty>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(added ? Added : Refused);
    }
}
