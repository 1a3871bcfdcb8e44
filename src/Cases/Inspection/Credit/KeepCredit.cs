using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Inspection.Credit;

/// <summary>等级登记: what a case decides about an employer's grade goes into the year's ratings and the employer's file.</summary>
public sealed class KeepCredit(
    ICaseStore cases,
    ICreditBook book,
    ITaskStore tasks,
    ExceptionDesk desk,
    DecideCreditList lists,
    StatuteRegister register,
    TimeProvider time
)
{
    /// <summary>The register entry of a grade that was approved, changed or is final; templates see the last one as <c>credit</c>.</summary>
    public const string Kind = "credit-grade";

    /// <summary>The register entry of a grade that waits for its approval; fills the approver's form.</summary>
    public const string Proposal = "credit-proposal";

    private const string Keeping = "crd-keep-3y";

    /// <summary>Enters a grade.</summary>
    /// <param name="rated">The case.</param>
    /// <param name="entry"><c>approved</c> 审批, <c>changed</c> 异议成立后改变 or <c>settled</c> 定级.</param>
    /// <param name="gradeStep">The step whose form names the grade (grade, basis); for a grade that is final as it stands, none.</param>
    /// <param name="decisionStep">The step that decided it; none for what follows by itself.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask EnterAsync(
        Case rated,
        string entry,
        string? gradeStep,
        string? decisionStep,
        CancellationToken cancellationToken = default
    )
    {
        var rating = await RatingAsync(rated, cancellationToken);
        var (by, _) = await desk.DeciderAsync(rated, decisionStep, cancellationToken);
        if (!string.IsNullOrEmpty(gradeStep))
        {
            using var data = await StepData.LastAsync(tasks, rated.Id, gradeStep, cancellationToken);
            (rating.Grade, rating.Reason) = (data.Required("grade"), data.Text("basis") ?? rating.Reason);
        }
        var today = ChinaDay.Today(time);
        if (entry == "settled")
            rating.Settle(today, lists.KeepUntil(rating.Place, today));
        var supervision = CreditGrades.SupervisionOf(rating.Grade);
        var (zh, en) = entry switch
        {
            "approved" => ($"审批{rating.Year}年度等级：{rating.Grade}级", $"Grade of {rating.Year} approved: {rating.Grade}"),
            "changed" => (
                $"异议成立，{rating.Year}年度等级改为{rating.Grade}级",
                $"Objection upheld, grade of {rating.Year}: {rating.Grade}"
            ),
            _ => (
                $"{rating.Year}年度等级确定为{rating.Grade}级：{supervision}，评价信息保存至{rating.KeepUntil:yyyy-MM-dd}",
                $"Grade of {rating.Year} is final: {rating.Grade}; kept until {rating.KeepUntil:yyyy-MM-dd}"
            ),
        };
        desk.Enter(
            rated,
            Kind,
            zh,
            by,
            new
            {
                entry,
                year = rating.Year,
                grade = rating.Grade,
                basis = rating.Reason,
                changed = entry == "changed",
                supervision,
                keepUntil = rating.KeepUntil?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            }
        );
        rated.Revision++;
        cases.Add(
            CaseEvents.Public(
                rated.Id,
                time.GetUtcNow(),
                by,
                $"credit.{entry}",
                zh,
                en,
                register.RowsOf(entry == "settled" ? Keeping : "crd-c-3")[0].Basis
            )
        );
    }

    /// <summary>审核: what the inspector proposes; agreeing means the grade of the score, changing means another.</summary>
    /// <returns>False when the outcome and the grade contradict each other; the history says so.</returns>
    public async ValueTask<bool> ReviewAsync(Case rated, string step, CancellationToken cancellationToken = default)
    {
        var rating = await RatingAsync(rated, cancellationToken);
        using var data = await StepData.LastAsync(tasks, rated.Id, step, cancellationToken);
        var grade = data.Required("grade");
        if (data.Task.Outcome == "confirm" == (grade == rating.ScoredGrade))
        {
            Propose(rated, rating, grade, data);
            return true;
        }
        Tell(
            rated,
            data.Task.CompletedBy!,
            "credit.contradicts",
            $"评分等级为{rating.ScoredGrade}级，填写的等级为{grade}级：与评分不同的，请选择调整等级并写明理由；相同的，请选择同意评分等级",
            "The outcome and the grade contradict each other"
        );
        return false;
    }

    /// <summary>异议: what the employer says against its grade.</summary>
    public async ValueTask ObjectAsync(Case rated, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, rated.Id, step, cancellationToken);
        var objection = data.Required("objection");
        desk.Enter(rated, OpenCreditCase.Objected, $"对等级提出异议：{objection}", data.Task.CompletedBy!, new { objection });
        rated.Revision++;
    }

    /// <summary>Whether the grade as it stands is this one.</summary>
    public async ValueTask<bool> IsAsync(Case rated, string grade, CancellationToken cancellationToken = default) =>
        (await RatingAsync(rated, cancellationToken)).Grade == grade;

    /// <summary>
    /// 核实异议: notes what came of verifying it. Another officer does: neither who reviewed nor who approved the list that the objection is
    /// about.
    /// </summary>
    /// <returns>False when the same person did, or nothing would change; the history says so, and the step is to be done again.</returns>
    public async ValueTask<bool> VerifyAsync(Case rated, string step, CancellationToken cancellationToken = default)
    {
        var rating = await RatingAsync(rated, cancellationToken);
        using var data = await StepData.LastAsync(tasks, rated.Id, step, cancellationToken);
        var by = data.Task.CompletedBy!;
        var list = await book.FindListAsync(rating.ListId, cancellationToken);
        var upheld = data.Task.Outcome == "upheld";
        var fault =
            new[] { list?.ReviewedBy, list?.DecidedBy }.Contains(by, StringComparer.OrdinalIgnoreCase)
                ? "核实人员审核或者审批过该年度名单，应当由另一人员核实异议"
            : upheld && data.Required("grade") == rating.Grade ? $"异议成立的应当改变等级，现为{rating.Grade}级"
            : null;
        if (upheld && fault is null)
            Propose(rated, rating, data.Required("grade"), data);
        Tell(
            rated,
            by,
            fault is null ? "credit.verified" : "credit.verification-refused",
            fault ?? $"异议核实：{(upheld ? "成立" : "不成立")}，{data.Required("finding")}",
            fault is null ? "The objection was verified" : "The verification does not hold together"
        );
        return fault is null;
    }

    private void Propose(Case rated, CreditRating rating, string grade, StepData data) =>
        desk.Enter(
            rated,
            Proposal,
            $"拟评{rating.Year}年度等级：{grade}级",
            data.Task.CompletedBy!,
            new
            {
                year = rating.Year,
                scored = rating.ScoredGrade,
                grade,
                basis = data.Text("basis") ?? rating.Reason,
                facts = OpenCreditCase.Rows(rating),
            }
        );

    private void Tell(Case rated, string by, string action, string zh, string en)
    {
        rated.Revision++;
        cases.Add(CaseEvents.Internal(rated.Id, time.GetUtcNow(), by, action, zh, en));
    }

    private async ValueTask<CreditRating> RatingAsync(Case rated, CancellationToken cancellationToken) =>
        await book.OfCaseAsync(rated.Id, cancellationToken)
        ?? throw new InvalidOperationException($"{rated.CaseNumber}没有对应的等级评价。");
}
