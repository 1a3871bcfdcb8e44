using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Stages;

/// <summary>归档: puts the complete file of a closed case into the archive.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "案件办结后归档，登记归档日期。", DisplayName = "归档")]
public sealed class ArchiveCase : CodeActivity
{
    /// <summary>The article.</summary>
    [Input(DisplayName = "法律依据", DefaultValue = "《劳动人事争议仲裁办案规则》第78条")]
    public Input<string> Basis { get; set; } = new("《劳动人事争议仲裁办案规则》第78条");

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.GetRequiredService<ExceptionDesk>().Archive(await context.CaseAsync(), Basis.Get(context) ?? "");
}
