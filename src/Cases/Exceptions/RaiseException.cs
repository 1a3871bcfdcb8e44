using System.Globalization;
using System.Text.Json;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Exceptions;

/// <summary>An exception as it is raised.</summary>
/// <param name="Kind">A code of <see cref="ExceptionKinds"/>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Data">
/// What the kind needs: party, claims, officer, absent, authority, leadCase, procedure …; for kinds by which a side disposes of its rights
/// also <c>actedBy</c> (party or agent) and, of an officer who has seen the power of attorney, <c>specialAuthority</c>.
/// </param>
/// <param name="Side">Whose matter it is; a party's own when a party raises it.</param>
/// <param name="OperationId">Chosen by the client; a repeated command with the same id has no second effect.</param>
public sealed record RaiseExceptionRequest(
    string? Kind,
    string? Reason,
    JsonElement? Data = null,
    string? Side = null,
    string? OperationId = null
);

/// <summary>
/// 提出例外情形: checks that a kind may be raised now, and notes it. Run it as the Prepare step of the advance that starts the sub-flow, so
/// that the exception and its sub-flow come to be together.
/// </summary>
public sealed class RaiseException(ICaseStore cases, ICaseRecords records, ExceptionGrounds grounds, TimeProvider time)
{
    private const int LongestData = 100_000;

    private static readonly IReadOnlyList<CodeName> Who =
    [
        new(Authorities.ByParty, "本人", "The party"),
        new(Authorities.ByAgent, "委托代理人", "An agent"),
    ];

    /// <summary>Raises it.</summary>
    /// <param name="disputed">The case, locked.</param>
    /// <param name="request">The exception.</param>
    /// <param name="actor">Who raises it.</param>
    /// <param name="listener">The instance that listens for it and is told of its end; null when none does.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidInputException">The kind is unknown, or something that it needs is missing.</exception>
    /// <exception cref="NotAllowedException">It cannot be raised now, or not by this actor; the message says what can be done.</exception>
    public async ValueTask<CaseException> HandleAsync(
        Case disputed,
        RaiseExceptionRequest request,
        Actor actor,
        string? listener,
        CancellationToken cancellationToken = default
    )
    {
        var kind =
            ExceptionKinds.Find(request.Kind)
            ?? throw new InvalidInputException([new("kind", "unknown-code", "请选择例外情形。", "Choose one of the exceptions.")]);
        Check(request, kind);
        Demand(disputed, kind, actor);
        // What cannot be done at all is said before who would have to agree to it.
        await grounds.DemandAsync(disputed, kind, request, actor.Party ?? request.Side, cancellationToken);
        DemandAuthority(disputed, kind, request, actor);
        var earlier = await records.ListAsync<CaseException>(disputed.Id, cancellationToken);
        if (earlier.FirstOrDefault(e => e.Kind == kind.Code && e.State == CaseExceptionState.Open) is { } open)
            throw new NotAllowedException(
                "exception.open",
                $"“{kind.Zh}”已于{open.RaisedAt:yyyy-MM-dd}提出，尚待决定，决定后可再提出。",
                $"'{kind.En}' was raised before and is not decided yet."
            );

        var now = time.GetUtcNow();
        var raised = new CaseException
        {
            Id = Guid.CreateVersion7(now),
            CaseId = disputed.Id,
            Kind = kind.Code,
            Side = actor.Party ?? request.Side,
            Reason = request.Reason!.Trim(),
            DataJson = request.Data is { ValueKind: JsonValueKind.Object } data ? data.GetRawText() : "{}",
            RaisedBy = actor.UserName,
            RaisedAt = now,
            RaisedIn = listener,
        };
        records.Add(raised);
        disputed.Revision++;
        cases.Add(
            CaseEvents.Public(
                disputed.Id,
                now,
                actor.UserName,
                "exception.raised",
                $"提出“{kind.Zh}”{(ByAgent(request) ? "（由委托代理人提出）" : "")}：{raised.Reason}",
                $"Raised: {kind.En}",
                kind.LegalBasis
            )
        );
        return raised;
    }

    private void Check(RaiseExceptionRequest request, ExceptionKind kind)
    {
        var check = new FieldCheck();
        check.Required("reason", request.Reason, 2_000, "理由");
        var data = request.Data is { ValueKind: JsonValueKind.Object } given ? given : default;
        foreach (var need in kind.Needs)
            if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(need, out var value) || IsEmpty(value))
                check.Add($"data.{need}", "required", $"“{kind.Zh}”须填写{Label(need)}。", $"'{kind.En}' needs {need}.");
        CheckDay(check, data, "acceptedOn", "法院受理日期");
        CheckDay(check, data, "decidedOn", "裁判日期");
        CheckDay(check, data, "agreedUntil", "约定的调解截止日期", past: false);
        CheckChoice(check, data, Authorities.ActedBy, "由谁办理", Who);
        CheckChoice(check, data, "leaves", "退出后如何处理", LeaveGroup.Ways);
        CheckChoice(check, data, "event", "情形", InsolvencyEvents.All);
        CheckChoice(check, data, "courtResult", "法院处理结果", CourtOutcomes.Results);
        if (data.ValueKind == JsonValueKind.Object && data.GetRawText().Length > LongestData)
            check.Add("data", "too-long", "内容过长。", "The data is too long.");
        if (request.Side is not (null or "applicant" or "respondent"))
            check.Add("side", "unknown-code", "请选择申请人或者被申请人。", "Choose the applicant or the respondent.");
        if (check.Errors.Count > 0)
            throw new InvalidInputException(check.Errors);
    }

    private void CheckDay(FieldCheck check, JsonElement data, string member, string name, bool past = true)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(member, out var value) || IsEmpty(value))
            return;
        var field = $"data.{member}";
        if (
            value.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        )
        {
            if (past)
                check.NotAfter(field, day, ChinaDay.Today(time), name);
        }
        else
            check.Add(field, "invalid-date", $"{name}应为日期，如2026-03-05。", "A date such as 2026-03-05.");
    }

    private static void CheckChoice(FieldCheck check, JsonElement data, string member, string name, IReadOnlyList<CodeName> choices)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(member, out var value) || IsEmpty(value))
            return;
        if (value.ValueKind != JsonValueKind.String || choices.All(choice => choice.Code != value.GetString()))
            check.Add(
                $"data.{member}",
                "unknown-code",
                $"{name}应为：{string.Join("、", choices.Select(choice => choice.Zh))}。",
                $"One of {string.Join(", ", choices.Select(choice => choice.Code))}."
            );
    }

    private static void Demand(Case disputed, ExceptionKind kind, Actor actor)
    {
        if (kind.WhenClosed && disputed.ClosedAt is null)
            throw new NotAllowedException("case.open", "案件正在办理，无须重新办理。", "The case is open.");
        if (!kind.WhenClosed && disputed.ClosedAt is not null)
            throw new NotAllowedException(
                "case.closed",
                "案件已办结，不能再提出；确有必要的，可以申请重新办理。",
                "The case is closed; it can only be reopened."
            );
        if (
            (kind.Code == "review" && disputed.ClosedAs is not "agreement")
            || (kind.Code == "performance" && !TrackPerformance.AgreedEnds.Contains(disputed.ClosedAs ?? ""))
        )
            throw new NotAllowedException(
                "exception.no-agreement",
                "案件不是以调解协议办结的，不能申请仲裁审查或者登记履行情况。",
                "The case did not end with an agreement."
            );
        if (actor.Party is { } side && !kind.IsOpenTo(side, disputed))
            throw new NotAllowedException(
                "exception.not-allowed",
                $"“{kind.Zh}”不能由您这一方提出，请向承办人员说明情况。",
                $"'{kind.En}' cannot be raised by this side."
            );
    }

    private static void DemandAuthority(Case disputed, ExceptionKind kind, RaiseExceptionRequest request, Actor actor)
    {
        if (!kind.Disposes)
            return;
        Authorities.Demand(
            disputed,
            kind.DisposedOf(actor.Party ?? request.Side),
            ActedBy(request),
            actor.Party is null && Said(request, Authorities.Seen).ValueKind == JsonValueKind.True,
            $"data.{Authorities.ActedBy}",
            kind.Zh
        );
        var side = kind.DisposedOf(actor.Party ?? request.Side);
        var seen = actor.Party is null && Said(request, Authorities.MembersSeen).ValueKind == JsonValueKind.True;
        // The file ends with a withdrawal for everybody, group or not.
        if (kind.Code == ExceptionKinds.Withdrawal)
            Authorities.DemandEach(disputed, side, ActedBy(request), seen, $"data.{Authorities.MembersSeen}", kind.Zh);
        // Who leaves a group signs alone; whatever else is done is done for all of it.
        else if (kind.Code != "member-exit")
            Authorities.DemandMembers(disputed, side, seen, $"data.{Authorities.MembersSeen}", kind.Zh);
    }

    private static string? ActedBy(RaiseExceptionRequest request) =>
        Said(request, Authorities.ActedBy) is { ValueKind: JsonValueKind.String } by ? by.GetString() : null;

    private static bool ByAgent(RaiseExceptionRequest request) =>
        Said(request, Authorities.ActedBy) is { ValueKind: JsonValueKind.String } by && by.ValueEquals(Authorities.ByAgent);

    private static JsonElement Said(RaiseExceptionRequest request, string member) =>
        request.Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(member, out var value) ? value : default;

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => true,
            JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()),
            JsonValueKind.Array => value.GetArrayLength() == 0,
            _ => false,
        };

    private static string Label(string need) =>
        need switch
        {
            "party" => "当事人姓名或者名称",
            "newParty" => "追加的当事人",
            "claims" => "请求事项",
            "authority" => "有管辖权的机关",
            "officer" => "被申请回避的人员",
            "absent" => "未到场的一方",
            "noticeProven" => "通知是否有送达凭证",
            "leadCase" => "并入案件的案号",
            "claimNumbers" => "分出的请求序号",
            "joint" => "是否双方共同申请",
            "performed" => "是否已经履行",
            "procedure" => "重新办理的程序",
            "court" => "受理的人民法院",
            "courtCase" => "法院案号",
            "acceptedOn" => "法院受理日期",
            "facts" => "线索",
            "evidence" => "要求对方提供的证据",
            "agreedUntil" => "约定的调解截止日期",
            "member" => "退出的成员",
            "leaves" => "退出后如何处理",
            "event" => "破产或者逃匿",
            "decidedOn" => "裁判日期",
            "courtResult" => "法院处理结果",
            "passage" => "笔录中有遗漏或者差错的内容",
            "correction" => "要求补正为",
            _ => need,
        };
}
