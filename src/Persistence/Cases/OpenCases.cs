using LaborFlow.Cases;
using LaborFlow.Cases.Collective;
using LaborFlow.Cases.Parties;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>Open cases against one employer, found by credit code or by name; nothing is decrypted.</summary>
public static class OpenCases
{
    private static readonly string[] Watched =
    [
        LaborFlow.Cases.Procedures.Mediation,
        LaborFlow.Cases.Procedures.Arbitration,
        LaborFlow.Cases.Procedures.Inspection,
    ];

    /// <summary>Workers who apply and employers whom they apply against, in open disputes and complaints filed since an instant: one statement.</summary>
    public static async Task<IReadOnlyList<OpenCaseParty>> PartiesAsync(
        LaborFlowDbContext database,
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    )
    {
        var rows = await (
            from matter in database.Set<Case>()
            where matter.FiledAt >= since && matter.ClosedAt == null && Watched.Contains(matter.ProcedureCode)
            from party in matter.Parties
            where
                (party.Side == PartySide.Applicant && party.Kind == "worker")
                || (party.Side == PartySide.Respondent && party.Kind == "employer")
            from claim in matter.Claims
            select new
            {
                matter.Id,
                matter.CaseNumber,
                matter.District,
                matter.FiledAt,
                matter.RelatedCaseId,
                claim.Cause,
                IsEmployer = party.Side == PartySide.Respondent,
                party.Name,
                Mark = EF.Property<string?>(party, PersonalColumns.IdNumberIndex),
            }
        )
            .Distinct()
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new OpenCaseParty(
                row.Id,
                row.CaseNumber,
                // A street belongs to its district's commission.
                row.District[..6],
                row.FiledAt,
                row.RelatedCaseId ?? row.Id,
                row.Cause,
                row.IsEmployer,
                row.Name,
                row.Mark
            )),
        ];
    }

    /// <summary>
    /// 可以合并的案件: open cases before the same forum with a respondent and a cause of this one, filed within so many days of it, oldest
    /// first.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <param name="visible">The cases that the reader sees.</param>
    /// <param name="about">The case with its parties.</param>
    /// <param name="days">How far apart they may have been filed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyList<Case>> ToMergeAsync(
        LaborFlowDbContext database,
        IQueryable<Case> visible,
        Case about,
        int days,
        CancellationToken cancellationToken = default
    )
    {
        var keys = database.PersonalKeys ?? throw new PersonalDataException("Without keys of personal data nobody can be found by number.");
        var respondents = about.Respondents.ToList();
        var marks = respondents.SelectMany(p => PersonalIndex.Indexes(keys, PersonalKinds.IdNumber, p.IdNumber)).ToList();
        var names = respondents.SelectMany(p => Written(p.Name)).ToList();
        var (from, to) = (about.FiledAt.AddDays(-days), about.FiledAt.AddDays(days));
        var (id, district) = (about.Id, about.District[..6]);
        var arbitrated = IsArbitrated(about.ProcedureCode, about.DocketNumber, about.Stage);
        var found = await visible
            .AsNoTracking()
            .IgnoreAutoIncludes()
            .Where(other =>
                other.Id != id
                && other.ClosedAt == null
                && other.District.StartsWith(district)
                && other.FiledAt >= from
                && other.FiledAt <= to
                && other.Claims.Any(claim =>
                    database.Set<LaborFlow.Cases.Claims.Claim>().Any(own => own.CaseId == id && own.Cause == claim.Cause)
                )
                && other.Parties.Any(party =>
                    party.Side == PartySide.Respondent
                    && (marks.Contains(EF.Property<string?>(party, PersonalColumns.IdNumberIndex)) || names.Contains(party.Name))
                )
            )
            .OrderBy(other => other.FiledAt)
            .ThenBy(other => other.Id)
            .ToListAsync(cancellationToken);
        return
        [
            .. found.Where(other =>
                arbitrated
                    ? IsArbitrated(other.ProcedureCode, other.DocketNumber, other.Stage)
                    : other.ProcedureCode == about.ProcedureCode && !IsArbitrated(other.ProcedureCode, other.DocketNumber, other.Stage)
            ),
        ];
    }

    /// <summary>A name as people write it: with brackets of either width.</summary>
    private static string[] Written(string name) =>
        [name, name.Replace('(', '（').Replace(')', '）'), name.Replace('（', '(').Replace('）', ')')];

    private static bool IsArbitrated(string procedure, string? docket, string stage) =>
        procedure == LaborFlow.Cases.Procedures.Arbitration || docket is not null || stage == Stages.ArbitrationIntake;
}
