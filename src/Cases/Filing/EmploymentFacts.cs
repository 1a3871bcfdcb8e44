namespace LaborFlow.Cases.Filing;

/// <summary>The employment relation as the applicant states it. Owned by the case.</summary>
public sealed class EmploymentFacts
{
    /// <summary>First day of work.</summary>
    public required DateOnly StartedOn { get; set; }

    /// <summary>Last day of work; null while employed.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>岗位.</summary>
    public required string Post { get; set; }

    /// <summary>CNY a month before deductions, two decimals.</summary>
    public required decimal MonthlyWage { get; set; }

    /// <summary><c>written</c>, <c>none</c>, <c>expired</c> or <c>unknown</c>.</summary>
    public required string ContractStatus { get; set; }
}
