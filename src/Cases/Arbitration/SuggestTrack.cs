using LaborFlow.Cases.Places;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Arbitration;

/// <summary>
/// 办理方式建议: what the facts on file say of simplified handling (办案规则 art 56, 57). The registrar decides; what only a person can judge
/// (public interest, a respondent who cannot be found) is asked in the form.
/// </summary>
public sealed class SuggestTrack(ICaseStore cases, StatuteRegister register, TimeProvider time)
{
    /// <returns><c>collective</c>, <c>fast</c> or <c>ordinary</c>.</returns>
    public string Handle(Case accepted)
    {
        var (track, zh, en) = Judge(accepted);
        cases.Add(
            CaseEvents.Internal(
                accepted.Id,
                time.GetUtcNow(),
                "workflow",
                "track.suggested",
                zh,
                en,
                "《劳动人事争议仲裁办案规则》第56条、第57条"
            )
        );
        return track;
    }

    private (string Track, string Zh, string En) Judge(Case accepted)
    {
        if (accepted.Collective)
            return (
                "collective",
                "十人以上集体争议，建议按集体争议特别程序优先办理",
                "A collective dispute of ten or more: the collective procedure"
            );
        if (accepted.MigrantWorker && accepted.MainCause == "unpaid-wages")
            return ("fast", "拖欠农民工工资争议，建议速裁办理（人社部发〔2019〕80号）", "A migrant worker's unpaid wages: fast track");

        var total = accepted.Claims.Sum(c => c.Amount ?? 0);
        var average = register.Numeric("ref-avg-wage-gd", new Jurisdiction(accepted.District[..6]), ChinaDay.Today(time))?.Value;
        if (average is null)
            return (
                "ordinary",
                $"标的{total:0.00}元；未登记本省上年度职工年平均工资，是否简易处理请审查后决定",
                $"Worth {total:0.00} yuan; the province's average wage is not in the register, so the registrar judges"
            );
        return total <= average
            ? (
                "fast",
                $"标的{total:0.00}元不超过本省上年度职工年平均工资{average:0.00}元，建议速裁办理",
                $"Worth {total:0.00}, not above {average:0.00}: fast track"
            )
            : (
                "ordinary",
                $"标的{total:0.00}元超过本省上年度职工年平均工资{average:0.00}元，建议普通程序",
                $"Worth {total:0.00}, above {average:0.00}: ordinary"
            );
    }
}
