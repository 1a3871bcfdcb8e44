using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Places;

namespace LaborFlow.Cases.Filing;

/// <summary>What an application must hold. Pure: the same request on the same day has the same faults.</summary>
public static class DisputeRules
{
    private const int MostRespondents = 10;
    private const int MostClaims = 30;
    private const int MostCoApplicants = 500;

    private static readonly string[] ContractStatusCodes = [.. ContractStatuses.All.Select(c => c.Code)];
    private static readonly string[] CauseCodes = [.. ClaimCauses.All.Select(c => c.Code)];

    /// <summary>Every fault of an application, in the order of the form; empty when there is none.</summary>
    /// <param name="request">The application.</param>
    /// <param name="today">The local day of filing.</param>
    public static IReadOnlyList<FieldError> Check(FileDisputeRequest request, DateOnly today)
    {
        var check = new FieldCheck();
        check.OneOf(
            "procedure",
            request.Procedure,
            [Procedures.Mediation, Procedures.Arbitration, Procedures.Inspection, Procedures.WageFund],
            "程序"
        );
        WageFund(check, request);
        PartyRules.Check(check, request, MostCoApplicants, MostRespondents);
        Employment(check, request.Employment, today);
        Claims(check, request, today);
        check.Required("facts", request.Facts, 10_000, "事实与理由");
        Infringement(check, request, today);
        District(check, request.District);
        check.OneOf(
            "preferredMediationLevel",
            request.PreferredMediationLevel,
            ["enterprise", "community", "street", "district"],
            "调解组织层级",
            required: false
        );
        Background.Check(check, request);
        return check.Errors;
    }

    /// <summary>The fund advances wages to workers and nothing else (深圳经济特区欠薪保障条例; <c>wgf-condition</c>).</summary>
    private static void WageFund(FieldCheck check, FileDisputeRequest request)
    {
        if (request.Procedure != Procedures.WageFund)
            return;
        if (request.Applicant?.Kind == "employer")
            check.Add("applicant.kind", "contradictory", "欠薪垫付由劳动者申请。", "Only workers apply to the wage fund.");
        for (var i = 0; i < (request.Claims ?? []).Count; i++)
            if (request.Claims![i]?.Cause is { } cause && cause != "unpaid-wages")
                check.Add($"claims[{i}].cause", "contradictory", "欠薪垫付只受理拖欠工资。", "The wage fund advances unpaid wages only.");
    }

    private static void Employment(FieldCheck check, EmploymentInput? employment, DateOnly today)
    {
        if (employment is null)
        {
            check.Add("employment", "required", "请填写用工情况。", "The employment facts are required.");
            return;
        }

        if (employment.StartedOn is null)
            check.Add("employment.startedOn", "required", "请填写入职日期。", "The first day of work is required.");
        check.NotAfter("employment.startedOn", employment.StartedOn, today, "入职日期");
        check.NotAfter("employment.endedOn", employment.EndedOn, today, "离职日期");
        if (employment.EndedOn < employment.StartedOn)
            check.Add("employment.endedOn", "contradictory", "离职日期早于入职日期。", "The last day of work is before the first.");
        check.Required("employment.post", employment.Post, 100, "岗位");
        if (employment.MonthlyWage is null)
            check.Add("employment.monthlyWage", "required", "请填写月工资。", "The monthly wage is required.");
        check.Amount("employment.monthlyWage", employment.MonthlyWage, "月工资");
        check.OneOf("employment.contractStatus", employment.ContractStatus, ContractStatusCodes, "劳动合同情况");
    }

    private static void Claims(FieldCheck check, FileDisputeRequest request, DateOnly today)
    {
        var claims = request.Claims ?? [];
        if (claims.Count == 0)
            check.Add("claims", "required", "请至少填写一项请求事项。", "At least one claim is required.");
        if (claims.Count > MostClaims)
        {
            check.Add("claims", "too-many", $"请求事项不得超过{MostClaims}项。", $"At most {MostClaims} claims.");
            return;
        }

        for (var i = 0; i < claims.Count; i++)
            Claim(check, $"claims[{i}]", claims[i], request.Employment, today);
    }

    private static void Claim(FieldCheck check, string field, ClaimInput? claim, EmploymentInput? employment, DateOnly today)
    {
        if (claim is null)
        {
            check.Add(field, "required", "请求事项不能为空。", "The claim is empty.");
            return;
        }

        var known = check.OneOf($"{field}.cause", claim.Cause, CauseCodes, "案由");
        if (known && claim.Cause == ClaimCauses.LabourRelation && claim.Amount is not null)
            check.Add(
                $"{field}.amount",
                "contradictory",
                "确认劳动关系不应填写金额。",
                "A claim to confirm the labour relation carries no amount."
            );
        else if (known && claim.Amount is null && claim.Cause is not (ClaimCauses.LabourRelation or "other"))
            check.Add($"{field}.amount", "required", "请填写请求金额。", "The amount is required.");
        check.Amount($"{field}.amount", claim.Amount, "请求金额");
        check.Required($"{field}.basis", claim.Basis, 2_000, "计算依据");

        check.NotAfter($"{field}.periodFrom", claim.PeriodFrom, today, "请求期间起始日");
        check.NotAfter($"{field}.periodTo", claim.PeriodTo, today, "请求期间截止日");
        if (claim.PeriodTo < claim.PeriodFrom)
            check.Add($"{field}.periodTo", "contradictory", "请求期间截止日早于起始日。", "The claimed period ends before it starts.");
        if (claim.PeriodFrom < employment?.StartedOn)
            check.Add(
                $"{field}.periodFrom",
                "contradictory",
                "请求期间早于入职日期。",
                "The claimed period starts before the first day of work."
            );
    }

    private static void Infringement(FieldCheck check, FileDisputeRequest request, DateOnly today)
    {
        if (request.RightInfringedOn is null)
            check.Add("rightInfringedOn", "required", "请填写知道权利被侵害的日期。", "The day of the infringement is required.");
        check.NotAfter("rightInfringedOn", request.RightInfringedOn, today, "权利被侵害日期");
        if (request.RightInfringedOn < request.Employment?.StartedOn)
            check.Add(
                "rightInfringedOn",
                "contradictory",
                "权利被侵害日期早于入职日期。",
                "The infringement is before the first day of work."
            );
    }

    private static void District(FieldCheck check, string? district)
    {
        if (string.IsNullOrWhiteSpace(district))
            check.Add("district", "required", "请选择区。", "The district is required.");
        else if (Districts.Find(district) is null)
            check.Add("district", "unknown-code", "该区不在受理范围内。", "This district is not handled here.");
    }
}
