using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>
/// 主要案由分流: follows the port of the case's main cause, so that each cause has an element form of its own; or, one visit after the other,
/// those of every cause that is claimed.
/// </summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按主要案由选择出口，如要素式办案的要素表；也可以按每一项请求的案由逐一办理。",
    DisplayName = "主要案由分流"
)]
[FlowNode("unpaid-wages", "overtime", "severance", "unlawful-termination", "double-wages", "annual-leave", "work-injury", Other, Done)]
public sealed class MainCause : Activity
{
    /// <summary>Any cause without a port of its own.</summary>
    public const string Other = ElementForms.Other;

    /// <summary>The step was done for every cause that is claimed.</summary>
    public const string Done = "done";

    /// <summary>The step that is done for each cause, by a form whose key ends with the cause's port.</summary>
    [Input(
        DisplayName = "逐个案由办理的步骤",
        Description = "填写步骤编号的，按各项请求的案由逐一选择出口，该步骤的表单代码以案由结尾；全部办理后从 done 出口继续。为空时只按主要案由。"
    )]
    public Input<string?> EachInStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matter = await context.CaseAsync();
        if (EachInStep.Get(context) is not { Length: > 0 } step)
        {
            await context.CompleteActivityWithOutcomesAsync(ElementForms.KindOf(matter.MainCause));
            return;
        }

        var forms = (await context.GetRequiredService<ITaskStore>().ListOfCaseAsync(matter.Id, context.CancellationToken))
            .Where(task => task.Step == step && task.Status == CaseTaskStatus.Completed)
            .Select(task => task.FormId)
            .ToList();
        var next = matter
            .Claims.OrderBy(claim => claim.Position)
            .Select(claim => ElementForms.KindOf(claim.Cause))
            .FirstOrDefault(kind => !forms.Exists(form => ElementForms.IsOf(form, kind)));
        await context.CompleteActivityWithOutcomesAsync(next ?? Done);
    }
}
