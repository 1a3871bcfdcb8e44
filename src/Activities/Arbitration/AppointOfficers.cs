using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>组成仲裁庭: seats the tribunal that a step's form names, and fills the seats that it leaves open by a rule.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按步骤表单和指派规则组成仲裁庭，核对名册和回避，并告知当事人。",
    DisplayName = "组成仲裁庭"
)]
[FlowNode(Appointed, Refused)]
public sealed class AppointOfficers : Activity
{
    /// <summary>The tribunal sits.</summary>
    public const string Appointed = "appointed";

    /// <summary>Somebody may not sit, or a seat stays empty; the history says who and why.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form names the members.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>How many arbitrators sit.</summary>
    [Input(DisplayName = "仲裁员人数", Description = "1 独任；3 合议；0 按表单。")]
    public Input<int> Size { get; set; } = new();

    /// <summary>How a seat is given out that the form leaves open.</summary>
    [Input(
        DisplayName = "指派规则",
        Description = "表单未指定的席位：load 在办最少者；rota 轮派；random 随机；name 必须指定。",
        UIHint = "dropdown",
        Options = [ChooseOfficer.Load, ChooseOfficer.Rota, ChooseOfficer.Random, ChooseOfficer.Name],
        DefaultValue = ChooseOfficer.Load
    )]
    public Input<string> Rule { get; set; } = new(ChooseOfficer.Load);

    /// <summary>The step that says whether the dispute is over a collective contract; blank, or never done, for others.</summary>
    [Input(DisplayName = "三方组庭依据", Description = "该步骤表单的 collectiveContract 为是的，按三方原则组庭；不填为一般组庭。")]
    public Input<string?> TripartiteFromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var heard = await context.CaseAsync();
        var appointed = await context
            .GetRequiredService<AppointTribunal>()
            .HandleAsync(
                heard,
                FromStep.Get(context) ?? "",
                Size.Get(context),
                Rule.Get(context) is { Length: > 0 } rule ? rule : ChooseOfficer.Load,
                await IsTripartiteAsync(context, heard),
                context.CancellationToken
            );
        await context.CompleteActivityWithOutcomesAsync(appointed ? Appointed : Refused);
    }

    private async ValueTask<bool> IsTripartiteAsync(ActivityExecutionContext context, Case heard)
    {
        if (TripartiteFromStep.Get(context) is not { Length: > 0 } step)
            return false;
        var done = (await context.GetRequiredService<ITaskStore>().ListOfCaseAsync(heard.Id, context.CancellationToken))
            .Where(task => task.Step == step && task.Status == CaseTaskStatus.Completed)
            .MaxBy(task => task.CompletedAt);
        if (done is null)
            return false;
        using var data = StepData.Of(done);
        return data.Flag("collectiveContract");
    }
}
