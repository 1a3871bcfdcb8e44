using LaborFlow.Cases.Deadlines;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Deadlines;

/// <summary>延长期限: extends a period once, up to the cap of the register.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "经批准延长一个期限，一次为限，不得超过法定上限。", DisplayName = "延长期限")]
public sealed class ExtendDeadline : CodeActivity
{
    /// <summary>The register's id.</summary>
    [Input(DisplayName = "法定参数", IsRequired = true)]
    public Input<string> Parameter { get; set; } = new();

    /// <summary>By how much, in the parameter's own unit.</summary>
    [Input(DisplayName = "延长天数", IsRequired = true)]
    public Input<int> Days { get; set; } = new();

    /// <summary>Who approved it.</summary>
    [Input(DisplayName = "批准人", IsRequired = true)]
    public Input<string> ApprovedBy { get; set; } = new();

    /// <summary>The article that it rests on.</summary>
    [Input(DisplayName = "法律依据", IsRequired = true)]
    public Input<string> Basis { get; set; } = new();

    /// <summary>Why, in the officer's words.</summary>
    [Input(DisplayName = "理由", UIHint = "multiline")]
    public Input<string?> Reason { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var reason = new DeadlineReason(ApprovedBy.Get(context) ?? "workflow", null, Basis.Get(context) ?? "", Reason.Get(context) ?? "");
        await context
            .GetRequiredService<ChangeDeadline>()
            .ExtendAsync(disputed, Parameter.Get(context) ?? "", Days.Get(context), reason, context.CancellationToken);
    }
}
