using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>主要案由分流: follows the port of the case's main cause, so that each cause has an element form of its own.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按主要案由选择出口，如要素式办案的要素表。", DisplayName = "主要案由分流")]
[FlowNode("unpaid-wages", "overtime", "severance", "unlawful-termination", "double-wages", "annual-leave", "work-injury", Other)]
public sealed class MainCause : Activity
{
    /// <summary>Any cause without a port of its own.</summary>
    public const string Other = "other";

    private static readonly HashSet<string> Ports =
    [
        "unpaid-wages",
        "overtime",
        "severance",
        "unlawful-termination",
        "double-wages",
        "annual-leave",
        "work-injury",
    ];

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var cause = (await context.CaseAsync()).MainCause;
        await context.CompleteActivityWithOutcomesAsync(Ports.Contains(cause) ? cause : Other);
    }
}
