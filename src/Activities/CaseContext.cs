using LaborFlow.Cases;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities;

/// <summary>The case that an instance carries: its correlation id is the case's id.</summary>
internal static class CaseContext
{
    public const string Namespace = "LaborFlow";

    public const string Category = "劳动争议";

    /// <exception cref="WorkflowException">The instance carries no case, or the case is gone.</exception>
    public static async ValueTask<Case> CaseAsync(this ActivityExecutionContext context)
    {
        var id = context.WorkflowExecutionContext.CorrelationId;
        if (!Guid.TryParse(id, out var caseId))
            throw new WorkflowException($"流程实例没有关联案件（correlationId：{id ?? "无"}）。");

        return await context.GetRequiredService<ICaseStore>().FindAsync(caseId, forUpdate: false, context.CancellationToken)
            ?? throw new WorkflowException($"案件{caseId}不存在。");
    }
}
