namespace LaborFlow.Cases.Inspection.Credit;

/// <summary>An employer that the inspectorate had to do with in a year.</summary>
/// <param name="Key">Its credit code, or its name where no case states a code.</param>
/// <param name="Name">Name.</param>
/// <param name="CreditCode">统一社会信用代码.</param>
/// <param name="CaseIds">Its inspections that were open in the year, oldest first.</param>
public sealed record SupervisedEmployer(string Key, string Name, string? CreditCode, IReadOnlyList<Guid> CaseIds);

/// <summary>等级评价台账: the yearly lists and ratings, and the record of inspections that they are scored from.</summary>
public interface ICreditBook
{
    /// <summary>The districts, six digits, in which an inspection was open in a year.</summary>
    ValueTask<IReadOnlyList<string>> PlacesAsync(int year, CancellationToken cancellationToken = default);

    /// <summary>
    /// Employers with an inspection open in the year that have no rating yet, in the order of their keys. It reads the inspections of the whole
    /// year: ask once, and score what it gives in parts.
    /// </summary>
    ValueTask<IReadOnlyList<SupervisedEmployer>> UnratedAsync(int year, string place, CancellationToken cancellationToken = default);

    /// <summary>What happened in the year in these inspections, oldest first.</summary>
    ValueTask<IReadOnlyList<CreditFact>> FactsAsync(
        int year,
        IReadOnlyCollection<Guid> caseIds,
        CancellationToken cancellationToken = default
    );

    /// <summary>The list of a year and district, tracked.</summary>
    ValueTask<CreditList?> FindListAsync(int year, string place, CancellationToken cancellationToken = default);

    /// <summary>A list, tracked.</summary>
    ValueTask<CreditList?> FindListAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>The lists whose period for objecting ended before a day.</summary>
    ValueTask<IReadOnlyList<CreditList>> LapsedAsync(DateOnly today, CancellationToken cancellationToken = default);

    /// <summary>Ratings that go with a list, tracked, so many at most.</summary>
    ValueTask<IReadOnlyList<CreditRating>> ListedAsync(Guid listId, int most, CancellationToken cancellationToken = default);

    /// <summary>A rating, tracked.</summary>
    ValueTask<CreditRating?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>The rating that a case decides on, tracked.</summary>
    ValueTask<CreditRating?> OfCaseAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>Adds a list.</summary>
    void Add(CreditList list);

    /// <summary>Adds a rating.</summary>
    void Add(CreditRating rating);

    /// <summary>Stores what a batch of the job did.</summary>
    ValueTask SaveAsync(CancellationToken cancellationToken = default);
}
