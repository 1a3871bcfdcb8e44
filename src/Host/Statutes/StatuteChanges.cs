using System.Text.Json;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Statutes;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Statutes;

/// <summary>
/// Proposals to change register and calendar: one administrator proposes on a legal basis, another approves, with the running deadlines that
/// would move before the eyes. The approval stores the row and moves the deadlines in one transaction.
/// </summary>
internal sealed class StatuteChanges(
    LaborFlowDbContext database,
    StoredStatutes statutes,
    RecountDeadlines recount,
    AuditTrail trail,
    TimeProvider time
)
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

    /// <summary>How many deadlines are open: so many would have to be counted.</summary>
    public Task<int> CountOpenAsync(CancellationToken cancellationToken) => recount.CountAsync(cancellationToken);

    /// <summary>What the proposal would move, counted now.</summary>
    public async Task<IReadOnlyList<Move>> MovesAsync(
        StatuteProposal proposal,
        Func<int, Task>? tell,
        CancellationToken cancellationToken
    ) => (await FindMovesAsync(proposal, tell ?? Silent, cancellationToken)).Moves;

    /// <summary>The proposal as an approver finds it, checked as far as it can be without counting.</summary>
    /// <exception cref="ProblemException">404, 409 when it was decided, 422 when it is the approver's own or against the register.</exception>
    public async Task<StatuteProposal> DemandApprovableAsync(Guid id, string by, CancellationToken cancellationToken)
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
        return proposal;
    }

    /// <summary>Approves: the change takes effect and moves the deadlines that it lists, all in one transaction.</summary>
    /// <param name="id">The proposal.</param>
    /// <param name="by">Another person than the one who proposed.</param>
    /// <param name="expectedMoves">How many moved deadlines the approver saw; 409 when it is another number by now. Null: not looked at.</param>
    /// <param name="note">Remark.</param>
    /// <param name="tell">Is told how many deadlines were counted, and after them how many were moved.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    public async Task<(StatuteProposal Proposal, IReadOnlyList<Move> Moves)> ApproveAsync(
        Guid id,
        string by,
        int? expectedMoves,
        string? note,
        Func<int, Task> tell,
        CancellationToken cancellationToken
    )
    {
        var proposal = await DemandApprovableAsync(id, by, cancellationToken);
        var counted = 0;
        var (moves, after) = await FindMovesAsync(proposal, through => tell(counted = through), cancellationToken);
        if (expectedMoves is { } expected && expected != moves.Count)
            throw new ProblemException(
                KnownProblems.Of(
                    409,
                    "statute.moves-changed",
                    $"受影响的期限现为 {moves.Count} 个，请重新查看后再批准。",
                    $"It moves {moves.Count} deadlines by now; look at the list again."
                )
            );

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        // The decision first: whoever decides at the same moment waits here, and finds it taken.
        proposal.State = StatuteChangeState.Approved;
        (proposal.DecidedBy, proposal.DecidedAt, proposal.DecisionNote) = (by, now, note);
        proposal.Revision++;
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new ProblemException(Decided);
        }

        await ApplyAsync(proposal, by, now, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        proposal.MovedDeadlines = await recount.MoveAsync(
            moves,
            after,
            proposal,
            by,
            through => tell(counted + through),
            cancellationToken
        );
        proposal.Revision++;
        Record(by, "statute.approved", $"批准变更：{proposal.Subject}", $"Approved the change of {proposal.Subject}", proposal);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await statutes.RefreshAsync(cancellationToken);
        return (proposal, moves);
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

    private static readonly Problem Decided = KnownProblems.Of(
        409,
        "statute.decided",
        "该变更已有决定。",
        "The proposal was decided already."
    );

    private static Task Silent(int through) => Task.CompletedTask;

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

    private async Task<(IReadOnlyList<Move> Moves, StatuteSnapshot After)> FindMovesAsync(
        StatuteProposal proposal,
        Func<int, Task> tell,
        CancellationToken cancellationToken
    )
    {
        await statutes.RefreshAsync(cancellationToken);
        var before = statutes.Current;
        var after = await WithAsync(proposal, before, cancellationToken);
        return (await recount.FindAsync(before, after, tell, cancellationToken), after);
    }

    /// <summary>A proposal that waits for its decision.</summary>
    /// <exception cref="ProblemException">404, or 409 when it was decided.</exception>
    public async Task<StatuteProposal> DemandOpenAsync(Guid id, CancellationToken cancellationToken)
    {
        var proposal =
            await database.FindAsync<StatuteProposal>([id], cancellationToken) ?? throw new ProblemException(KnownProblems.NotFound);
        return proposal.State == StatuteChangeState.Proposed
            ? proposal
            : throw new ProblemException(
                Decided with
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
