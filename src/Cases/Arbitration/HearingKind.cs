namespace LaborFlow.Cases.Arbitration;

/// <summary>What a procedure hears its parties for, with the words and the period of notice that the law has for it.</summary>
/// <param name="Word">What is held, e.g. 开庭.</param>
/// <param name="Session">One of them, e.g. 庭审.</param>
/// <param name="Notice">The register's period between the notice and the day.</param>
/// <param name="Basis">The article of the notice.</param>
public sealed record HearingKind(string Word, string Session, string Notice, string Basis)
{
    /// <summary>开庭 of an arbitration.</summary>
    public static readonly HearingKind Arbitration = new("开庭", "庭审", "arb-hearing-notice-5d", "《劳动争议调解仲裁法》第35条");

    /// <summary>听证 before a penalty.</summary>
    public static readonly HearingKind Penalty = new("听证", "听证", "ins-hearing-notice-7wd", "《行政处罚法》第64条") { OneSided = true };

    /// <summary>Only the respondent is heard, and told: who complained is no party to a penalty.</summary>
    public bool OneSided { get; private init; }

    /// <summary>Inspectors hear an employer before a penalty; all other procedures hear a dispute.</summary>
    public static HearingKind Of(Case heard) => Of(heard.ProcedureCode);

    /// <summary>Of a case under this procedure.</summary>
    public static HearingKind Of(string procedureCode) => procedureCode is "INS" or "INSF" ? Penalty : Arbitration;
}
