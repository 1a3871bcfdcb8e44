using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Exceptions;

/// <summary>登记法院处理结果: what the court decided about an award, and whether the award binds after all.</summary>
[Activity(
    CaseContext.Namespace,
    "例外情形",
    "按步骤表单登记法院处理结果和裁决效力；与登记的起诉、申请撤销不符的退回。",
    DisplayName = "登记法院处理结果"
)]
[FlowNode(Decided, Revoked, Refused)]
public sealed class RecordCourtOutcome : Activity
{
    /// <summary>The award binds, or the judgment takes its place.</summary>
    public const string Decided = "decided";

    /// <summary>The award was set aside.</summary>
    public const string Revoked = "revoked";

    /// <summary>The result does not fit; the history says why.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form holds it.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 courtResult、court、courtCase、decidedOn、judgment。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>Of the partial award.</summary>
    [Input(DisplayName = "先行裁决", Description = "登记先行裁决书的法院处理结果，其余请求照常办理。")]
    public Input<bool> Partial { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var effect = await context
            .GetRequiredService<CourtOutcomes>()
            .RecordAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", Partial.Get(context), context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(
            effect switch
            {
                AwardEffect.Impossible => Refused,
                AwardEffect.Revoked => Revoked,
                _ => Decided,
            }
        );
    }
}
