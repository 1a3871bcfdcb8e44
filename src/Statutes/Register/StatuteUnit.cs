namespace LaborFlow.Statutes.Register;

/// <summary>What the value of a statutory parameter counts.</summary>
public enum StatuteUnit
{
    /// <summary>A rule without a number.</summary>
    Rule,

    /// <summary>Natural days (日): days off inside the period count; only the last day rolls over.</summary>
    NaturalDay,

    /// <summary>Working days (工作日): Mondays to Fridays that are not off, and make-up working days.</summary>
    WorkingDay,

    /// <summary>Calendar months: to the same numbered day, or the last day of a shorter month.</summary>
    Month,

    /// <summary>Calendar years: to the same day, or 28 February for 29 February.</summary>
    Year,

    /// <summary>Hours, running through nights and days off.</summary>
    Hour,

    /// <summary>A fixed day of every year, month times 100 plus day (331 = 31 March).</summary>
    AnnualDate,

    /// <summary>Yuan.</summary>
    Cny,

    /// <summary>Per cent.</summary>
    Percent,

    /// <summary>Persons.</summary>
    Person,

    /// <summary>Times, or things counted.</summary>
    Count,

    /// <summary>A factor of another amount.</summary>
    Multiple,

    /// <summary>Months of the local minimum wage.</summary>
    MonthsOfMinimumWage,

    /// <summary>Any other unit of the source (thirds, levels); its text stands in <see cref="StatutoryParameter.UnitText"/>.</summary>
    Other,
}

/// <summary>How sure the register is of a row, or of the row's unit.</summary>
public enum Confidence
{
    /// <summary>Set down from memory; the article was not seen.</summary>
    Recalled,

    /// <summary>Checked against a text of the law.</summary>
    Verified,
}
