using LaborFlow.Cases.Places;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// 季度公布: the fund office prepares the list of a quarter that is over, another person approves it, the office makes it public and
/// says where, and takes an employer off again when the decision about it was changed.
/// </summary>
public sealed class PublishQuarter(IFundBooks books, TimeProvider time)
{
    private const int LongestText = 500;

    /// <summary>编制.</summary>
    /// <exception cref="InvalidInputException">The quarter is not over, or its day is none with which a quarter begins.</exception>
    /// <exception cref="NotAllowedException">
    /// <c>fund.list-exists</c>: one waits, or was approved or published; <c>fund.undecided</c>: a case of the quarter did not say yet.
    /// </exception>
    public async ValueTask<FundPublication> PrepareAsync(
        string places,
        DateOnly quarter,
        string by,
        CancellationToken cancellationToken = default
    )
    {
        var whole = CalendarQuarter.Of(quarter);
        if (quarter != whole.FirstDay || whole.LastDay >= ChinaDay.Today(time))
            throw new InvalidInputException([
                new("quarter", "contradictory", "请选择已经结束的季度。", "A quarter that is over is needed."),
            ]);
        if ((await books.PublicationsAsync(places, quarter, cancellationToken)).Any(p => p.State != PublicationState.Returned))
            throw new NotAllowedException(
                "fund.list-exists",
                "该季度的清单已经编制；退回的可以重新编制，公布后有变更的请逐户撤下并写明理由。",
                "The quarter has its list. One that was sent back can be prepared anew; take single employers off a published one."
            );
        var paid = await books.EmployersAsync(places, quarter, whole.LastDay, cancellationToken);
        if (paid.Where(p => p.Publish is null).Select(p => p.Employer.CaseNumber).ToList() is { Count: > 0 } undecided)
            throw new NotAllowedException(
                "fund.undecided",
                $"{string.Join("、", undecided)}尚未登记是否公布，请先办理“登记公布、信用和失信、涉罪测试”，再编制清单。",
                "Some cases of the quarter have not said yet whether the employer is published: do that step first."
            );
        var made = new FundPublication
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Places = places,
            Quarter = quarter,
            State = PublicationState.Prepared,
            PreparedBy = by,
            PreparedAt = time.GetUtcNow(),
        };
        made.Employers.AddRange(paid.Where(p => p.Publish == true).Select(p => p.Employer));
        books.Add(made);
        return made;
    }

    /// <summary>审批 or 退回.</summary>
    /// <param name="list">The list, tracked.</param>
    /// <param name="approved">False sends it back, with a reason.</param>
    /// <param name="reason">Why it is sent back.</param>
    /// <param name="by">Who decides.</param>
    /// <exception cref="NotAllowedException"><c>fund.list-state</c>, <c>fund.two-persons</c>.</exception>
    /// <exception cref="InvalidInputException">The reason is missing.</exception>
    public void Decide(FundPublication list, bool approved, string? reason, string by)
    {
        DemandState(list, PublicationState.Prepared, "待审批");
        if (string.Equals(list.PreparedBy, by, StringComparison.OrdinalIgnoreCase))
            throw new NotAllowedException(
                "fund.two-persons",
                "编制人不能自行审批，请由另一人审批。",
                "Who prepared the list cannot approve it; another officer must."
            );
        list.Reason = approved ? null : Required("reason", reason, "请写明退回的理由。", "Say why it is sent back.");
        (list.DecidedBy, list.DecidedAt) = (by, time.GetUtcNow());
        list.State = approved ? PublicationState.Approved : PublicationState.Returned;
    }

    /// <summary>公布.</summary>
    /// <exception cref="NotAllowedException"><c>fund.list-state</c>.</exception>
    /// <exception cref="InvalidInputException">The place is missing, or the day lies before the approval or ahead.</exception>
    public void Publish(FundPublication list, DateOnly? on, string? place, string by)
    {
        DemandState(list, PublicationState.Approved, "已审批");
        var where = Required("place", place, "请填写公布的网站或者地点。", "Say where it is made public.");
        if (on is not { } day || day > ChinaDay.Today(time) || day < ChinaDay.Of(list.DecidedAt!.Value))
            throw new InvalidInputException([
                new("publishedOn", "contradictory", "公布日期不得早于审批、晚于今日。", "A day from the approval to today."),
            ]);
        (list.PublishedOn, list.PublishedAt, list.PublishedBy, list.State) = (day, where, by, PublicationState.Published);
    }

    /// <summary>撤下: an employer leaves the list, which keeps saying so and why.</summary>
    /// <exception cref="NotAllowedException"><c>fund.list-state</c>: the list is not public.</exception>
    /// <exception cref="InvalidInputException">It is not on the list, or the reason is missing.</exception>
    public void TakeOff(FundPublication list, string? caseNumber, string? reason)
    {
        DemandState(list, PublicationState.Published, "已公布");
        if (list.Employers.Find(e => e.CaseNumber == caseNumber && e.Removed is null) is not { } found)
            throw new InvalidInputException([new("caseNumber", "unknown", "清单上没有这一户。", "This employer is not on the list.")]);
        found.Removed = Required("reason", reason, "请写明撤下的理由。", "Say why it is taken off.");
        found.RemovedOn = ChinaDay.Today(time);
    }

    private static void DemandState(FundPublication list, PublicationState state, string name)
    {
        if (list.State != state)
            throw new NotAllowedException(
                "fund.list-state",
                $"只有{name}的清单可以这样办理，请刷新后查看清单的状态。",
                "The list stands elsewhere; read it again to see where."
            );
    }

    private static string Required(string field, string? text, string zh, string en) =>
        string.IsNullOrWhiteSpace(text) || text.Length > LongestText
            ? throw new InvalidInputException([new(field, "required", zh, en)])
            : text.Trim();
}
