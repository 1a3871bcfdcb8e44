using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Collective;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Personal;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Cases;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Cases;

/// <summary>Puts a case together for its page.</summary>
internal sealed class CaseReader(
    LaborFlowDbContext database,
    CaseFolder folders,
    Lights lights,
    TimeProvider time,
    LogScope log,
    AccessLog access
)
{
    /// <summary>The case with its parties, without its claims, if the reader may see it.</summary>
    /// <exception cref="ProblemException">404: there is no such case, or it is out of the reader's reach.</exception>
    public async Task<Case> DemandAsync(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var found =
            await database
                .Set<Case>()
                .Visible(user, database)
                .Where(found => found.Id == id)
                .Include(found => found.Parties)
                    .ThenInclude(party => party.Representatives)
                .AsSingleQuery()
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new ProblemException(KnownProblems.NotFound);
        log.CaseNumber = found.CaseNumber;
        log.Instance = found.WorkflowInstanceId;
        return found;
    }

    public async Task<CaseView> ReadAsync(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var found = await DemandAsync(id, user, cancellationToken);
        var today = ChinaDay.Today(time);
        var folder = await folders.ReadAsync(id, cancellationToken);
        var deadlines = folder.Deadlines;
        var tasks = await TaskRow
            .Of(database, database.Set<CaseTask>().AsNoTracking().Visible(user).Where(task => task.CaseId == id).OrderBy(task => task.Id))
            .ToListAsync(cancellationToken);
        var held = await TaskNeighbourhood.HeldAsync(tasks.Select(row => row.Task), database, cancellationToken);
        var actor = user.UserName();
        var works = tasks.Exists(row => row.Task.Assignee == actor || row.Task.CompletedBy == actor);
        if (!works)
            await access.StrangerReadsAsync(id, actor, "case", cancellationToken);
        var narrated = Narratives.AreShown(user, works);
        var linked = Linked(found);
        var related = await database
            .Set<Case>()
            .Visible(user, database)
            .AsNoTracking()
            .Where(other => other.Id != id && linked.Contains(other.Id))
            .OrderBy(other => other.Id)
            .Select(other => new
            {
                other.Id,
                other.CaseNumber,
                other.ProcedureCode,
                other.Stage,
            })
            .ToListAsync(cancellationToken);

        var numbers = found.Roster.Select((worker, place) => (worker.Id, Number: place + 1)).ToDictionary(one => one.Id, one => one.Number);
        return new CaseView(
            found.Id,
            found.CaseNumber,
            found.DocketNumber,
            CodeZh.OfProcedure(found.ProcedureCode),
            CodeZh.OfStage(found.Stage),
            Worst(found.District, deadlines, today),
            CodeZh.OfCause(found.MainCause),
            found.Channel,
            found.FiledAt,
            found.District,
            [.. found.Applicants.Select(party => Show(party, numbers[party.Id]))],
            [.. found.Respondents.Select(party => Show(party, null))],
            [
                .. folder.Claims.Select(claim => new ClaimView(
                    claim.Position + 1,
                    CodeZh.OfCause(claim.Cause),
                    claim.Amount,
                    claim.PeriodFrom,
                    claim.PeriodTo,
                    claim.Basis
                )),
            ],
            new EmploymentView(
                found.Employment.StartedOn,
                found.Employment.EndedOn,
                found.Employment.Post,
                found.Employment.MonthlyWage,
                found.Employment.ContractStatus
            ),
            narrated ? found.Facts : null,
            !narrated,
            found.RightInfringedOn,
            new FlagsView(
                found.MigrantWorker,
                found.UrgentHardship,
                found.Collective,
                found.CrossBorder == CrossBorderTags.HkMacao,
                found.CrossBorder == CrossBorderTags.Foreign
            ),
            folder.MediationOrganisation,
            AuthorityOf(found),
            folder.Intake,
            narrated ? [.. folder.Witnesses.Select(witness => new WitnessView(witness.Name, witness.Residence))] : [],
            [.. deadlines.Select(deadline => Show(found.District, deadline, today))],
            [
                .. folder.Documents.Select(document => new FileView(
                    document.Id,
                    document.Name,
                    document.Kind,
                    document.ContentType,
                    document.Size,
                    document.CreatedBy,
                    document.CreatedAt,
                    document.DocumentNumber,
                    document.State.ToLowerInvariant(),
                    document.Version
                )),
            ],
            [
                .. folder.Evidence.Select(file => new FileView(
                    file.Id,
                    file.Name,
                    null,
                    file.ContentType,
                    file.Size,
                    file.SubmittedBy,
                    file.SubmittedAt
                )),
            ],
            [
                .. folder.Sessions.Select(session => new SessionView(
                    session.SessionNumber,
                    session.HeldOn,
                    session.Mode,
                    session.ApplicantPresent,
                    session.RespondentPresent,
                    narrated ? session.Summary : null,
                    session.RecordedBy
                )),
            ],
            [
                .. folder.Hearings.Select(hearing => new HearingView(
                    hearing.Id,
                    hearing.HearingNumber,
                    hearing.HeldOn,
                    hearing.StartsAt,
                    hearing.Place,
                    hearing.NotifiedOn,
                    hearing.State switch
                    {
                        nameof(HearingState.Held) => "held",
                        nameof(HearingState.Adjourned) => "adjourned",
                        nameof(HearingState.NotHeld) => "not-held",
                        _ => "scheduled",
                    },
                    hearing.ApplicantPresent,
                    hearing.RespondentPresent,
                    narrated ? hearing.Record : null
                )),
            ],
            [
                .. folder.Agreements.Select(agreement => new AgreementView(
                    agreement.Terms,
                    agreement.Amount,
                    agreement.PerformBy,
                    agreement.DraftedAt,
                    agreement.ApplicantConfirmedAt,
                    agreement.RespondentConfirmedAt,
                    agreement.DeclinedBy
                )),
            ],
            TaskRow.Show(tasks, user, today, lights, Neighbours(folder.Steps, held)),
            [
                .. related.Select(other => new RelatedView(
                    other.Id,
                    other.CaseNumber,
                    CodeZh.OfProcedure(other.ProcedureCode),
                    CodeZh.OfStage(other.Stage)
                )),
            ],
            found.ClosedAt,
            OutcomeNames.OfEnding(found.ClosedAs),
            found.ClosingReason,
            found.Revision
        );
    }

    /// <summary>
    /// Where it came from and what came from it, what was merged, split or opened beside it, and the other cases of a group that is
    /// probably one collective dispute.
    /// </summary>
    private IQueryable<Guid> Linked(Case found)
    {
        var entries = database.Set<RegisterEntry>();
        var group = entries.Where(own => own.CaseId == found.Id && own.Kind == RaiseCollective.EntryKind).Select(own => own.RelatedCaseId);
        return database
            .Set<Case>()
            .Where(other => other.RelatedCaseId == found.Id || other.Id == found.RelatedCaseId)
            .Select(other => other.Id)
            .Union(
                entries.Where(entry => entry.CaseId == found.Id && entry.RelatedCaseId != null).Select(entry => entry.RelatedCaseId!.Value)
            )
            .Union(entries.Where(entry => entry.RelatedCaseId == found.Id).Select(entry => entry.CaseId))
            .Union(
                entries
                    .Where(entry => entry.Kind == RaiseCollective.EntryKind && group.Contains(entry.RelatedCaseId))
                    .Select(entry => entry.CaseId)
            );
    }

    private static TaskNeighbourhood Neighbours(IReadOnlyList<StepRow> steps, IReadOnlySet<Guid> held) =>
        new(
            steps
                .Select(step => new TaskNeighbourhood.Step(
                    step.Id,
                    step.InstanceId,
                    step.ActivityId,
                    Enum.Parse<CaseTaskStatus>(step.Status),
                    step.CompletedAt
                ))
                .ToLookup(step => step.InstanceId, StringComparer.Ordinal),
            held
        );

    private string Worst(string district, IReadOnlyList<DeadlineRow> deadlines, DateOnly today) =>
        deadlines
            .Where(deadline => deadline.Standing == DeadlineState.Running)
            .Select(deadline => lights.Of(district, deadline.StartsOn, deadline.DueOn, today))
            .Aggregate("green", Lights.Worse);

    private DeadlineView Show(string district, DeadlineRow deadline, DateOnly today)
    {
        DateOnly? running = deadline.Standing == DeadlineState.Running ? deadline.DueOn : null;
        return new DeadlineView(
            deadline.ParameterId,
            deadline.Name,
            deadline.StartsOn,
            deadline.DueOn,
            deadline.Standing == DeadlineState.Missed ? "red" : lights.Of(district, deadline.StartsOn, running, today),
            Lights.RemainingDays(running, today),
            deadline.Standing switch
            {
                DeadlineState.Running => "running",
                DeadlineState.Paused => "paused",
                DeadlineState.Met => "met",
                DeadlineState.Missed => "missed",
                _ => "ended",
            },
            deadline.Provisional,
            TaskJson.Read(deadline.Explanation)
        );
    }

    /// <summary>The authority that has the case; null while mediators have it, who are told by name.</summary>
    private static CodeZh? AuthorityOf(Case found) =>
        Authority.Of(AuthorityKinds.OfCase(found.Stage, found.DocketNumber is not null, found.ProcedureCode), found.District) is { } has
        && (has.Kind != AuthorityKind.Mediation || found.MediationOrganisationId is null)
            ? new CodeZh(has.Id, has.Zh, has.En)
            : null;

    private static PartyView Show(Party party, int? number) =>
        new(
            party.Id,
            number,
            party.Kind,
            party.Role,
            party.Name,
            party.IdType,
            // An enterprise's credit code is public anyway.
            party.Kind == "employer"
                ? party.IdNumber
                : PersonalMask.Number(party.IdNumber),
            party.Gender,
            PersonalMask.Phone(party.Phone),
            party.Email,
            party.ServiceAddress,
            party.RegisteredAddress,
            party.WorkplaceAddress,
            party.LegalRepresentative,
            party.ConsentsToElectronicService,
            [
                .. party.Representatives.Select(other => new RepresentativeView(
                    other.Name,
                    other.Kind,
                    PersonalMask.Phone(other.Phone),
                    other.Authority
                )),
            ]
        );
}
