namespace LaborFlow.Cases.Parties;

/// <summary>The sides that may act with a query code.</summary>
public static class TaskParties
{
    /// <summary>申请人.</summary>
    public const string Applicant = "applicant";

    /// <summary>被申请人.</summary>
    public const string Respondent = "respondent";
}
