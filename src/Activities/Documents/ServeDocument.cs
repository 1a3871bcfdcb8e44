using LaborFlow.Cases;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Documents;

/// <summary>
/// 送达文书: records how a paper reached a side. Without a step it goes out electronically, today, to those who consented; with one it
/// takes method, sentOn, receivedOn, address, returnedBecause from that step's form.
/// </summary>
[Activity(CaseContext.Namespace, "文书", "登记文书送达（送达回证），按送达方式计算送达日期。", DisplayName = "送达文书")]
[FlowNode(Served, Returned)]
public sealed class ServeDocument : Activity
{
    /// <summary>Everybody on the side was served.</summary>
    public const string Served = "served";

    /// <summary>The paper came back from one of them.</summary>
    public const string Returned = "returned";

    /// <summary>The template's code.</summary>
    [Input(DisplayName = "文书模板", Description = "模板代码，如 MED/acceptance-notice。", IsRequired = true)]
    public Input<string> Template { get; set; } = new();

    /// <summary>The side.</summary>
    [Input(
        DisplayName = "受送达人",
        UIHint = "dropdown",
        Options = [TaskParties.Applicant, TaskParties.Respondent, "both"],
        DefaultValue = "both"
    )]
    public Input<string> Side { get; set; } = new("both");

    /// <summary>The step whose form describes the service.</summary>
    [Input(
        DisplayName = "送达步骤",
        Description = "读取该步骤表单的 method、sentOn、receivedOn、address、returnedBecause；为空时以电子方式送达。"
    )]
    public Input<string?> FromStep { get; set; } = new();

    /// <summary>The day of service, the latest when there are several; null when it came back.</summary>
    [Output(DisplayName = "送达日期")]
    public Output<string?> ServedOn { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matter = await context.CaseAsync();
        var (act, by) = await ActAsync(context, matter);
        var side = Side.Get(context) is { Length: > 0 } given ? given : "both";
        var parties = side switch
        {
            TaskParties.Applicant => matter.Applicants,
            TaskParties.Respondent => matter.Respondents,
            "both" => matter.Applicants.Concat(matter.Respondents),
            _ => throw new WorkflowException($"送达文书：受送达人“{side}”无效。"),
        };
        var desk = context.GetRequiredService<DocumentDesk>();
        var days = new List<DateOnly?>();
        foreach (var party in parties.ToList())
            days.Add((await desk.ServeAsync(matter, Template.Get(context) ?? "", party, act, by, context.CancellationToken)).DeemedOn);
        var served = days.Count > 0 && days.TrueForAll(d => d is not null);
        ServedOn.Set(context, served ? days.Max()!.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null);
        await context.CompleteActivityWithOutcomesAsync(served ? Served : Returned);
    }

    private async ValueTask<(ServiceAct Act, string By)> ActAsync(ActivityExecutionContext context, Case matter)
    {
        if (FromStep.Get(context) is not { Length: > 0 } step)
            return (new ServiceAct(ServiceMethods.Electronic, ChinaDay.Of(context.Now)), "workflow");

        using var data = await StepData.LastAsync(context.GetRequiredService<ITaskStore>(), matter.Id, step, context.CancellationToken);
        var act = new ServiceAct(
            data.Required("method"),
            data.Date("sentOn") ?? ChinaDay.Of(context.Now),
            data.Date("receivedOn"),
            data.Text("address"),
            data.Text("returnedBecause")
        );
        return (act, data.Task.CompletedBy!);
    }
}
