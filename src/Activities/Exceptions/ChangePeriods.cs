using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Exceptions;

/// <summary>变更有关期限: those periods of the list that are open begin anew, stand still or run on (办案规则 art 46), or end because the case takes another way; the others are left alone.</summary>
[Activity(CaseContext.Namespace, "例外情形", "所列期限中正在计算的，重新计算、中止、恢复或者不再计算。", DisplayName = "变更有关期限")]
public sealed class ChangePeriods : CodeActivity
{
    /// <summary>What happens to them.</summary>
    [Input(
        DisplayName = "变更",
        Description = "restart 重新计算；pause 中止（如公告期不计入）；resume 恢复；end 不再计算（如转其他程序办理）。",
        UIHint = "dropdown",
        Options = ["restart", "pause", "resume", "end"],
        IsRequired = true
    )]
    public Input<string> Change { get; set; } = new();

    /// <summary>Register ids.</summary>
    [Input(DisplayName = "法定参数", IsRequired = true)]
    public Input<List<string>> Parameters { get; set; } = new();

    /// <summary>The article.</summary>
    [Input(DisplayName = "法律依据", IsRequired = true)]
    public Input<string> Basis { get; set; } = new();

    /// <summary>The step whose completer decided.</summary>
    [Input(DisplayName = "决定步骤")]
    public Input<string?> FromStep { get; set; } = new();

    /// <summary>Why, where no step's completer said it.</summary>
    [Input(DisplayName = "理由", Description = "没有决定步骤或者该步骤没有写明理由的，记入案件进程。")]
    public Input<string?> Reason { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<ExceptionDesk>()
            .ChangePeriodsAsync(
                await context.CaseAsync(),
                Change.Get(context) ?? "",
                Parameters.Get(context) ?? [],
                Basis.Get(context) ?? "",
                FromStep.Get(context),
                Reason.Get(context),
                context.CancellationToken
            );
}
