namespace LaborFlow.Cases.Collective;

/// <summary>A person in an open case, once for each cause that the case names.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="CaseNumber">Its number.</param>
/// <param name="District">Where it is handled.</param>
/// <param name="FiledAt">When it was filed.</param>
/// <param name="Root">The case that it came from by hand-over or split; the case itself when it came from none.</param>
/// <param name="Cause">A cause of its claims.</param>
/// <param name="IsEmployer">True for an employer that the case is against, false for a worker who applies.</param>
/// <param name="Name">Full name.</param>
/// <param name="Mark">What stands for the number of the paper or the credit code; null when none is known.</param>
public sealed record OpenCaseParty(
    Guid CaseId,
    string CaseNumber,
    string District,
    DateTimeOffset FiledAt,
    Guid Root,
    string Cause,
    bool IsEmployer,
    string Name,
    string? Mark
);

/// <summary>疑似集体争议: open cases of several origins against one employer for the same cause, whose workers are many together.</summary>
/// <param name="District">Where they are handled.</param>
/// <param name="Employer">The employer's name as the first of them gives it.</param>
/// <param name="Causes">The causes that they share.</param>
/// <param name="Cases">Their ids and numbers, in the order filed; the first leads.</param>
/// <param name="Workers">How many different workers they have.</param>
public sealed record CollectiveGroup(
    string District,
    string Employer,
    IReadOnlyList<string> Causes,
    IReadOnlyList<(Guid Id, string Number)> Cases,
    int Workers
);
