using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Notices;

/// <summary>预警: enters a red, yellow or green warning about the employer for the offices that watch it.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "登记用人单位的红黄绿预警，供街道、监察机构核查。", DisplayName = "预警")]
public sealed class RaiseWarning : CodeActivity
{
    /// <summary>The level.</summary>
    [Input(DisplayName = "等级", UIHint = "dropdown", Options = ["red", "yellow", "green"], IsRequired = true)]
    public Input<string> Level { get; set; } = new();

    /// <summary>Why.</summary>
    [Input(DisplayName = "预警事由", UIHint = "multiline", IsRequired = true)]
    public Input<string> Text { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context
            .GetRequiredService<ExceptionDesk>()
            .Warn(await context.CaseAsync(), Level.Get(context) ?? "yellow", Text.Get(context) ?? "");
}
