using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Following;

/// <summary>A party follows the own case with its number and query code. Names only: no identity number or address leaves this way.</summary>
internal static class ReadPublicCase
{
    /// <param name="Side">Which side the code belongs to: <c>applicant</c> or <c>respondent</c>.</param>
    /// <param name="Closed">Nothing more is handed in or withdrawn.</param>
    /// <param name="AsksWho">Somebody without special authority acts for this side: who withdraws says whether the party or the agent does.</param>
    /// <param name="MayWithdraw">This side may take back what was asked for: the applicant the application, either side the review of an agreement.</param>
    public sealed record Answer(
        string CaseNumber,
        string? DocketNumber,
        CodeZh Procedure,
        CodeZh Stage,
        DateTimeOffset FiledAt,
        IReadOnlyList<PartyName> Parties,
        IReadOnlyList<ClaimLine> Claims,
        NextStep NextStep,
        IReadOnlyList<TimelineEntry> Timeline,
        IReadOnlyList<DocumentLine> Documents,
        IReadOnlyList<OpenStep> Tasks,
        AgreementLine? Agreement,
        string Side,
        bool Closed,
        bool AsksWho,
        bool MayWithdraw
    );

    /// <summary>The agreement as it was drafted last: what both sides are asked to confirm.</summary>
    /// <param name="Payer">The side that pays.</param>
    /// <param name="Shares">Of several who are paid, how much each gets.</param>
    /// <param name="Instalments">By when how much is paid, where it is not paid at once.</param>
    public sealed record AgreementLine(
        string Terms,
        decimal? Amount,
        DateOnly? PerformBy,
        string Payer,
        IReadOnlyList<AgreedShare> Shares,
        IReadOnlyList<AgreedInstalment> Instalments,
        DateTimeOffset? ApplicantConfirmedAt,
        DateTimeOffset? RespondentConfirmedAt,
        string? DeclinedBy
    );

    public sealed record PartyName(string Role, string Name);

    public sealed record ClaimLine(int Number, CodeZh Cause, decimal? Amount);

    public sealed record TimelineEntry(DateTimeOffset At, string Zh, string En);

    public sealed record DocumentLine(Guid Id, string Name, string Kind, DateTimeOffset CreatedAt);

    /// <summary>A step that waits for this party.</summary>
    /// <param name="RemainingDays">Until <paramref name="DueOn"/>; negative when it has passed.</param>
    /// <param name="OnPaper">Several parties are on this side and each has to sign: an officer notes it down once all have.</param>
    public sealed record OpenStep(
        Guid Id,
        string Title,
        JsonElement FormSchema,
        JsonElement UiSchema,
        JsonElement? FormData,
        IReadOnlyList<TaskOutcome> Outcomes,
        DateOnly? DueOn,
        int? RemainingDays,
        long Revision,
        bool OnPaper
    );

    public static void Map(IEndpointRouteBuilder publicCases) =>
        publicCases
            .MapGet(
                "",
                async (
                    string caseNumber,
                    [FromHeader(Name = "X-Query-Code")] string? queryCode,
                    FollowedCase followed,
                    Reader reader,
                    CancellationToken cancellationToken
                ) =>
                {
                    var (found, side) = await followed.FindAsync(caseNumber, queryCode, forUpdate: false, cancellationToken);
                    return await reader.ReadAsync(found, side, cancellationToken);
                }
            )
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.Public)
            .WithName("follow-case");

    /// <summary>Puts the case together for one side.</summary>
    internal sealed class Reader(
        ICaseStore cases,
        ITaskStore tasks,
        IFormStore forms,
        OpenOutcomes outcomes,
        LaborFlowDbContext database,
        TimeProvider time
    )
    {
        public async Task<Answer> ReadAsync(Case found, string side, CancellationToken cancellationToken)
        {
            var timeline = await database
                .Set<CaseEvent>()
                .AsNoTracking()
                .Where(entry => entry.CaseId == found.Id && entry.PublicToParties)
                .OrderBy(entry => entry.At)
                .ThenBy(entry => entry.Id)
                .Select(entry => new TimelineEntry(entry.At, entry.Zh, entry.En))
                .ToListAsync(cancellationToken);
            var documents = await database
                .PapersFor(found.Id, side)
                .OrderBy(document => document.CreatedAt)
                .Select(document => new DocumentLine(document.Id, document.Name, document.Kind, document.CreatedAt))
                .ToListAsync(cancellationToken);
            var running = (await cases.DeadlinesAsync(found.Id, cancellationToken)).Where(deadline =>
                deadline.State == DeadlineState.Running
            );
            var today = ChinaDay.Today(time);
            var steps = new List<OpenStep>();
            var open = (await tasks.ListOfCaseAsync(found.Id, cancellationToken)).Where(task => task.IsOpen).ToList();
            foreach (var task in open.Where(task => task.Party == side))
            {
                var form = await forms.FindAsync(task.FormId, cancellationToken);
                steps.Add(
                    new OpenStep(
                        task.Id,
                        task.Title,
                        TaskJson.Read(form?.SchemaJson),
                        TaskJson.Read(form?.UiSchemaJson),
                        TaskJson.ReadOptional(task.FormDataJson),
                        await outcomes.ForPartyAsync(task, found, form?.SchemaJson, cancellationToken),
                        task.DueOn,
                        Lights.RemainingDays(task.DueOn, today),
                        task.Revision,
                        OpenOutcomes.IsOnPaper(task, found, form?.SchemaJson)
                    )
                );
            }

            return new Answer(
                found.CaseNumber,
                found.DocketNumber,
                CodeZh.OfProcedure(found.ProcedureCode),
                CodeZh.OfStage(found.Stage),
                found.FiledAt,
                [
                    .. found
                        .Applicants.Concat(found.Respondents)
                        .Select(party => new PartyName(party.Side == PartySide.Applicant ? "applicant" : "respondent", party.Name)),
                ],
                [
                    .. found
                        .Claims.OrderBy(claim => claim.Position)
                        .Select(claim => new ClaimLine(claim.Number, CodeZh.OfCause(claim.Cause), claim.Amount)),
                ],
                NextStep.Of(
                    found.Stage,
                    By(
                        found.Stage,
                        steps.Min(step => step.DueOn),
                        open.Where(task => task.Party != side).Min(task => task.DueOn),
                        running.Min(deadline => (DateOnly?)deadline.DueOn)
                    )
                ),
                timeline,
                documents,
                steps,
                await AgreementAsync(found.Id, cancellationToken),
                side,
                found.ClosedAt is not null,
                Authorities.MustSayWho(found, side == TaskParties.Respondent ? PartySide.Respondent : PartySide.Applicant),
                WithdrawPublicCase.MayWithdraw(found, side)
            );
        }

        /// <summary>
        /// By when what comes next is done. What this party must do itself comes first. Where the law gives the parties a period in which they
        /// may act without being asked, that period; otherwise the day of the step that others have to do, which the stage tells of, and only
        /// without any the first period that runs, which may be another step's.
        /// </summary>
        private static DateOnly? By(string stage, DateOnly? own, DateOnly? others, DateOnly? period) =>
            own
            ?? (
                stage is Stages.Remedies or Stages.FundRemedies or Stages.ListingReview or Stages.CreditObjection
                    ? period ?? others
                    : others ?? period
            );

        /// <summary>Everything that a side puts its name to: the words, and who pays how much to whom by when.</summary>
        private async ValueTask<AgreementLine?> AgreementAsync(Guid caseId, CancellationToken cancellationToken)
        {
            if (await cases.AgreementsAsync(caseId, cancellationToken) is not [.., var agreement])
                return null;
            var terms = await outcomes.TermsAsync(caseId, cancellationToken);
            return new AgreementLine(
                agreement.Terms,
                agreement.Amount,
                agreement.PerformBy,
                terms.Payer,
                terms.Shares,
                terms.Instalments,
                agreement.ApplicantConfirmedAt,
                agreement.RespondentConfirmedAt,
                agreement.DeclinedBy
            );
        }
    }
}
