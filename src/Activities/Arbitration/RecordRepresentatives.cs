using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>登记代表人: takes the workers' representatives of a collective dispute into the case when their number is lawful.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "核对并登记集体争议的代表人，人数应当符合规定。", DisplayName = "登记代表人")]
[FlowNode(Accepted, Refused)]
public sealed class RecordRepresentatives : Activity
{
    /// <summary>They are on file.</summary>
    public const string Accepted = "accepted";

    /// <summary>Too few, too many, or none of the applicants; the history says which.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form names them.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var accepted = await context
            .GetRequiredService<ChooseRepresentatives>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(accepted ? Accepted : Refused);
    }
}
