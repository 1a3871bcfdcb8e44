namespace LaborFlow.Cases.Documents.Serving;

/// <summary>
/// 简便方式送达 (办案规则 art 59, <c>fta-simple-service</c>): under simplified handling papers may be served by telephone, short message, fax or
/// e-mail, but never awards and mediation documents; what was not confirmed as received was not served.
/// </summary>
public static class SimpleService
{
    private const string Basis = "《劳动人事争议仲裁办案规则》第59条";

    /// <summary>What decides the case, and what corrects it.</summary>
    private static readonly string[] Deciding =
    [
        "award-final",
        "award-open",
        "award-correction",
        "partial-award",
        "partial-final",
        "partial-open",
        "advance-execution",
        "mediation-document",
    ];

    /// <summary>Whether a method is one of the simple ones.</summary>
    public static bool Is(string method) => ServiceMethods.Simple.Contains(method);

    /// <summary>Refuses a simple method where the article does not allow it.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="kind">The paper's kind, e.g. <c>FTA/hearing-notice</c>.</param>
    /// <param name="method">A code of <see cref="ServiceMethods"/>.</param>
    /// <exception cref="NotAllowedException"><c>service.not-simplified</c>, <c>service.not-for-awards</c>.</exception>
    public static void Demand(Case matter, string kind, string method)
    {
        if (!Is(method))
            return;
        if (Deciding.Contains(kind[(kind.LastIndexOf('/') + 1)..]))
            throw new NotAllowedException(
                "service.not-for-awards",
                $"裁决书、调解书不得以电话、短信、传真、电子邮件等简便方式送达（{Basis}），请改用其他方式。",
                "Awards and mediation documents are not served by simple means; choose another method."
            );
        if (matter.Stage != Stages.FastTrack)
            throw new NotAllowedException(
                "service.not-simplified",
                $"电话、短信、传真、电子邮件等简便方式只用于简易处理的案件（{Basis}），请改用其他方式。",
                "Simple means of service are for simplified handling only; choose another method."
            );
    }

    /// <summary>The day on which somebody confirmed the receipt.</summary>
    /// <exception cref="NotAllowedException"><c>service.not-confirmed</c>.</exception>
    internal static DeemedDay Reckon(ServiceAct act) =>
        act is { ReceivedOn: { } confirmedOn, Confirmation: { Length: > 0 } said }
            ? new(confirmedOn, $"{Name(act.Method)}，{confirmedOn:yyyy-MM-dd}确认收到：{said}（{Basis}）")
            : throw new NotAllowedException(
                "service.not-confirmed",
                $"{Name(act.Method)}的，请填写确认收到的日期和情况（何时、由谁、怎样确认）；没有确认收到的，没有送达，不得据此按撤回或者缺席处理（{Basis}）。",
                "State when, by whom and how the receipt was confirmed; without it the paper was not served."
            );

    private static string Name(string method) => ServiceMethods.All.First(one => one.Code == method).Zh;
}
