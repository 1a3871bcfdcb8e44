namespace LaborFlow.Cases.Inspection.Credit;

/// <summary>Where the rating of one employer stands.</summary>
public enum RatingState
{
    /// <summary>列入年度名单: it goes with the year's list.</summary>
    Listed,

    /// <summary>单独办理: a case of its own decides on it.</summary>
    InCase,

    /// <summary>已确定.</summary>
    Final,
}

/// <summary>
/// 劳动保障守法诚信等级: the grade of one employer for one year (企业劳动保障守法诚信等级评价办法), with the facts that it rests on. There is one
/// row an employer, year and authority.
/// </summary>
public sealed class CreditRating
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The year's list that it was scored for.</summary>
    public required Guid ListId { get; init; }

    /// <summary>评价年度: the year whose record counts.</summary>
    public required int Year { get; init; }

    /// <summary>The district whose inspectorate rates it: six digits.</summary>
    public required string Place { get; init; }

    /// <summary>The unified credit code; the registered name of an employer whose code nobody knows.</summary>
    public required string EmployerKey { get; init; }

    /// <summary>Name.</summary>
    public required string Employer { get; init; }

    /// <summary>统一社会信用代码; null when no case states it.</summary>
    public string? CreditCode { get; init; }

    /// <summary>Its last inspection: where the employer's particulars are taken from.</summary>
    public required Guid SourceCaseId { get; init; }

    /// <summary>How many inspections of it were open in the year.</summary>
    public required int Inspections { get; init; }

    /// <summary>查处次数: how many of them found something in the year.</summary>
    public required int Findings { get; init; }

    /// <summary>A, B or C by the facts alone.</summary>
    public required string ScoredGrade { get; init; }

    /// <summary>The grade as it stands.</summary>
    public required string Grade { get; set; }

    /// <summary>Why.</summary>
    public required string Reason { get; set; }

    /// <summary>The facts: a list of <see cref="CreditFact"/>.</summary>
    public required string FactsJson { get; init; }

    /// <summary>State.</summary>
    public required RatingState State { get; set; }

    /// <summary>The case that decides on it; null for one that goes with the list.</summary>
    public Guid? CaseId { get; set; }

    /// <summary>The day on which nobody could object any more.</summary>
    public DateOnly? FinalOn { get; set; }

    /// <summary>The first day on which it need not be kept any more (<c>crd-keep-3y</c>); null until it is final.</summary>
    public DateOnly? KeepUntil { get; set; }

    /// <summary>定级: nobody can object any more, and the term of keeping begins.</summary>
    public void Settle(DateOnly today, DateOnly keepUntil)
    {
        if (State == RatingState.Final)
            return;
        (State, FinalOn, KeepUntil) = (RatingState.Final, today, keepUntil);
    }
}

/// <summary>A fact behind a grade.</summary>
/// <param name="Kind">One of <see cref="CreditGrades"/>.</param>
/// <param name="CaseId">The inspection.</param>
/// <param name="CaseNumber">Its number.</param>
/// <param name="On">The day.</param>
/// <param name="What">What was found, decided or done.</param>
public sealed record CreditFact(string Kind, Guid CaseId, string CaseNumber, DateOnly On, string What);
