using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Procedures;

/// <summary>启动关联程序: starts another procedure on the same case beside the one that carries it, after this advance has committed.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "在同一案件上启动另一程序，案件仍由原程序办理，如裁决生效后的公开审查。",
    DisplayName = "启动关联程序"
)]
public sealed class StartProcedure : CodeActivity
{
    /// <summary>The other procedure's definition id.</summary>
    [Input(DisplayName = "程序", Description = "流程定义编号，如 ARB-PUB。", IsRequired = true)]
    public Input<string> Procedure { get; set; } = new();

    /// <summary>What the parties read.</summary>
    [Input(DisplayName = "告知内容", UIHint = "multiline", IsRequired = true)]
    public Input<string> Notice { get; set; } = new();

    /// <summary>Articles of law.</summary>
    [Input(DisplayName = "法律依据")]
    public Input<string?> LegalBasis { get; set; } = new();

    /// <summary>The parties are not told: an inquiry of the authority's own.</summary>
    [Input(DisplayName = "不告知当事人", Description = "只记入办案记录，当事人不可见，如账户查询。")]
    public Input<bool> Untold { get; set; } = new();

    /// <summary>It is part of handling the case, and ends when the case is closed.</summary>
    [Input(DisplayName = "随案件办结", Description = "案件办结时一并终止；不勾选的在案件办结后继续，如裁决书公开。")]
    public Input<bool> EndsWithCase { get; set; } = new();

    /// <summary>The id of the instance that was started.</summary>
    [Output(DisplayName = "实例")]
    public Output<string> InstanceId { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        InstanceId.Set(
            context,
            await ProcedureStarts.BesideAsync(
                context,
                Procedure.Get(context) ?? "",
                Notice.Get(context) ?? "",
                LegalBasis.Get(context),
                told: !Untold.Get(context),
                endsWithCase: EndsWithCase.Get(context)
            )
        );
}
