using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Inspection;

/// <summary>登记失信名单: enters the employer and those who answer for it on the blacklist, each in a row, or takes them off.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "将用人单位和责任人员逐人登记列入失信名单，或者登记移出。",
    DisplayName = "登记失信名单"
)]
public sealed class RecordListing : CodeActivity
{
    /// <summary>list, expired, removed or revoked.</summary>
    [Input(
        DisplayName = "事项",
        Description = "list 列入；expired 期满移出；removed 提前移出；revoked 决定撤销后移出。",
        UIHint = "dropdown",
        Options = ["list", "expired", "removed", "revoked"],
        IsRequired = true
    )]
    public Input<string> Entry { get; set; } = new();

    /// <summary>The step whose form names the persons, when they are listed.</summary>
    [Input(DisplayName = "人员取自步骤", Description = "该步骤表单的 persons 为责任人员。")]
    public Input<string?> PersonsFrom { get; set; } = new();

    /// <summary>The step that decided it.</summary>
    [Input(DisplayName = "决定步骤")]
    public Input<string?> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var listing = context.GetRequiredService<KeepListing>();
        var about = await context.CaseAsync();
        var step = FromStep.Get(context) is { Length: > 0 } given ? given : null;
        if (Entry.Get(context) is not "list" and { } why)
            await listing.EndAsync(about, why, step, context.CancellationToken);
        else
            await listing.ListAsync(
                about,
                PersonsFrom.Get(context) ?? "",
                step ?? throw new WorkflowException("登记失信名单：未指定决定步骤。"),
                context.CancellationToken
            );
    }
}
