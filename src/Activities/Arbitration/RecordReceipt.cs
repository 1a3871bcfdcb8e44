using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>记录送达: notes how and when a paper reached each side that a step's form names.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按步骤表单记录文书送达双方的方式和日期。", DisplayName = "登记送达日期")]
public sealed class RecordReceipt : CodeActivity
{
    /// <summary>Code of the paper.</summary>
    [Input(DisplayName = "文书代码", Description = "如 application-copy、award。", IsRequired = true)]
    public Input<string> Document { get; set; } = new();

    /// <summary>Its Chinese name.</summary>
    [Input(DisplayName = "文书名称", IsRequired = true)]
    public Input<string> Label { get; set; } = new();

    /// <summary>The step whose form holds <c>applicantMethod</c>, <c>applicantReceivedOn</c> and the same of the respondent.</summary>
    [Input(DisplayName = "取自步骤", Description = "公告送达的不需要填写。")]
    public Input<string?> FromStep { get; set; } = new();

    /// <summary>The respondent could not be found: the day is the last of the public notice.</summary>
    [Input(DisplayName = "公告期满", Description = "勾选的以公告期满日为被申请人视为送达之日。")]
    public Input<bool> Announced { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var receipts = context.GetRequiredService<RecordReceipts>();
        var served = await context.CaseAsync();
        var (document, label) = (Document.Get(context) ?? "", Label.Get(context) ?? "");
        if (Announced.Get(context))
            await receipts.AnnouncedAsync(served, document, label, context.CancellationToken);
        else
            await receipts.HandleAsync(served, FromStep.Get(context) ?? "", document, label, context.CancellationToken);
    }
}
