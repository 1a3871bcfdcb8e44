using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Inspection.Credit;

/// <summary>Why a rating is decided on in a case of its own.</summary>
public enum CreditCaseReason
{
    /// <summary>评分为C级.</summary>
    Scored,

    /// <summary>监察员拟调整等级.</summary>
    Change,

    /// <summary>用人单位对名单上的等级提出异议.</summary>
    Objection,
}

/// <summary>
/// 等级评价立案: opens the case that decides on one employer's grade. Its file begins with the facts behind the score; the employer is its only
/// party. Runs inside the transaction that starts the procedure.
/// </summary>
public sealed class OpenCreditCase(ICaseStore cases, ICaseNumbers numbers, ExceptionDesk desk, StatuteRegister register, TimeProvider time)
{
    /// <summary>The register entry that says what was scored and from which facts; fills the reviewer's form.</summary>
    public const string Score = "credit-score";

    /// <summary>The register entry of an objection that was made against the year's list.</summary>
    public const string Objected = "credit-objection";

    private const string ProcedureCode = "CRD";

    /// <summary>Opens it.</summary>
    /// <param name="rating">The rating, tracked; the case is noted in it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="text">What the inspector or the employer says; null for a score.</param>
    /// <param name="filing">The new case's id and who opens it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<Case> HandleAsync(
        CreditRating rating,
        CreditCaseReason reason,
        string? text,
        Filing.Filing filing,
        CancellationToken cancellationToken = default
    )
    {
        var source =
            await cases.FindAsync(rating.SourceCaseId, forUpdate: false, cancellationToken)
            ?? throw new InvalidOperationException($"The inspection {rating.SourceCaseId} is not there.");
        var now = time.GetUtcNow();
        var year = ChinaDay.Of(now).Year;
        var number = await numbers.NextAsync(rating.Place, year, ProcedureCode, cancellationToken);
        var opened = Build(rating, source, filing, CaseNumber.Format(rating.Place, ProcedureCode, year, number), now);
        cases.Add(opened);
        (rating.CaseId, rating.State) = (opened.Id, RatingState.InCase);
        desk.Enter(
            opened,
            Score,
            $"{rating.Year}年度评分{rating.ScoredGrade}级：{rating.Reason}",
            "workflow",
            new
            {
                year = rating.Year,
                scored = rating.ScoredGrade,
                grade = rating.ScoredGrade,
                basis = rating.Reason,
                inspections = rating.Inspections,
                findings = rating.Findings,
                facts = Rows(rating),
            }
        );
        if (reason == CreditCaseReason.Objection)
            desk.Enter(opened, Objected, $"对名单等级提出异议：{text}", filing.Actor, new { objection = text });
        cases.Add(
            CaseEvents.Internal(
                opened.Id,
                now,
                filing.Actor,
                "credit.opened",
                reason switch
                {
                    CreditCaseReason.Change => $"拟调整{rating.Year}年度名单等级（评分{rating.ScoredGrade}级），单独办理：{text}",
                    CreditCaseReason.Objection => $"对{rating.Year}年度名单等级（{rating.Grade}级）提出异议，单独办理：{text}",
                    _ => $"{rating.Year}年度评分{rating.ScoredGrade}级，单独办理：{rating.Reason}",
                },
                $"A case of its own for the grade of {rating.Year}: {reason}",
                register.RowsOf("crd-c-3")[0].Basis
            )
        );
        return opened;
    }

    /// <summary>The facts as forms and papers list them.</summary>
    internal static IEnumerable<object> Rows(CreditRating rating) =>
        CreditFacts
            .Of(rating)
            .Select(f => new
            {
                number = f.CaseNumber,
                on = f.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                what = f.What,
            });

    private static Case Build(CreditRating rating, Case source, Filing.Filing filing, string number, DateTimeOffset now)
    {
        var opened = new Case
        {
            Id = filing.CaseId,
            CaseNumber = number,
            ProcedureCode = ProcedureCode,
            Stage = Stages.CreditReview,
            District = rating.Place,
            Channel = filing.Channel,
            FiledAt = now,
            MainCause = "other",
            Facts = $"{rating.Year}年度劳动保障守法诚信等级评价",
            RightInfringedOn = new DateOnly(rating.Year, 1, 1),
            // Nobody applied: the employer gets a code of its own when it is told of its grade.
            QueryCodeHash = QueryCode.Hash(QueryCode.Create()),
            WorkflowInstanceId = filing.InstanceId,
            RelatedCaseId = source.Id,
            // The rating is about no single employment.
            Employment = new EmploymentFacts
            {
                StartedOn = new DateOnly(rating.Year, 1, 1),
                Post = "–",
                MonthlyWage = 0,
                ContractStatus = "unknown",
            },
        };
        var employer = source.Parties.Where(p => p.Kind == "employer").OrderBy(p => p.Position).FirstOrDefault(p => IsRated(p, rating));
        opened.Parties.Add(Respondent(employer, rating, filing.CaseId, now));
        return opened;
    }

    private static bool IsRated(Party party, CreditRating rating) =>
        party.Name == rating.Employer || (rating.CreditCode is not null && party.IdNumber == rating.CreditCode);

    private static Party Respondent(Party? known, CreditRating rating, Guid caseId, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            CaseId = caseId,
            Side = PartySide.Respondent,
            Position = 0,
            Kind = "employer",
            Role = "employer",
            Name = rating.Employer,
            IdType = rating.CreditCode is null ? null : IdTypes.CreditCode,
            IdNumber = rating.CreditCode,
            Phone = known?.Phone,
            Email = known?.Email,
            ServiceAddress = known?.ServiceAddress,
            ConsentsToElectronicService = known?.ConsentsToElectronicService ?? false,
            RegisteredAddress = known?.RegisteredAddress,
            WorkplaceAddress = known?.WorkplaceAddress,
            LegalRepresentative = known?.LegalRepresentative,
        };
}
