using System.Globalization;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Statutes;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Host.Statutes;

/// <summary>
/// Proposals to change register and calendar: one administrator proposes on a legal basis, another approves, with the running deadlines that
/// would move before the eyes. The approval stores the row and moves the deadlines in one transaction.
/// </summary>
internal sealed class StatuteChanges(LaborFlowDbContext database, StoredStatutes statutes, AuditTrail trail, TimeProvider time)
{
    /// <summary>A running deadline that a proposal would move.</summary>
    public sealed record Move(
        Guid DeadlineId,
        Guid CaseId,
        string CaseNumber,
        string ParameterId,
        string Name,
        DateOnly Before,
        DateOnly? After,
        string? Refusal
    );

    /// <summary>Stores a proposal; nothing takes effect yet.</summary>
    public async Task<StatuteProposal> ProposeAsync(
        StatuteChangeKind kind,
        string subject,
        string payload,
        string legalBasis,
        string by,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrWhiteSpace(legalBasis))
            throw ProblemException.Field("legalBasis", "required", "变更须写明法律依据。", "A change must name its legal basis.");
        var proposal = new StatuteProposal
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Kind = kind,
            Subject = subject,
            PayloadJson = payload,
            LegalBasis = legalBasis.Trim(),
            ProposedBy = by,
            ProposedAt = time.GetUtcNow(),
        };
        if (kind == StatuteChangeKind.Parameter)
            Demand(new StatuteChange(StatuteStore.ReadRow(payload), proposal.LegalBasis, by, "(awaited)"));
        database.Add(proposal);
        Record(by, "statute.proposed", $"提出变更：{subject}", $"Proposed a change of {subject}", proposal);
        await database.SaveChangesAsync(cancellationToken);
        return proposal;
    }

    /// <summary>What the proposal would move, reckoned now.</summary>
    public async Task<IReadOnlyList<Move>> MovesAsync(StatuteProposal proposal, CancellationToken cancellationToken) =>
        [.. (await FindMovesAsync(proposal, cancellationToken)).Select(found => Show(found.Deadline, found.Case, found.After))];

    /// <summary>Approves: the change takes effect and moves the deadlines that it lists.</summary>
    /// <param name="id">The proposal.</param>
    /// <param name="by">Another person than the one who proposed.</param>
    /// <param name="expectedMoves">How many moved deadlines the approver saw; 409 when it is another number by now. Null: not looked at.</param>
    /// <param name="note">Remark.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    public async Task<StatuteProposal> ApproveAsync(
        Guid id,
        string by,
        int? expectedMoves,
        string? note,
        CancellationToken cancellationToken
    )
    {
        var proposal = await DemandOpenAsync(id, cancellationToken);
        if (string.Equals(proposal.ProposedBy, by, StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(
                KnownProblems.Of(
                    422,
                    "statute.needs-two-people",
                    "变更须由两人分别提出和批准。",
                    "A change must be proposed and approved by two people."
                )
            );
        if (proposal.Kind == StatuteChangeKind.Parameter)
            Demand(new StatuteChange(StatuteStore.ReadRow(proposal.PayloadJson), proposal.LegalBasis, proposal.ProposedBy, by));
        var moves = await FindMovesAsync(proposal, cancellationToken);
        if (expectedMoves is { } expected && expected != moves.Count)
            throw new ProblemException(
                KnownProblems.Of(
                    409,
                    "statute.moves-changed",
                    $"受影响的期限现为 {moves.Count} 个，请重新查看后再批准。",
                    $"It moves {moves.Count} deadlines by now; look at the list again."
                )
            );

        var now = time.GetUtcNow();
        await ApplyAsync(proposal, by, now, cancellationToken);
        var moved = moves.Select(move => move.Case.Id).Distinct().ToList();
        var tasks = await database
            .Set<CaseTask>()
            .Where(task => moved.Contains(task.CaseId) && task.DueParameter != null)
            .Where(task => task.Status == CaseTaskStatus.Open || task.Status == CaseTaskStatus.Claimed)
            .ToListAsync(cancellationToken);
        foreach (var (deadline, disputed, after) in moves)
            MoveOne(deadline, disputed, [.. tasks.Where(task => task.CaseId == disputed.Id)], after, proposal, by, now);
        proposal.State = StatuteChangeState.Approved;
        (proposal.DecidedBy, proposal.DecidedAt, proposal.DecisionNote, proposal.MovedDeadlines) = (
            by,
            now,
            note,
            moves.Count(move => move.After.Succeeded)
        );
        proposal.Revision++;
        Record(by, "statute.approved", $"批准变更：{proposal.Subject}", $"Approved the change of {proposal.Subject}", proposal);
        await database.SaveChangesAsync(cancellationToken);
        await statutes.RefreshAsync(cancellationToken);
        return proposal;
    }

    /// <summary>Refuses a proposal; its proposer may withdraw it this way, too.</summary>
    public async Task<StatuteProposal> RejectAsync(Guid id, string by, string? note, CancellationToken cancellationToken)
    {
        var proposal = await DemandOpenAsync(id, cancellationToken);
        proposal.State = StatuteChangeState.Rejected;
        (proposal.DecidedBy, proposal.DecidedAt, proposal.DecisionNote) = (by, time.GetUtcNow(), note);
        proposal.Revision++;
        Record(by, "statute.rejected", $"不予批准变更：{proposal.Subject}", $"Refused the change of {proposal.Subject}", proposal);
        await database.SaveChangesAsync(cancellationToken);
        return proposal;
    }

    /// <summary>确认: an administrator vouches for a row that came unconfirmed. Its value stays; an open value needs a proposal.</summary>
    public async Task ConfirmAsync(StatutoryParameter row, string legalBasis, string by, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(legalBasis))
            throw ProblemException.Field(
                "legalBasis",
                "required",
                "确认须写明所核对的法律依据。",
                "A confirmation must name the text that was checked."
            );
        if (row.IsOpen)
            throw new ProblemException(
                KnownProblems.Of(
                    422,
                    "statute.open-value",
                    $"{row.Basis}（{row.Id}）的数值未定，须由两人提出和批准数值。",
                    $"{row.Basis} ({row.Id}) has no value yet: it takes a proposal and an approval to set one."
                )
            );
        var now = time.GetUtcNow();
        var confirmed = row with { NeedsConfirmation = false, Confidence = Confidence.Verified, UnitConfidence = Confidence.Verified };
        database.Add(StatuteStore.RowOf(confirmed, await NextPositionAsync(cancellationToken), legalBasis.Trim(), by, null, now));
        trail.Record(
            new AuditFact(AuditChain.System, now, by, "statute.confirmed", $"确认法定参数：{row.Id}", $"Confirmed the parameter {row.Id}")
            {
                ActorRole = trail.ActorRole,
                Subject = "statute:" + row.Id,
                LegalBasis = legalBasis.Trim(),
                ChangesJson = """[{"field":"needsConfirmation","before":true,"after":false}]""",
            }
        );
        await database.SaveChangesAsync(cancellationToken);
        await statutes.RefreshAsync(cancellationToken);
    }

    private async Task ApplyAsync(StatuteProposal proposal, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (proposal.Kind)
        {
            case StatuteChangeKind.Parameter:
                var row = StatuteStore.ReadRow(proposal.PayloadJson);
                database.Add(
                    StatuteStore.RowOf(row, await NextPositionAsync(cancellationToken), proposal.LegalBasis, proposal.ProposedBy, by, now)
                );
                break;
            case StatuteChangeKind.CalendarYear:
                var year = StatuteStore.ReadYear(proposal.PayloadJson);
                database.Add(
                    new CalendarYearRow
                    {
                        Id = Guid.CreateVersion7(now),
                        Year = year.Year,
                        DaysJson = proposal.PayloadJson,
                        Basis = proposal.LegalBasis,
                        AddedBy = proposal.ProposedBy,
                        AddedAt = now,
                    }
                );
                break;
            case StatuteChangeKind.LocalDay:
                var day = StatuteStore.ReadLocalDay(proposal.PayloadJson);
                database.Add(
                    new LocalDayRow
                    {
                        Id = proposal.Id,
                        Jurisdiction = day.Jurisdiction.Code,
                        Day = day.Day.Date,
                        Working = day.Day.Working,
                        NameZh = day.Day.Name.Zh,
                        NameEn = day.Day.Name.En,
                        Basis = day.Basis,
                        EffectiveFrom = day.EffectiveFrom,
                        EffectiveTo = day.EffectiveTo,
                        AddedBy = proposal.ProposedBy,
                        AddedAt = now,
                    }
                );
                break;
            default:
                var ended = await database.FindAsync<LocalDayRow>([EndedDay(proposal)], cancellationToken);
                ended!.EffectiveTo = ChinaDay.Of(now).AddDays(-1);
                break;
        }
    }

    /// <summary>Above all others: of rows with one key the one with the highest position counts.</summary>
    private async Task<long> NextPositionAsync(CancellationToken cancellationToken) =>
        await database.Set<StatuteRow>().MaxAsync(stored => stored.Position, cancellationToken) + 1;

    /// <summary>Register and calendar as they would be with the proposal.</summary>
    private async Task<StatuteSnapshot> WithAsync(StatuteProposal proposal, StatuteSnapshot before, CancellationToken cancellationToken)
    {
        if (proposal.Kind == StatuteChangeKind.Parameter)
        {
            var row = StatuteStore.ReadRow(proposal.PayloadJson);
            var others = before.Register.Rows.Where(other => !IsSameKey(other, row));
            return before with { Register = new StatuteRegister([.. others, row]) };
        }

        var today = ChinaDay.Today(time);
        var days = await database.Set<LocalDayRow>().AsNoTracking().ToListAsync(cancellationToken);
        var local = days.Where(day => proposal.Kind != StatuteChangeKind.LocalDayEnd || day.Id != EndedDay(proposal))
            .Select(StatuteStore.DayOf);
        return before with
        {
            Calendar = proposal.Kind switch
            {
                StatuteChangeKind.CalendarYear => new WorkingCalendar(
                    [.. before.Calendar.Years, StatuteStore.ReadYear(proposal.PayloadJson)],
                    local,
                    today
                ),
                StatuteChangeKind.LocalDay => new WorkingCalendar(
                    before.Calendar.Years,
                    [.. local, StatuteStore.ReadLocalDay(proposal.PayloadJson)],
                    today
                ),
                _ => new WorkingCalendar(before.Calendar.Years, local, today),
            },
        };
    }

    private async Task<IReadOnlyList<(CaseDeadline Deadline, Case Case, DeadlineResult After)>> FindMovesAsync(
        StatuteProposal proposal,
        CancellationToken cancellationToken
    )
    {
        await statutes.RefreshAsync(cancellationToken);
        var before = statutes.Current;
        var after = await WithAsync(proposal, before, cancellationToken);
        var open = await database
            .Set<CaseDeadline>()
            .Where(deadline => deadline.State == DeadlineState.Running || deadline.State == DeadlineState.Paused)
            .Where(deadline => proposal.Kind != StatuteChangeKind.Parameter || deadline.ParameterId == proposal.Subject)
            .Join(
                database.Set<Case>(),
                deadline => deadline.CaseId,
                disputed => disputed.Id,
                (deadline, disputed) => new { deadline, disputed }
            )
            .ToListAsync(cancellationToken);
        var today = ChinaDay.Today(time);
        var questions = open.Select(pair =>
            KeyValuePair.Create(
                (pair.deadline, pair.disputed),
                CaseClock.RequestOf(pair.disputed.District, pair.deadline, pair.deadline.Course, today)
            )
        );
        return [.. DeadlineMoves.Find(questions, before, after).Select(move => (move.Key.deadline, move.Key.disputed, move.After))];
    }

    private void MoveOne(
        CaseDeadline deadline,
        Case disputed,
        IReadOnlyList<CaseTask> tasks,
        DeadlineResult after,
        StatuteProposal proposal,
        string by,
        DateTimeOffset now
    )
    {
        // A deadline that the changed law no longer lets one count stays as it stands; the officer sees it in the list of the approval.
        if (!after.Succeeded)
            return;
        var before = deadline.DueOn;
        deadline.Recount(after.Explanation, CaseClock.Describe(after.Explanation));
        foreach (var task in tasks)
            task.Follow(deadline, before);
        var (from, to) = (
            before.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            deadline.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );
        database.Add(
            CaseEvents.Create(
                disputed.Id,
                now,
                by,
                trail.ActorRole,
                "deadline.moved",
                $"因{proposal.LegalBasis}，期限“{deadline.Name}”由{from}改为{to}",
                $"By {proposal.LegalBasis} the period {deadline.ParameterId} moved from {from} to {to}",
                proposal.LegalBasis,
                publicToParties: true
            )
        );
    }

    private static Move Show(CaseDeadline deadline, Case disputed, DeadlineResult after) =>
        new(
            deadline.Id,
            disputed.Id,
            disputed.CaseNumber,
            deadline.ParameterId,
            deadline.Name,
            deadline.DueOn,
            after.Explanation?.DueOn,
            after.Refusal?.Message.Zh
        );

    private async Task<StatuteProposal> DemandOpenAsync(Guid id, CancellationToken cancellationToken)
    {
        var proposal =
            await database.FindAsync<StatuteProposal>([id], cancellationToken) ?? throw new ProblemException(KnownProblems.NotFound);
        return proposal.State == StatuteChangeState.Proposed
            ? proposal
            : throw new ProblemException(
                KnownProblems.Of(409, "statute.decided", "该变更已有决定。", "The proposal was decided already.") with
                {
                    Details = new Dictionary<string, object?> { ["decidedBy"] = proposal.DecidedBy, ["decidedAt"] = proposal.DecidedAt },
                }
            );
    }

    private void Demand(StatuteChange change)
    {
        // A value set on an open row overwrites nothing: the open row is left out of the comparison.
        var register = new StatuteRegister(statutes.Current.Register.Rows.Where(row => !(row.IsOpen && IsSameKey(row, change.Row))));
        if (change.Check(register) is { } refusal)
            throw StatuteRefusals.Of(refusal);
    }

    private static bool IsSameKey(StatutoryParameter one, StatutoryParameter other) =>
        one.Id == other.Id && one.EffectiveFrom == other.EffectiveFrom && one.Jurisdictions.SequenceEqual(other.Jurisdictions);

    private static Guid EndedDay(StatuteProposal proposal) => JsonSerializer.Deserialize<Guid>(proposal.PayloadJson);

    private void Record(string by, string action, string zh, string en, StatuteProposal proposal) =>
        trail.Record(
            new AuditFact(AuditChain.System, time.GetUtcNow(), by, action, zh, en)
            {
                ActorRole = trail.ActorRole,
                Subject = "statute:" + proposal.Subject,
                LegalBasis = proposal.LegalBasis,
                ChangesJson = JsonSerializer.Serialize(
                    new[]
                    {
                        new
                        {
                            field = proposal.Kind.ToString(),
                            before = (string?)null,
                            after = proposal.PayloadJson,
                        },
                    },
                    JsonSerializerOptions.Web
                ),
            }
        );
}
