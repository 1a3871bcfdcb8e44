using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;
using LaborFlow.Statutes.Amounts;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Activities.Stages;

/// <summary>计算金额: a statutory amount from a step's form; every step with its article goes into the history.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按法定计算规则计算金额，逐步写明依据，记入办案记录。", DisplayName = "计算金额")]
[FlowNode(Calculated, Refused)]
public sealed class Calculate : Activity
{
    /// <summary>There is an amount.</summary>
    public const string Calculated = "calculated";

    /// <summary>The law gives none, or the input lacks something; the history says which article.</summary>
    public const string Refused = "refused";

    /// <summary>The calculator.</summary>
    [Input(
        DisplayName = "计算规则",
        UIHint = "dropdown",
        Options = [
            "severance",
            "unlawful-termination",
            "double-wages",
            "overtime",
            "annual-leave",
            "wage-arrears",
            "final-award",
            "wage-fund-advance",
        ],
        IsRequired = true
    )]
    public Input<string> Calculator { get; set; } = new();

    /// <summary>The step whose form holds the calculator's input.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 calculation 为计算输入。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The total in yuan.</summary>
    [Output(DisplayName = "金额")]
    public Output<decimal?> Total { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        using var data = await StepData.LastAsync(
            context.GetRequiredService<ITaskStore>(),
            disputed.Id,
            FromStep.Get(context) ?? "",
            context.CancellationToken
        );
        using var form = JsonDocument.Parse(data.Task.DataJson ?? "{}");
        var input = form.RootElement.TryGetProperty("calculation", out var given) ? given : form.RootElement;
        var name = Calculator.Get(context) ?? "";
        if (!AmountCalculators.TryCalculate(name, input, context.GetRequiredService<StatuteRegister>(), out var result))
            throw new WorkflowException($"计算金额：未知计算规则“{name}”。");

        var zh = result.Succeeded
            ? $"计算{result.Explanation.Total.Amount:0.00}元：{string.Join("；", result.Explanation.Steps.Select(s => $"{s.Zh}（{s.Basis}）"))}"
            : $"不能计算：{result.Refusal.Message.Zh}";
        context
            .GetRequiredService<ICaseStore>()
            .Add(CaseEvents.Internal(disputed.Id, context.Now, data.Task.CompletedBy!, "amount.calculated", zh, $"Calculated: {name}"));
        Total.Set(context, result.Succeeded ? result.Explanation.Total.Amount : null);
        await context.CompleteActivityWithOutcomesAsync(result.Succeeded ? Calculated : Refused);
    }
}
