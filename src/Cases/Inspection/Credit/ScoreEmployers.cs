using LaborFlow.Cases.Places;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Inspection.Credit;

/// <summary>自动评分: holds the year's record of employers against the rules and makes their ratings.</summary>
public sealed class ScoreEmployers(ICreditBook book, StatuteRegister register, TimeProvider time)
{
    /// <summary>The list of a year and district; begun now when there is none.</summary>
    public async ValueTask<CreditList> ListAsync(int year, string place, CancellationToken cancellationToken = default)
    {
        if (await book.FindListAsync(year, place, cancellationToken) is { } known)
            return known;
        var list = new CreditList
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Year = year,
            Place = place,
            State = CreditListState.Scoring,
            BegunAt = time.GetUtcNow(),
        };
        book.Add(list);
        return list;
    }

    /// <summary>Employers of a list, scored; the ratings are not stored yet.</summary>
    public async ValueTask<IReadOnlyList<CreditRating>> RateAsync(
        CreditList list,
        IReadOnlyCollection<SupervisedEmployer> employers,
        CancellationToken cancellationToken = default
    )
    {
        var facts = (await book.FactsAsync(list.Year, [.. employers.SelectMany(e => e.CaseIds)], cancellationToken)).ToLookup(f =>
            f.CaseId
        );
        var threshold = (int)(
            register.Numeric("crd-c-3", new Jurisdiction(list.Place), ChinaDay.Today(time))?.Value
            ?? throw new InvalidOperationException("The register holds no crd-c-3 in force.")
        );
        return
        [
            .. employers.Select(employer =>
            {
                var own = employer.CaseIds.SelectMany(id => facts[id]).OrderBy(f => f.On).ThenBy(f => f.CaseNumber).ToList();
                var score = CreditGrades.Score(own, threshold);
                return new CreditRating
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    ListId = list.Id,
                    Year = list.Year,
                    Place = list.Place,
                    EmployerKey = employer.Key,
                    Employer = employer.Name,
                    CreditCode = employer.CreditCode,
                    SourceCaseId = employer.CaseIds[^1],
                    Inspections = employer.CaseIds.Count,
                    Findings = score.Findings,
                    ScoredGrade = score.Grade,
                    Grade = score.Grade,
                    Reason = score.Reason,
                    FactsJson = CreditFacts.Write(own),
                    State = RatingState.Listed,
                };
            }),
        ];
    }
}
