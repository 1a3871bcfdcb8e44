using LaborFlow.Statutes.Deadlines;

namespace LaborFlow.Cases.Documents.Serving;

/// <summary>What an officer says about an act of service.</summary>
/// <param name="Method">A code of <see cref="ServiceMethods"/>.</param>
/// <param name="SentOn">Handed over, posted, sent or announced on.</param>
/// <param name="ReceivedOn">The receipt's day, where there is one.</param>
/// <param name="Address">Where; the party's service address when null.</param>
/// <param name="ReturnedBecause">Why it came back; null when it arrived.</param>
/// <param name="ProofFileId">Evidence of service.</param>
/// <param name="Confirmation">Of a simple method: when, by whom and how the receipt was confirmed.</param>
public sealed record ServiceAct(
    string Method,
    DateOnly SentOn,
    DateOnly? ReceivedOn = null,
    string? Address = null,
    string? ReturnedBecause = null,
    Guid? ProofFileId = null,
    string? Confirmation = null
);

/// <summary>The day on which service is deemed done.</summary>
/// <param name="On">The day; null when the paper came back.</param>
/// <param name="Explanation">Why, with the article.</param>
public sealed record DeemedDay(DateOnly? On, string Explanation);

/// <summary>
/// Reckons the day of service: the receipt's day for direct, entrusted and mailed papers (<c>svc-mail-date</c>), the day of leaving, the day
/// of arrival in the receiver's system for electronic service with consent (<c>svc-electronic-consent</c>), thirty days after the
/// announcement for public notice (<c>svc-public-30d</c>), the day on which the receipt was confirmed for <see cref="SimpleService"/>.
/// </summary>
public static class DeemedService
{
    /// <summary>Reckons it.</summary>
    /// <param name="act">What happened.</param>
    /// <param name="consents">The party agreed to electronic service.</param>
    /// <param name="announced">Reckons <c>svc-public-30d</c> from the day of the announcement.</param>
    /// <exception cref="NotAllowedException"><c>service.no-consent</c>, <c>service.no-receipt</c>, <c>service.not-confirmed</c>, <c>service.unknown-method</c>,
    /// <c>service.before-sent</c>.</exception>
    public static DeemedDay Reckon(ServiceAct act, bool consents, Func<DateOnly, DeadlineExplanation> announced)
    {
        if (ServiceMethods.All.All(m => m.Code != act.Method))
            throw new NotAllowedException(
                "service.unknown-method",
                "送达方式无效，请选择列表中的方式。",
                "The method of service is unknown."
            );

        if (act.ReceivedOn < act.SentOn)
            throw new NotAllowedException(
                "service.before-sent",
                "签收日期早于发出日期，请核对。",
                "The receipt is dated before the dispatch."
            );

        if (act.Method == ServiceMethods.Electronic && !consents)
            throw new NotAllowedException(
                "service.no-consent",
                "受送达人未同意电子送达，请改用其他方式（《民事诉讼法》第90条）。",
                "The party has not agreed to electronic service; choose another method."
            );

        if (act.ReturnedBecause is { Length: > 0 } reason)
            return new(null, $"未能送达：{reason}");

        return act.Method switch
        {
            ServiceMethods.PublicNotice => Announced(announced(act.SentOn)),
            ServiceMethods.Electronic => new(act.SentOn, "电子送达，以到达受送达人特定系统的日期为送达日期（《民事诉讼法》第90条）"),
            var simple when SimpleService.Is(simple) => SimpleService.Reckon(act),
            ServiceMethods.Left => new(act.SentOn, "留置送达，以留置日期为送达日期"),
            _ => new(
                act.ReceivedOn
                    ?? throw new NotAllowedException(
                        "service.no-receipt",
                        "请填写送达回证或者邮件回执上的签收日期（《民事诉讼法》第91条）。",
                        "State the day on the receipt."
                    ),
                act.Method == ServiceMethods.Mail
                    ? "邮寄送达，以回执注明的收件日期为送达日期（《民事诉讼法》第91条）"
                    : "以送达回证上的签收日期为送达日期"
            ),
        };
    }

    private static DeemedDay Announced(DeadlineExplanation reckoned) =>
        new(reckoned.DueOn, string.Join("；", reckoned.Steps.Select(s => s.Zh)));
}
