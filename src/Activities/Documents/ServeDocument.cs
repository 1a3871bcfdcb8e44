using LaborFlow.Cases;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Documents;

/// <summary>
/// 送达文书: records how a paper reached a side. Without a step it goes out electronically, today, to those who consented; with one it
/// takes method, sentOn, receivedOn, address, confirmation, returnedBecause from that step's form.
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

    /// <summary>Nothing happens when no such paper was issued.</summary>
    [Input(DisplayName = "没有该文书时跳过", Description = "案件没有签发该文书时不送达，从 served 出口继续。")]
    public Input<bool> IfIssued { get; set; } = new();

    /// <summary>The day of service, the latest when there are several; null when it came back.</summary>
    [Output(DisplayName = "送达日期")]
    public Output<string?> ServedOn { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matter = await context.CaseAsync();
        var desk = context.GetRequiredService<DocumentDesk>();
        var template = Template.Get(context) ?? "";
        if (IfIssued.Get(context) && !await desk.IsIssuedAsync(matter, template, context.CancellationToken))
        {
            await context.CompleteActivityWithOutcomesAsync(Served);
            return;
        }

        var side = Side.Get(context) is { Length: > 0 } given ? given : "both";
        if (side is not (TaskParties.Applicant or TaskParties.Respondent or "both"))
            throw new WorkflowException($"送达文书：受送达人“{side}”无效。");
        var step = FromStep.Get(context) is { Length: > 0 } named ? named : null;
        using var data = step is null
            ? null
            : await StepData.LastAsync(context.GetRequiredService<ITaskStore>(), matter.Id, step, context.CancellationToken);
        var days = new List<DateOnly?>();
        try
        {
            foreach (var party in matter.Parties.Where(p => p.Side != PartySide.Former && (side == "both" || SideOf(p) == side)).ToList())
                if (ActFor(data, SideOf(party), party, context.Now) is { } act)
                    days.Add(
                        (
                            await desk.ServeAsync(
                                matter,
                                template,
                                party,
                                act,
                                data?.Task.CompletedBy ?? "workflow",
                                context.CancellationToken
                            )
                        ).DeemedOn
                    );
        }
        catch (NotAllowedException refused)
        {
            // The officer's entry, not the procedure, is at fault: it goes back with the reason.
            context
                .GetRequiredService<ICaseStore>()
                .Add(CaseEvents.Internal(matter.Id, context.Now, "workflow", "service.refused", refused.Zh, refused.En));
            await context.CompleteActivityWithOutcomesAsync(Returned);
            return;
        }

        var served = days.Count > 0 && days.TrueForAll(d => d is not null);
        ServedOn.Set(context, served ? days.Max()!.Value.ForDrawing() : null);
        await context.CompleteActivityWithOutcomesAsync(served ? Served : Returned);
    }

    private static string SideOf(Party party) => party.Side == PartySide.Applicant ? TaskParties.Applicant : TaskParties.Respondent;

    /// <summary>Without a form it goes out electronically to those who consented; a form tells of both sides, or of each by its own fields.</summary>
    private static ServiceAct? ActFor(StepData? data, string side, Party party, DateTimeOffset now)
    {
        var today = ChinaDay.Of(now);
        if (data is null)
            return party.ConsentsToElectronicService ? new ServiceAct(ServiceMethods.Electronic, today) : null;
        if ((data.Text("method") ?? data.Text(side + "Method")) is not { } method)
            return null;
        var received = data.Date("receivedOn") ?? data.Date(side + "ReceivedOn");
        var sent = data.Date("sentOn") ?? (received < today ? received.Value : today);
        return new ServiceAct(
            method == "leave" ? ServiceMethods.Left : method,
            sent,
            received,
            data.Text("address") ?? data.Text(side + "Address") ?? Place(method),
            data.Text("returnedBecause"),
            Confirmation: data.Text("confirmation") ?? data.Text(side + "Confirmation")
        );
    }

    /// <summary>Who is handed a paper is where it is, and who is looked for by a public notice has no address that anybody knows.</summary>
    private static string? Place(string method) =>
        method switch
        {
            ServiceMethods.Direct => "当面送达",
            ServiceMethods.PublicNotice => "公告送达",
            _ => null,
        };
}
