using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Procedures;

/// <summary>合并案件: joins the case to another open one; parties, claims, counterclaims and evidence go over there, and both stay linked.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "把案件并入同一被申请人、同一程序阶段的在办案件，当事人、请求、证据、证人和反申请一并转入。",
    DisplayName = "合并案件"
)]
[FlowNode(Merged, Refused)]
public sealed class MergeCases : Activity
{
    /// <summary>It was merged.</summary>
    public const string Merged = "merged";

    /// <summary>There is no such open case; the history says so.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form names the other case.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 leadCase 为并入案件的案号。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        using var data = await StepData.LastAsync(
            context.GetRequiredService<ITaskStore>(),
            disputed.Id,
            FromStep.Get(context) ?? "",
            context.CancellationToken
        );
        var merged = await context
            .GetRequiredService<JoinCases>()
            .MergeAsync(disputed, data.Required("leadCase"), data.Task.CompletedBy!, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(merged ? Merged : Refused);
    }
}
