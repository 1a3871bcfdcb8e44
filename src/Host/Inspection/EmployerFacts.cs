using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Inspection.Credit;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Inspection;

/// <summary>
/// 单位档案提示: what the authority knows of a case's employers beside the case: the grade of the last settled list, by which it is supervised,
/// and in an inspection whether the wage guarantee fund should be asked.
/// </summary>
internal static class EmployerFacts
{
    /// <param name="Year">评价年度.</param>
    /// <param name="Supervision">分类监管: how often it is inspected.</param>
    /// <param name="SupervisionEn">The same in English.</param>
    public sealed record Grade(
        string Employer,
        int Year,
        string Place,
        string Letter,
        string Reason,
        string Supervision,
        string SupervisionEn,
        DateOnly? FinalOn
    );

    /// <param name="On">The day.</param>
    public sealed record Sign(string Zh, string En, DateOnly On);

    /// <param name="Act">
    /// The inspector's act that follows: <c>fund-open</c> hands the claims over while the case is investigated, <c>fund-hint</c> points to the
    /// fund in its follow-up; null when there is no fund for them, or they were handed over.
    /// </param>
    /// <param name="Signs">Why; nothing is proposed without a reason.</param>
    public sealed record FundProposal(string? Act, IReadOnlyList<Sign> Signs);

    /// <param name="Fund">Null beside an inspection.</param>
    public sealed record Answer(IReadOnlyList<Grade> Grades, FundProposal? Fund);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases.MapGet("/{id:guid}/employer-facts", ReadAsync).RequireAuthorization(Policies.CreditRatings).WithName("case-employer-facts");

    private static async Task<Answer> ReadAsync(
        Guid id,
        ClaimsPrincipal user,
        CaseReader reader,
        LaborFlowDbContext database,
        ICaseStore store,
        ProposeFund propose,
        CancellationToken cancellationToken
    )
    {
        var about = await reader.DemandAsync(id, user, cancellationToken);
        return new Answer(
            await GradesAsync(about, user, database, cancellationToken),
            about is { ProcedureCode: "INS", ClosedAt: null }
                ? await ProposedAsync((await store.FindAsync(id, forUpdate: false, cancellationToken))!, propose, cancellationToken)
                : null
        );
    }

    /// <summary>The last settled grade of each employer of the case, from the places that the reader reaches.</summary>
    private static async Task<IReadOnlyList<Grade>> GradesAsync(
        Case about,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var employers = about.Parties.Where(p => p.Kind == "employer").ToList();
        var keys = employers.SelectMany(p => new[] { p.IdNumber, p.Name }).OfType<string>().Distinct().ToList();
        if (keys.Count == 0)
            return [];
        var reach = CreditLists.Reach(user);
        var settled = await database
            .Set<CreditRating>()
            .AsNoTracking()
            .Where(r => keys.Contains(r.EmployerKey) && r.State == RatingState.Final && r.Place.StartsWith(reach))
            .OrderByDescending(r => r.Year)
            .ThenByDescending(r => r.Id)
            .ToListAsync(cancellationToken);
        return
        [
            .. employers
                .Select(e => settled.Find(r => r.EmployerKey == e.IdNumber || r.EmployerKey == e.Name))
                .OfType<CreditRating>()
                .DistinctBy(r => r.Id)
                .Select(r => new Grade(
                    r.Employer,
                    r.Year,
                    r.Place,
                    r.Grade,
                    r.Reason,
                    CreditGrades.SupervisionOf(r.Grade),
                    CreditGrades.SupervisionEnOf(r.Grade),
                    r.FinalOn
                )),
        ];
    }

    private static async Task<FundProposal> ProposedAsync(Case inspected, ProposeFund propose, CancellationToken cancellationToken)
    {
        var signs = await propose.SignsAsync(inspected, cancellationToken);
        var may = signs.Count > 0 && await propose.MayOpenAsync(inspected, cancellationToken);
        return new FundProposal(
            !may ? null
                : inspected.Stage == Stages.Investigation ? "fund-open"
                : "fund-hint",
            [.. signs.Select(sign => new Sign(sign.Zh, sign.En, ChinaDay.Of(sign.At)))]
        );
    }
}
