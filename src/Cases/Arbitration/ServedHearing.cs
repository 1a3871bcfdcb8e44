using System.Text.Json;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Arbitration;

/// <summary>How the notice of a hearing reached both sides.</summary>
public enum HearingNotice
{
    /// <summary>Somebody was not served yet.</summary>
    Unserved,

    /// <summary>Both sides have it in time.</summary>
    InTime,

    /// <summary>The last of them has it too late: the hearing was put off.</summary>
    TooLate,

    /// <summary>The hearing was moved meanwhile: the notice of its present date is another paper, and whoever moved it sees to its service.</summary>
    Superseded,
}

/// <summary>
/// 开庭、听证通知的送达: a hearing stands once its notice was served on everybody who is told of it, by the record of service, early enough:
/// both sides five days before (调解仲裁法 art 35, <c>arb-hearing-notice-5d</c>), the employer seven working days before a hearing on a
/// penalty (行政处罚法 art 64, <c>ins-hearing-notice-7wd</c>). Simplified handling knows no such period (办案规则 art 60), but nobody is heard before being told.
/// </summary>
public sealed class ServedHearing(ICaseStore cases, ICaseRecords records, IDocumentStore documents, CaseClock clock, TimeProvider time)
{
    /// <summary>How far an earliest day is looked for: longer than any holiday with the working days about it.</summary>
    private const int LongestSearch = 60;

    /// <summary>How the hearing notices of procedures are called.</summary>
    private const string OwnNotice = "/hearing-notice";

    /// <summary>Which hearing of the case a notice tells of; null of a paper that does not say it.</summary>
    private static int? NumberOf(CaseDocument paper)
    {
        using var filled = JsonDocument.Parse(paper.DataJson);
        return
            filled.RootElement.TryGetProperty("hearing", out var told)
            && told.ValueKind == JsonValueKind.Object
            && told.TryGetProperty("number", out var number)
            && number.TryGetInt32(out var counted)
            ? counted
            : null;
    }

    /// <summary>Takes the day of notice from the records of service, and puts a hearing off that comes too soon after it.</summary>
    /// <param name="heard">The case, tracked.</param>
    /// <param name="template">The notice's template; the last hearing notice of any procedure when none is named.</param>
    /// <param name="notice">The register's period of notice; that of <see cref="HearingKind"/> when none is named.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidOperationException">No hearing is set, or its notice was not issued.</exception>
    public async ValueTask<HearingNotice> HandleAsync(
        Case heard,
        string? template,
        string? notice = null,
        CancellationToken cancellationToken = default
    )
    {
        var all = await records.ListAsync<Hearing>(heard.Id, cancellationToken);
        if (all.Count == 0)
            throw new InvalidOperationException("案件没有排期的开庭。");
        var paper =
            (await documents.DocumentsAsync(heard.Id, cancellationToken)).LastOrDefault(document =>
                (template is null ? document.Kind.EndsWith(OwnNotice, StringComparison.Ordinal) : document.Kind == template)
                && document.State == DocumentState.Issued
            ) ?? throw new InvalidOperationException($"没有签发文书“{template ?? OwnNotice}”，无法核对送达。");
        // The day of notice comes from the paper that tells the hearing's present date, never from an earlier one.
        if (Hearing.NextOf(all) is not { } hearing || (NumberOf(paper) is { } told && told != hearing.Number))
        {
            heard.Revision++;
            cases.Add(
                CaseEvents.Create(
                    heard.Id,
                    time.GetUtcNow(),
                    "workflow",
                    null,
                    "hearing.superseded",
                    $"《{Path.GetFileNameWithoutExtension(paper.Name)}》（{paper.Number}）载明的日期已经改动，不再核对其送达；请以改期后的通知书的送达日期为准",
                    "The hearing was moved: the service of its earlier notice no longer counts",
                    HearingKind.Of(heard).Basis,
                    publicToParties: false
                )
            );
            return HearingNotice.Superseded;
        }

        var served = (await documents.ServicesAsync(heard.Id, cancellationToken))
            .Where(service => service.DocumentId == paper.Id && service.DeemedOn is not null)
            .GroupBy(service => service.PartyId)
            .ToDictionary(group => group.Key, group => group.Last().DeemedOn!.Value);
        var kind = HearingKind.Of(heard);
        var parties = (kind.OneSided ? heard.Respondents : heard.Applicants.Concat(heard.Respondents)).ToList();
        if (parties.Exists(party => !served.ContainsKey(party.Id)))
            return HearingNotice.Unserved;

        var last = parties.MaxBy(party => served[party.Id])!;
        var notified = served[last.Id];
        hearing.NotifiedOn = notified;
        heard.Revision++;
        var (word, _, period, basis) = kind;
        var simplified = heard.Stage == Stages.FastTrack;
        var latest = Latest(hearing.HeldOn);
        if (notified <= latest)
        {
            Tell(
                "hearing.notified",
                kind.OneSided
                    ? $"{hearing.HeldOn:yyyy-MM-dd}{word}的通知书已于{notified:yyyy-MM-dd}送达{last.Name}"
                    : $"{hearing.HeldOn:yyyy-MM-dd}{word}的通知已送达双方，最后一方（{last.Name}）{notified:yyyy-MM-dd}送达",
                $"The notice of the hearing on {hearing.HeldOn:yyyy-MM-dd} was served by {notified:yyyy-MM-dd}",
                forParties: true
            );
            return HearingNotice.InTime;
        }

        hearing.State = HearingState.Adjourned;
        var earliest = notified;
        while (Latest(earliest) < notified && earliest.DayNumber - notified.DayNumber < LongestSearch)
            earliest = earliest.AddDays(1);
        Tell(
            "hearing.refused",
            $"通知不足法定天数：{last.Name}于{notified:yyyy-MM-dd}送达，{hearing.HeldOn:yyyy-MM-dd}{word}的最迟应在{latest:yyyy-MM-dd}送达。请另定{earliest:yyyy-MM-dd}以后的日期（为再次送达留出时间；公告送达的另加公告期），重新制发通知书",
            $"The notice is too short: served on {notified:yyyy-MM-dd}, due by {latest:yyyy-MM-dd}; set a day after {earliest:yyyy-MM-dd}",
            forParties: false
        );
        return HearingNotice.TooLate;

        DateOnly Latest(DateOnly heldOn) => simplified ? heldOn : clock.Reckon(heard, notice ?? period, heldOn).DueOn;

        void Tell(string action, string zh, string en, bool forParties) =>
            cases.Add(CaseEvents.Create(heard.Id, time.GetUtcNow(), "workflow", null, action, zh, en, basis, forParties));
    }
}
