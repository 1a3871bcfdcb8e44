using LaborFlow.Cases;
using LaborFlow.Cases.Parties;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>A dispute that an employer of a file has or had.</summary>
/// <param name="FileId">The employer's file.</param>
/// <param name="DisputeId">The dispute.</param>
/// <param name="FiledAt">When it was filed.</param>
public sealed record EmployerDispute(Guid FileId, Guid DisputeId, DateTimeOffset FiledAt);

/// <summary>Finds the labour disputes of employers that have a file of another kind, by credit code or by name; nothing is decrypted.</summary>
public static class EmployerDisputes
{
    private static readonly string[] Disputes = ["MED", "FTA", "ARB", "COL"];

    /// <summary>Each dispute once for each file.</summary>
    /// <param name="database">The database.</param>
    /// <param name="files">The employers' files.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyList<EmployerDispute>> FindAsync(
        LaborFlowDbContext database,
        IQueryable<Case> files,
        CancellationToken cancellationToken = default
    )
    {
        var employers = database.Set<Party>().Where(p => p.Side == PartySide.Respondent && files.Any(f => f.Id == p.CaseId));
        var parties =
            from party in database.Set<Party>()
            join matter in database.Set<Case>() on party.CaseId equals matter.Id
            where party.Kind == "employer" && Disputes.Contains(matter.ProcedureCode)
            select new { party, matter };
        var byCode =
            from employer in employers
            join other in parties
                on EF.Property<string?>(employer, PersonalColumns.IdNumberIndex) equals EF.Property<string?>(
                    other.party,
                    PersonalColumns.IdNumberIndex
                )
            select new
            {
                File = employer.CaseId,
                Dispute = other.matter.Id,
                other.matter.FiledAt,
            };
        var byName =
            from employer in employers
            join other in parties on employer.Name equals other.party.Name
            select new
            {
                File = employer.CaseId,
                Dispute = other.matter.Id,
                other.matter.FiledAt,
            };
        return
        [
            .. (await byCode.Distinct().ToListAsync(cancellationToken))
                .Concat(await byName.Distinct().ToListAsync(cancellationToken))
                .DistinctBy(one => (one.File, one.Dispute))
                .Select(one => new EmployerDispute(one.File, one.Dispute, one.FiledAt)),
        ];
    }
}
