using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Deadlines;

/// <summary>起算期限: starts a statutory period; one that already runs goes on.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按法定参数起算一个期限。", DisplayName = "起算期限")]
public sealed class StartDeadline : CodeActivity
{
    /// <summary>The register's id.</summary>
    [Input(DisplayName = "法定参数", Description = "法定参数编号，如 med-duration-15d。", IsRequired = true)]
    public Input<string> Parameter { get; set; } = new();

    /// <summary>The event that starts it; <c>agreed-day</c> is the day by which the case's last agreement is to be performed, today when it names none;
    /// <c>effect-day</c> the day from which its award binds; <c>notice-day</c> the last day of its public notice; <c>day</c> the day that the
    /// drawing hands on; <c>applied-day</c> that of the application for arbitration; <c>period-end</c> the last day of another period;
    /// <c>period-start</c> the day from which another period runs, as that of acceptance.</summary>
    [Input(
        DisplayName = "起算事件",
        UIHint = "dropdown",
        Options = ["filed", "today", "step", "agreed-day", "effect-day", "notice-day", "applied-day", "day", "period-end", "period-start"],
        DefaultValue = "today"
    )]
    public Input<string> From { get; set; } = new("today");

    /// <summary>The step whose form holds the day, when it starts from a step.</summary>
    [Input(DisplayName = "取自步骤", Description = "起算事件为 step 时，读取该步骤表单的日期。")]
    public Input<string?> FromStep { get; set; } = new();

    /// <summary>The field of that form.</summary>
    [Input(DisplayName = "日期字段", Description = "如 respondentReceivedOn。")]
    public Input<string?> Field { get; set; } = new();

    /// <summary>The day, when the drawing hands it on: that on which a paper counts as served.</summary>
    [Input(DisplayName = "起算日期", Description = "起算事件为 day 时使用，如送达文书得出的送达日期。")]
    public Input<string?> Day { get; set; } = new();

    /// <summary>The period after whose end it starts, or with which it starts.</summary>
    [Input(
        DisplayName = "前一期限",
        Description = "起算事件为 period-end 时，自该法定参数的期限届满之日起算，如 rev-sue-6m；为 period-start 时，与该期限同日起算，如 arb-award-45d。"
    )]
    public Input<string?> AfterParameter { get; set; } = new();

    /// <summary>The field of the form with the last day, where the paper names it and the law gives no number.</summary>
    [Input(DisplayName = "文书指定的最后一日", Description = "步骤表单的日期字段，如公示止；法定参数没有日数的期限使用。")]
    public Input<string?> UntilField { get; set; } = new();

    /// <summary>Nothing starts when the form leaves that day empty.</summary>
    [Input(DisplayName = "没有填写最后一日的不起算", Description = "与“文书指定的最后一日”同用，如举证期限。")]
    public Input<bool> IfNamed { get; set; } = new();

    /// <summary>Another one of the same parameter may run beside it.</summary>
    [Input(DisplayName = "另行起算", Description = "已有同一法定参数的期限正在计算的，另行起算，如先行裁决以外的申请执行期限。")]
    public Input<bool> Beside { get; set; } = new();

    /// <summary>Name in the case's list of deadlines; the register's rule when empty.</summary>
    [Input(DisplayName = "期限名称")]
    public Input<string?> Label { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var named = UntilField.Get(context) is { Length: > 0 } until
            ? (Field: until, Day: await FindDayAsync(context, disputed.Id, until))
            : default;
        if (IfNamed.Get(context) && named.Day is null)
            return;
        var startsOn = From.Get(context) switch
        {
            "filed" => ChinaDay.Of(disputed.FiledAt),
            "step" => await DayOfStepAsync(context, disputed.Id, Field.Get(context) ?? ""),
            "agreed-day" => await DayOfAgreementAsync(context, disputed.Id) ?? ChinaDay.Of(context.Now),
            "effect-day" => await context.GetRequiredService<AwardTakesEffect>().EffectiveOnAsync(disputed, context.CancellationToken)
                ?? throw new WorkflowException("裁决尚未登记生效，不能自生效之日起算期限。"),
            "notice-day" => await context.GetRequiredService<RecordReceipts>().NoticeOverAsync(disputed, context.CancellationToken),
            "applied-day" => await DayOfApplicationAsync(context, disputed),
            "day" => DrawnDay.Read(Day.Get(context), "起算期限：没有得出起算日期。"),
            "period-end" => (await OtherPeriodAsync(context, disputed.Id)).DueOn,
            "period-start" => (await OtherPeriodAsync(context, disputed.Id)).StartsOn,
            _ => ChinaDay.Of(context.Now),
        };
        var label = Label.Get(context) is { Length: > 0 } given ? given : null;
        var (clock, parameter) = (context.GetRequiredService<CaseClock>(), Parameter.Get(context) ?? "");
        if (named.Field is not null)
        {
            if (await clock.FindRunningAsync(disputed.Id, parameter, context.CancellationToken) is null)
                clock.StartNamed(
                    disputed,
                    Guid.CreateVersion7(context.Now),
                    parameter,
                    startsOn,
                    named.Day ?? throw NoDay(context, named.Field),
                    label ?? "文书指定的期限"
                );
            return;
        }
        if (Beside.Get(context))
            clock.StartFor(disputed, parameter, startsOn, label);
        else
            await clock.StartAsync(disputed, parameter, startsOn, label, context.CancellationToken);
    }

    private static async ValueTask<DateOnly?> DayOfAgreementAsync(ActivityExecutionContext context, Guid caseId) =>
        await context.GetRequiredService<ICaseStore>().AgreementsAsync(caseId, context.CancellationToken) is [.., var agreed]
            ? agreed.PerformBy
            : null;

    /// <summary>Of an application that came back from mediation the period of review begins when it is back, and not on the day of filing.</summary>
    private static async ValueTask<DateOnly> DayOfApplicationAsync(ActivityExecutionContext context, Case disputed)
    {
        var records = context.GetRequiredService<ICaseRecords>();
        return (await records.EntriesAsync(disputed.Id, ArbitrationApplication.Entry, context.CancellationToken)).Count > 0
            ? await ArbitrationApplication.DayAsync(records, disputed, context.CancellationToken)
            : ChinaDay.Of(context.Now);
    }

    private async ValueTask<CaseDeadline> OtherPeriodAsync(ActivityExecutionContext context, Guid caseId)
    {
        var after = AfterParameter.Get(context) ?? "";
        return await context.GetRequiredService<CaseClock>().FindLastAsync(caseId, after, context.CancellationToken)
            ?? throw new WorkflowException($"起算期限：案件没有期限“{after}”。");
    }

    private async ValueTask<DateOnly> DayOfStepAsync(ActivityExecutionContext context, Guid caseId, string field) =>
        await FindDayAsync(context, caseId, field) ?? throw NoDay(context, field);

    private async ValueTask<DateOnly?> FindDayAsync(ActivityExecutionContext context, Guid caseId, string field)
    {
        using var data = await StepData.LastAsync(
            context.GetRequiredService<ITaskStore>(),
            caseId,
            FromStep.Get(context) ?? "",
            context.CancellationToken
        );
        return data.Date(field);
    }

    private WorkflowException NoDay(ActivityExecutionContext context, string field) =>
        new($"步骤“{FromStep.Get(context)}”的表单没有日期“{field}”。");
}
