using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Stages;

/// <summary>核对条件: whether a condition of law for acceptance holds; what fails is noted with its article and with what can be done.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "核对受理的法定条件；不符合的，记明依据和可以采取的办法。",
    DisplayName = "核对条件"
)]
[FlowNode(Eligible, Ineligible)]
public sealed class CheckEligibility : Activity
{
    /// <summary>The condition holds, or was excused with a ground.</summary>
    public const string Eligible = "eligible";

    /// <summary>It does not hold; the history says why.</summary>
    public const string Ineligible = "ineligible";

    /// <summary>The condition.</summary>
    [Input(
        DisplayName = "条件",
        Description = "limitation 仲裁时效；inspection-limit 查处时效；duplicate 重复申请；fund 已获垫付；crime-order 责令支付期满；evidence-settled 登记保存的证据已处理；advance-due 有可垫付人员；nothing-paid 尚未支付；mediated-first 试点地区已经调解；follow-up-complete 各事项已复查、其他步骤已办结；routed-claims 部分事项不予处理；crime-team 专案组人数；onspot-limit 当场处罚限额；hearing-right 告知听证权利；surcharge 加付赔偿金比例；consequences-fit 后果与记录相符；listing 未重复列入名单；early-removal 可以提前移出名单；within-notice 决定不重于事先告知；pay-term 支付期限在今日之后；order-term 责令文书在支付期限之前送达；pay-overdue 支付期限已满；paid-in-full 足额支付；crime-amount 达到入刑数额；two-officers 二人以上检查；court-term 申请执行的日期；contested-days 复议、诉讼结果的日期。",
        UIHint = "dropdown",
        Options = [
            CheckConditions.Limitation,
            CheckConditions.InspectionLimit,
            CheckConditions.Duplicate,
            CheckConditions.Fund,
            CheckConditions.CrimeOrder,
            CheckConditions.EvidenceSettled,
            CheckConditions.FollowUpComplete,
            CheckConditions.AdvanceDue,
            CheckConditions.NothingPaid,
            CheckConditions.MediatedFirst,
            InspectionConditions.RoutedClaims,
            InspectionConditions.CrimeTeam,
            InspectionConditions.OnSpot,
            InspectionConditions.HearingRight,
            InspectionConditions.Surcharge,
            InspectionConditions.Consequences,
            InspectionConditions.Listing,
            InspectionConditions.EarlyRemoval,
            InspectionConditions.WithinNotice,
            InspectionConditions.CourtTerm,
            InspectionConditions.ContestedDays,
            InspectionConditions.PayTerm,
            InspectionConditions.OrderTerm,
            InspectionConditions.PayOverdue,
            InspectionConditions.PaidInFull,
            InspectionConditions.CrimeAmount,
            InspectionConditions.TwoOfficers,
        ],
        IsRequired = true
    )]
    public Input<string> Condition { get; set; } = new();

    /// <summary>The step whose form may give a ground that excuses it.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单可以填写例外事由。")]
    public Input<string?> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var holds = await context
            .GetRequiredService<CheckConditions>()
            .HandleAsync(await context.CaseAsync(), Condition.Get(context) ?? "", FromStep.Get(context), context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(holds ? Eligible : Ineligible);
    }
}
