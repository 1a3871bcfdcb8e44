using System.Globalization;
using System.Text.Json;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Deadlines;

/// <summary>
/// 中止、恢复、延长、重新计算: four different operations on a running period. Each recounts the last day from the start, with the course that
/// the period took, moves the open tasks that are due with it, and leaves an entry with its basis on the case's timeline. What the register
/// refuses changes nothing. A period that only both sides may lengthen is lengthened by nobody without their consent on record, whichever way
/// the command comes.
/// </summary>
public sealed class ChangeDeadline(ICaseStore cases, ICaseRecords records, ITaskStore tasks, CaseClock clock, TimeProvider time)
{
    /// <summary>Code of the refusal to lengthen a period without the consent of both sides.</summary>
    public const string NeedsConsent = "deadline.needs-consent";

    /// <summary>Stops the period: the day itself does not count any more.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="parameterId">The register's id.</param>
    /// <param name="from">The first day that does not count.</param>
    /// <param name="reason">Who did it and why.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <exception cref="NotAllowedException">No such period is open, or it stands still already.</exception>
    public async ValueTask<CaseDeadline> PauseAsync(
        Case disputed,
        string parameterId,
        DateOnly from,
        DeadlineReason reason,
        CancellationToken cancellationToken = default
    )
    {
        var deadline = await DemandAsync(disputed, parameterId, cancellationToken);
        return await PauseAsync(disputed, deadline, from, reason, cancellationToken);
    }

    /// <summary>As the other, of one of several periods of the same parameter.</summary>
    public ValueTask<CaseDeadline> PauseAsync(
        Case disputed,
        CaseDeadline deadline,
        DateOnly from,
        DeadlineReason reason,
        CancellationToken cancellationToken = default
    )
    {
        if (deadline.State == DeadlineState.Paused)
            throw new NotAllowedException("deadline.paused", "该期限已中止。", "The period stands still already.");
        var course = deadline.Course;
        // On the start day itself it may begin: that day never counts, and the days after it then stand still.
        Demand(from >= (course.RestartsOn ?? deadline.StartsOn), "中止日不得早于起算日。", "A pause cannot begin before the start.");
        return ChangeAsync(
            disputed,
            deadline,
            course with
            {
                Halts = [.. course.Halts, new DeadlineHalt(from, null, reason.Basis)],
            },
            DeadlineState.Paused,
            (
                "deadline.paused",
                $"中止期限：{deadline.Name}，自{from:yyyy-MM-dd}起",
                $"Paused a period: {deadline.ParameterId}, from {from:yyyy-MM-dd}"
            ),
            reason,
            cancellationToken
        );
    }

    /// <summary>Stops one of several periods from today on; one that begins later, from its beginning.</summary>
    public ValueTask<CaseDeadline> PauseNowAsync(
        Case disputed,
        CaseDeadline deadline,
        DeadlineReason reason,
        CancellationToken cancellationToken = default
    ) => PauseAsync(disputed, deadline, Later(deadline.Course.RestartsOn ?? deadline.StartsOn), reason, cancellationToken);

    /// <summary>Lets the period run on.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="parameterId">The register's id.</param>
    /// <param name="to">The last day that does not count.</param>
    /// <param name="reason">Who did it and why.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <exception cref="NotAllowedException">No such period stands still.</exception>
    public async ValueTask<CaseDeadline> ResumeAsync(
        Case disputed,
        string parameterId,
        DateOnly to,
        DeadlineReason reason,
        CancellationToken cancellationToken = default
    )
    {
        var deadline = await DemandAsync(disputed, parameterId, cancellationToken);
        return await ResumeAsync(disputed, deadline, to, reason, cancellationToken);
    }

    /// <summary>As the other, of one of several periods of the same parameter.</summary>
    public ValueTask<CaseDeadline> ResumeAsync(
        Case disputed,
        CaseDeadline deadline,
        DateOnly to,
        DeadlineReason reason,
        CancellationToken cancellationToken = default
    )
    {
        if (deadline.State != DeadlineState.Paused)
            throw new NotAllowedException("deadline.not-paused", "该期限未中止。", "The period does not stand still.");
        var course = deadline.Course;
        Demand(to >= course.Halts[^1].From, "恢复日不得早于中止日。", "A pause cannot end before it began.");
        return ChangeAsync(
            disputed,
            deadline,
            course with
            {
                Halts = [.. course.Halts.SkipLast(1), course.Halts[^1] with { To = to }],
            },
            DeadlineState.Running,
            (
                "deadline.resumed",
                $"恢复计算期限：{deadline.Name}，中止至{to:yyyy-MM-dd}",
                $"Resumed a period: {deadline.ParameterId}, paused until {to:yyyy-MM-dd}"
            ),
            reason,
            cancellationToken
        );
    }

    /// <summary>Lets one of several periods run on after today; a pause that has not begun yet lasts for its first day.</summary>
    public ValueTask<CaseDeadline> ResumeNowAsync(
        Case disputed,
        CaseDeadline deadline,
        DeadlineReason reason,
        CancellationToken cancellationToken = default
    ) =>
        ResumeAsync(
            disputed,
            deadline,
            deadline.Course.Halts is [.., var halt] ? Later(halt.From) : ChinaDay.Today(time),
            reason,
            cancellationToken
        );

    /// <summary>Extends the period once, up to the cap of the register.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="parameterId">The register's id.</param>
    /// <param name="days">By how much, in the parameter's own unit.</param>
    /// <param name="reason">Who approved it and why.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <exception cref="NotAllowedException">Beyond the cap, a second time, not extendable, or without the consent that the law asks for; the
    /// message names the article.</exception>
    public async ValueTask<CaseDeadline> ExtendAsync(
        Case disputed,
        string parameterId,
        int days,
        DeadlineReason reason,
        CancellationToken cancellationToken = default
    )
    {
        var deadline = await DemandAsync(disputed, parameterId, cancellationToken);
        Demand(days > 0, "延长天数须大于零。", "An extension is longer than nothing.");
        await DemandConsentAsync(disputed, deadline, days, cancellationToken);
        var course = deadline.Course;
        var extended = course with { ExtensionDays = days, ExtensionApprovedBy = reason.By };
        return await ChangeAsync(
            disputed,
            deadline,
            extended,
            deadline.State,
            ("deadline.extended", $"批准延长期限：{deadline.Name}，延长{days}", $"Extended a period: {deadline.ParameterId} by {days}"),
            reason,
            cancellationToken,
            extensionsGranted: course.ExtensionDays > 0 ? 1 : 0
        );
    }

    /// <summary>Begins the period anew; earlier pauses and extensions count no more.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="parameterId">The register's id.</param>
    /// <param name="on">The day of the event; it is not counted.</param>
    /// <param name="reason">Who did it and why.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <exception cref="NotAllowedException">No such period is open.</exception>
    public async ValueTask<CaseDeadline> RestartAsync(
        Case disputed,
        string parameterId,
        DateOnly on,
        DeadlineReason reason,
        CancellationToken cancellationToken = default
    )
    {
        var deadline = await DemandAsync(disputed, parameterId, cancellationToken);
        Demand(on >= deadline.StartsOn, "重新计算日不得早于原起算日。", "A period cannot begin anew before it began.");
        return await ChangeAsync(
            disputed,
            deadline,
            new DeadlineCourse { RestartsOn = on },
            DeadlineState.Running,
            (
                "deadline.restarted",
                $"重新计算期限：{deadline.Name}，自{on:yyyy-MM-dd}次日起",
                $"Restarted a period: {deadline.ParameterId}, from the day after {on:yyyy-MM-dd}"
            ),
            reason,
            cancellationToken
        );
    }

    private async ValueTask<CaseDeadline> ChangeAsync(
        Case disputed,
        CaseDeadline deadline,
        DeadlineCourse course,
        DeadlineState state,
        (string Action, string Zh, string En) told,
        DeadlineReason reason,
        CancellationToken cancellationToken,
        int extensionsGranted = 0
    )
    {
        var reckoned = clock.Recount(disputed.District, deadline, course, extensionsGranted);
        var before = deadline.DueOn;
        deadline.Follow(course, state, reckoned, CaseClock.Describe(reckoned));
        foreach (var task in await tasks.ListOfCaseAsync(disputed.Id, cancellationToken))
            task.Follow(deadline, before);
        var changes = JsonSerializer.Serialize(
            new[]
            {
                new
                {
                    field = "deadline." + deadline.ParameterId,
                    before = before.ToString("O", CultureInfo.InvariantCulture),
                    after = deadline.DueOn.ToString("O", CultureInfo.InvariantCulture),
                },
            },
            JsonSerializerOptions.Web
        );
        cases.Add(
            CaseEvents.Create(
                disputed.Id,
                time.GetUtcNow(),
                reason.By,
                reason.Role,
                told.Action,
                $"{told.Zh}。{reason.Text}",
                $"{told.En}. {reason.Text}",
                reason.Basis,
                publicToParties: true,
                changes
            )
        );
        return deadline;
    }

    /// <summary>What both sides may agree on is no officer's to grant, and no drawing's: the days on which each agreed are on record first.</summary>
    private async ValueTask DemandConsentAsync(Case disputed, CaseDeadline deadline, int days, CancellationToken cancellationToken)
    {
        if (clock.ByConsentOnly(deadline.ParameterId) is not { } row)
            return;
        var agreed = ConsentOnExtension
            .Of(await records.ListAsync<RegisterEntry>(disputed.Id, cancellationToken))
            .LastOrDefault(consent => consent.Before == deadline.DueOn);
        if (agreed is null)
            throw new NotAllowedException(
                NeedsConsent,
                $"该期限（{row.Basis}）只能经双方同意延长（{AgreedExtension.Basis}），请在“回避与例外”中提出“延长调解期限”并登记双方同意的日期。",
                $"This period ({row.Basis}) runs longer only when both sides agree: raise the exception for it and enter the days on which they did."
            );
        // Consent reaches as far as the day that was agreed on, or the first working day after it.
        var shorter =
            days > 1
                ? clock.Recount(disputed.District, deadline, deadline.Course with { ExtensionDays = days - 1 }, 0).DueOn
                : deadline.DueOn;
        if (shorter >= agreed.AgreedUntil)
            throw new NotAllowedException(
                NeedsConsent,
                $"双方只同意调解至{agreed.AgreedUntil:yyyy-MM-dd}（{AgreedExtension.Basis}），不能延长至更晚的日期；需要再延长的，请另行登记双方同意。",
                $"Both sides agreed on {agreed.AgreedUntil:yyyy-MM-dd} only; enter their consent to a later day first."
            );
    }

    private async ValueTask<CaseDeadline> DemandAsync(Case disputed, string parameterId, CancellationToken cancellationToken) =>
        await clock.FindOpenAsync(disputed.Id, parameterId, cancellationToken)
        ?? throw new NotAllowedException(
            "deadline.none",
            $"案件没有正在计算的期限“{parameterId}”。",
            $"No period '{parameterId}' runs in the case."
        );

    private DateOnly Later(DateOnly day) => ChinaDay.Today(time) is var today && today > day ? today : day;

    private static void Demand(bool holds, string zh, string en)
    {
        if (!holds)
            throw new NotAllowedException("deadline.impossible", zh, en);
    }
}

/// <summary>Who changes a deadline, why, and by which article.</summary>
/// <param name="By">User name, or <c>workflow</c>.</param>
/// <param name="Role">The role in which they act, if any.</param>
/// <param name="Basis">The article.</param>
/// <param name="Text">The reason in their words.</param>
public sealed record DeadlineReason(string By, string? Role, string Basis, string Text);
