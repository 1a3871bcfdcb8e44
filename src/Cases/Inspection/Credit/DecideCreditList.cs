using LaborFlow.Cases.Places;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Inspection.Credit;

/// <summary>
/// 名单审核、审批、告知: an inspector reviews the year's list, another person approves it, the employers are told, and after the period for
/// objecting what nobody contested is final.
/// </summary>
public sealed class DecideCreditList(ICreditBook book, StatuteRegister register, WorkingCalendar calendar, TimeProvider time)
{
    /// <summary>异议期 (design).</summary>
    public const string Objection = "crd-objection-10wd";

    private const string Keeping = "crd-keep-3y";
    private const int Batch = 200;
    private const int LongestText = 500;

    /// <summary>审核: the inspector has looked through it; what should be graded otherwise was taken out before.</summary>
    /// <exception cref="NotAllowedException"><c>credit.list-state</c>.</exception>
    public void Review(CreditList list, string by)
    {
        Demand(list, CreditListState.Scored, "评分完成、待审核");
        (list.ReviewedBy, list.ReviewedAt, list.State) = (by, time.GetUtcNow(), CreditListState.Reviewed);
    }

    /// <summary>审批 or 退回.</summary>
    /// <exception cref="NotAllowedException"><c>credit.list-state</c>, <c>credit.two-persons</c>.</exception>
    /// <exception cref="InvalidInputException">The reason is missing.</exception>
    public void Decide(CreditList list, bool approved, string? reason, string by)
    {
        Demand(list, CreditListState.Reviewed, "已审核、待审批");
        if (string.Equals(list.ReviewedBy, by, StringComparison.OrdinalIgnoreCase))
            throw new NotAllowedException(
                "credit.two-persons",
                "审核人不能自行审批，请由另一人审批。",
                "Who reviewed the list cannot approve it; another officer must."
            );
        list.Reason = approved ? null : Required("reason", reason, "请写明退回的理由。", "Say why it is sent back.");
        (list.DecidedBy, list.DecidedAt) = (by, time.GetUtcNow());
        list.State = approved ? CreditListState.Approved : CreditListState.Scored;
    }

    /// <summary>告知: the employers were told their grades; the period for objecting begins.</summary>
    /// <exception cref="NotAllowedException"><c>credit.list-state</c>.</exception>
    /// <exception cref="InvalidInputException">How is missing, or the day lies before the approval or ahead.</exception>
    public void Notify(CreditList list, DateOnly? on, string? how, string by)
    {
        Demand(list, CreditListState.Approved, "已审批、待告知");
        var said = Required("how", how, "请填写告知方式（网站、平台或者送达方式）。", "Say how the employers are told.");
        if (on is not { } day || day > ChinaDay.Today(time) || day < ChinaDay.Of(list.DecidedAt!.Value))
            throw new InvalidInputException([
                new("notifiedOn", "contradictory", "告知日期不得早于审批、晚于今日。", "A day from the approval to today."),
            ]);
        (list.NotifiedBy, list.NotifiedOn, list.NotifiedHow) = (by, day, said);
        (list.ObjectUntil, list.State) = (DueOn(list.Place, Objection, day), CreditListState.Notified);
    }

    /// <summary>
    /// 单独办理: whether a rating may leave its list: to be changed while the inspector reviews the list, for an objection while the period for
    /// objecting runs.
    /// </summary>
    /// <exception cref="NotAllowedException">
    /// <c>credit.in-case</c>, <c>credit.list-state</c>, <c>credit.objection-late</c>.
    /// </exception>
    public void DemandLeaving(CreditList list, CreditRating rating, CreditCaseReason reason)
    {
        if (rating.CaseId is not null)
            throw new NotAllowedException(
                "credit.in-case",
                "该单位的等级已经单独立案，请在案件中办理。",
                "The employer's grade has a case of its own; go on there."
            );
        if (reason == CreditCaseReason.Change)
            Demand(list, CreditListState.Scored, "评分完成、待审核");
        if (reason == CreditCaseReason.Objection)
        {
            if (rating.State == RatingState.Final || list.ObjectUntil < ChinaDay.Today(time))
                throw new NotAllowedException(
                    "credit.objection-late",
                    "异议期限已经届满，等级已经确定。",
                    "The period for objecting is over; the grade is final."
                );
            Demand(list, CreditListState.Notified, "已告知、异议期内");
        }
    }

    /// <summary>期满定级: every list whose period for objecting is over becomes final, in bounded steps.</summary>
    /// <returns>How many ratings became final.</returns>
    public async ValueTask<int> SettleAsync(CancellationToken cancellationToken = default)
    {
        var today = ChinaDay.Today(time);
        var settled = 0;
        foreach (var list in await book.LapsedAsync(today, cancellationToken))
        {
            var keepUntil = KeepUntil(list.Place, today);
            while (await book.ListedAsync(list.Id, Batch, cancellationToken) is { Count: > 0 } open)
            {
                foreach (var rating in open)
                    rating.Settle(today, keepUntil);
                await book.SaveAsync(cancellationToken);
                settled += open.Count;
            }
            (list.State, list.FinalOn) = (CreditListState.Final, today);
            await book.SaveAsync(cancellationToken);
        }
        return settled;
    }

    /// <summary>保存期限: until when a rating that becomes final today is kept at least.</summary>
    public DateOnly KeepUntil(string place, DateOnly today) =>
        today.AddYears(
            (int)(
                register.Numeric(Keeping, new Jurisdiction(place), today)?.Value
                ?? throw new InvalidOperationException($"The register holds no {Keeping} in force.")
            )
        );

    private DateOnly DueOn(string place, string parameter, DateOnly from)
    {
        var request = new DeadlineRequest
        {
            ParameterId = parameter,
            Jurisdiction = place,
            StartsOn = from,
            StartsAt = ChinaDay.EndOf(from.AddDays(-1)),
        };
        var reckoned = DeadlineCalculator.Explain(request, register, calendar);
        return reckoned.Succeeded ? reckoned.Explanation.DueOn : throw new InvalidOperationException(reckoned.Refusal!.Message.Zh);
    }

    private static void Demand(CreditList list, CreditListState state, string name)
    {
        if (list.State != state)
            throw new NotAllowedException(
                "credit.list-state",
                $"只有{name}的名单可以这样办理，请刷新后查看名单的状态。",
                "The list stands elsewhere; read it again to see where."
            );
    }

    private static string Required(string field, string? text, string zh, string en) =>
        string.IsNullOrWhiteSpace(text) || text.Length > LongestText
            ? throw new InvalidInputException([new(field, "required", zh, en)])
            : text.Trim();
}
