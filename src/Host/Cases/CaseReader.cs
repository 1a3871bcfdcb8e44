using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Personal;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Cases;

/// <summary>Puts a case together for its page.</summary>
internal sealed class CaseReader(
    LaborFlowDbContext database,
    ICaseStore cases,
    Lights lights,
    TimeProvider time,
    LogScope log,
    AccessLog access
)
{
    /// <summary>The case, if the reader may see it.</summary>
    /// <exception cref="ProblemException">404: there is no such case, or it is out of the reader's reach.</exception>
    public async Task<Case> DemandAsync(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!await database.Set<Case>().Visible(user, database).AnyAsync(found => found.Id == id, cancellationToken))
            throw new ProblemException(KnownProblems.NotFound);
        var found = await cases.FindAsync(id, forUpdate: false, cancellationToken) ?? throw new ProblemException(KnownProblems.NotFound);
        log.CaseNumber = found.CaseNumber;
        log.Instance = found.WorkflowInstanceId;
        return found;
    }

    public async Task<CaseView> ReadAsync(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var found = await DemandAsync(id, user, cancellationToken);
        await access.ReadAsync(id, user, "case", cancellationToken);
        var today = ChinaDay.Today(time);
        var deadlines = await cases.DeadlinesAsync(id, cancellationToken);
        var tasks = await TaskRow
            .Of(database, database.Set<CaseTask>().AsNoTracking().Visible(user).Where(task => task.CaseId == id).OrderBy(task => task.Id))
            .ToListAsync(cancellationToken);
        var organisation = found.MediationOrganisationId is { } organisationId
            ? await database
                .Set<MediationOrganisation>()
                .Where(office => office.Id == organisationId)
                .Select(office => office.Name)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
        var documents = await database
            .Set<CaseDocument>()
            .AsNoTracking()
            .Where(document => document.CaseId == id)
            .OrderBy(document => document.CreatedAt)
            .ThenBy(document => document.Version)
            .ToListAsync(cancellationToken);
        var related = await database
            .Set<Case>()
            .Visible(user, database)
            .Where(other => other.RelatedCaseId == id || (found.RelatedCaseId != null && other.Id == found.RelatedCaseId))
            .Select(other => new
            {
                other.Id,
                other.CaseNumber,
                other.ProcedureCode,
                other.Stage,
            })
            .ToListAsync(cancellationToken);

        return new CaseView(
            found.Id,
            found.CaseNumber,
            CodeZh.OfProcedure(found.ProcedureCode),
            CodeZh.OfStage(found.Stage),
            Worst(found.District, deadlines, today),
            CodeZh.OfCause(found.MainCause),
            found.Channel,
            found.FiledAt,
            found.District,
            [.. found.Applicants.Select(Show)],
            [.. found.Respondents.Select(Show)],
            [
                .. found
                    .Claims.OrderBy(claim => claim.Position)
                    .Select(claim => new ClaimView(
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
            found.Facts,
            found.RightInfringedOn,
            new FlagsView(found.MigrantWorker, found.UrgentHardship, found.Collective),
            organisation,
            [.. deadlines.Select(deadline => Show(found.District, deadline, today))],
            [
                .. documents.Select(document => new FileView(
                    document.Id,
                    document.Name,
                    document.Kind,
                    document.ContentType,
                    document.Size,
                    document.CreatedBy,
                    document.CreatedAt,
                    document.Number,
                    document.State.ToString().ToLowerInvariant(),
                    document.Version
                )),
            ],
            [
                .. (await cases.EvidenceAsync(id, cancellationToken)).Select(file => new FileView(
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
                .. (await cases.SessionsAsync(id, cancellationToken)).Select(session => new SessionView(
                    session.Number,
                    session.HeldOn,
                    session.Mode,
                    session.ApplicantPresent,
                    session.RespondentPresent,
                    session.Summary,
                    session.RecordedBy
                )),
            ],
            [
                .. (await cases.AgreementsAsync(id, cancellationToken)).Select(agreement => new AgreementView(
                    agreement.Terms,
                    agreement.Amount,
                    agreement.PerformBy,
                    agreement.DraftedAt,
                    agreement.ApplicantConfirmedAt,
                    agreement.RespondentConfirmedAt,
                    agreement.DeclinedBy
                )),
            ],
            await TaskRow.ShowAsync(tasks, user, today, lights, database, cancellationToken),
            [
                .. related.Select(other => new RelatedView(
                    other.Id,
                    other.CaseNumber,
                    CodeZh.OfProcedure(other.ProcedureCode),
                    CodeZh.OfStage(other.Stage)
                )),
            ],
            found.ClosedAt,
            found.ClosedAs,
            found.ClosingReason,
            found.Revision
        );
    }

    private string Worst(string district, IReadOnlyList<CaseDeadline> deadlines, DateOnly today) =>
        deadlines
            .Where(deadline => deadline.State == DeadlineState.Running)
            .Select(deadline => lights.Of(district, deadline.StartsOn, deadline.DueOn, today))
            .Aggregate("green", Lights.Worse);

    private DeadlineView Show(string district, CaseDeadline deadline, DateOnly today)
    {
        DateOnly? running = deadline.State == DeadlineState.Running ? deadline.DueOn : null;
        return new DeadlineView(
            deadline.ParameterId,
            deadline.Name,
            deadline.StartsOn,
            deadline.DueOn,
            deadline.State == DeadlineState.Missed ? "red" : lights.Of(district, deadline.StartsOn, running, today),
            Lights.RemainingDays(running, today),
            deadline.State switch
            {
                DeadlineState.Running => "running",
                DeadlineState.Paused => "paused",
                DeadlineState.Met => "met",
                DeadlineState.Missed => "missed",
                _ => "ended",
            },
            deadline.Provisional,
            TaskJson.Read(deadline.ExplanationJson)
        );
    }

    private static PartyView Show(Party party) =>
        new(
            party.Id,
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
            party.ConsentsToElectronicService
        );
}
