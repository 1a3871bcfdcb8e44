using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Mediation;

/// <summary>
/// 调解终结的原因: why a mediation ended without an agreement, read from the step that ended it and from nothing that happened before: the period
/// ran out, nobody answered, a side declined, the mediator found that it failed (调解仲裁法 art 14).
/// </summary>
internal static class MediationEnd
{
    private const string Period = "med-duration-15d";

    private static readonly Dictionary<string, string> Steps = new(StringComparer.Ordinal)
    {
        ["clerk-review"] = "受理审查尚未完成",
        ["party-corrects"] = "申请材料尚未补正",
        ["med-consent"] = "被申请人尚未答复是否同意调解",
        ["med-schedule"] = "双方未达成协议",
        [AgreedTerms.Step] = "双方未达成协议",
        ["applicant-confirms"] = "申请人未确认拟定的调解协议",
        ["respondent-confirms"] = "被申请人未确认拟定的调解协议",
        ["exc-no-show"] = "",
        ["exc-mediation-end"] = "",
    };

    /// <summary>The ground, in Chinese, as the paper prints it; null while the mediation goes on.</summary>
    /// <param name="all">The case's tasks.</param>
    /// <param name="deadlines">Its periods.</param>
    /// <param name="today">Today in China.</param>
    public static string? Ground(IReadOnlyList<CaseTask> all, IReadOnlyList<CaseDeadline> deadlines, DateOnly today)
    {
        var last = all.Where(task =>
                Steps.ContainsKey(task.Step)
                && (task.Status == CaseTaskStatus.Completed || task is { Status: CaseTaskStatus.Cancelled, CompletedBy: "clock" })
            )
            .OrderBy(task => task.CompletedAt)
            .ThenBy(task => task.CompletionOrder ?? long.MaxValue)
            .LastOrDefault();
        if (last is null)
            return null;
        if (last.Status == CaseTaskStatus.Cancelled)
            return deadlines.LastOrDefault(deadline => deadline.ParameterId == Period) is { } period && period.DueOn < today
                ? $"调解期限于{period.DueOn.Year}年{period.DueOn.Month}月{period.DueOn.Day}日届满，{Steps[last.Step]}"
                : "被申请人逾期未答复是否同意调解，视为不同意";
        using var data = StepData.Of(last);
        var reason = data.Text("reason") is { } said ? $"：{said}" : "";
        return (last.Step, last.Outcome) switch
        {
            (AgreedTerms.Step, "fail") => data.Text("reason"),
            ("applicant-confirms", "decline") => $"申请人不同意拟定的调解协议{reason}",
            ("respondent-confirms", "decline") => $"被申请人不同意拟定的调解协议{reason}",
            ("med-consent", "refuse") => $"被申请人不同意调解{reason}",
            ("exc-no-show", "mediation-ended") => $"一方经两次通知不到场{reason}",
            ("exc-mediation-end", "end") => $"一方不愿继续调解{reason}",
            _ => null,
        };
    }
}
