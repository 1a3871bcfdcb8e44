namespace LaborFlow.Cases.Imports;

/// <summary>The columns of the two sheets, as samples/README.md describes them.</summary>
internal static class DisputeColumns
{
    /// <summary>The columns that a file of disputes must have.</summary>
    public static readonly string[] Required =
    [
        "reference",
        "applicantKind",
        "applicantName",
        "applicantIdType",
        "applicantIdNumber",
        "applicantPhone",
        "applicantServiceAddress",
        "respondentRole",
        "respondentName",
        "startedOn",
        "post",
        "monthlyWage",
        "contractStatus",
        "claims",
        "facts",
        "rightInfringedOn",
        "district",
    ];

    private static readonly string[] RespondentParts =
    [
        "Role",
        "Name",
        "CreditCode",
        "RegisteredAddress",
        "WorkplaceAddress",
        "LegalRepresentative",
        "Phone",
    ];

    /// <summary>Every column that a file of disputes may have.</summary>
    public static readonly IReadOnlyCollection<string> All =
    [
        .. Required
            .Concat(["procedure", "applicantGender", "applicantEmail", "consentsToElectronicService", "coApplicants", "endedOn"])
            .Concat(["migrantWorker", "urgentHardship", "preferredMediationLevel", "evidence"])
            .Concat(["agentName", "agentPhone", "agentAuthority", "priorProcedures", "preferredMediator", "language"])
            .Concat(RespondentParts.SelectMany(part => new[] { "respondent" + part, "respondent2" + part }))
            .Distinct(),
    ];

    /// <summary>The columns that a file of co-applicants must have.</summary>
    public static readonly string[] MembersRequired = ["reference", "name", "idType", "idNumber", "phone"];

    /// <summary>Every column that a file of co-applicants may have.</summary>
    public static readonly IReadOnlyCollection<string> Members =
    [
        .. MembersRequired,
        "gender",
        "serviceAddress",
        "email",
        "consentsToElectronicService",
    ];
}
