using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Inspection;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>The record of an employer over the scope's context.</summary>
internal sealed class EmployerHistory(LaborFlowDbContext context) : IEmployerHistory
{
    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<EmployerFinding>> FindingsAsync(
        Case about,
        DateOnly since,
        CancellationToken cancellationToken = default
    )
    {
        var cases = CasesOf(about).Select(c => c.Id);
        var items = await context
            .Set<RectificationItem>()
            .Where(i => cases.Contains(i.CaseId))
            .Select(i => new
            {
                i.Id,
                i.CaseId,
                Arrears = i.Amount > 0,
            })
            .ToListAsync(cancellationToken);
        var decisions = await context
            .Set<InspectionDecision>()
            .Where(d => cases.Contains(d.CaseId) && d.Kind != "revoke")
            .Select(d => new
            {
                d.CaseId,
                d.DecidedOn,
                Arrears = d.Payable > 0,
                Referred = d.Kind == "referral",
            })
            .ToListAsync(cancellationToken);
        var numbers = await CasesOf(about).Select(c => new { c.Id, c.CaseNumber }).ToDictionaryAsync(c => c.Id, cancellationToken);
        return
        [
            .. items
                .Select(i => (i.CaseId, On: RecordDay.Of(i.Id), i.Arrears, Referred: false))
                .Concat(decisions.Select(d => (d.CaseId, On: d.DecidedOn, d.Arrears, d.Referred)))
                .GroupBy(found => found.CaseId)
                .Select(found => new EmployerFinding(
                    found.Key,
                    numbers[found.Key].CaseNumber,
                    found.Min(f => f.On),
                    found.Any(f => f.Arrears),
                    found.Any(f => f.Referred)
                ))
                .Where(found => found.FoundOn >= since)
                .OrderBy(found => found.FoundOn)
                .ThenBy(found => found.CaseId),
        ];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<RegisterEntry>> EntriesAsync(
        Case about,
        string kind,
        CancellationToken cancellationToken = default
    )
    {
        var cases = CasesOf(about).Select(c => c.Id);
        return await context
            .Set<RegisterEntry>()
            .AsNoTracking()
            .Where(e => e.Kind == kind && cases.Contains(e.CaseId))
            .OrderBy(e => e.Id)
            .ToListAsync(cancellationToken);
    }

    private IQueryable<Case> CasesOf(Case about)
    {
        var employers = about.Parties.Where(p => p.Kind == "employer").ToList();
        var keys = context.PersonalKeys ?? throw new PersonalDataException("Without keys of personal data nobody can be found by number.");
        var numbers = employers
            .Select(p => p.IdNumber)
            .OfType<string>()
            .SelectMany(number => PersonalIndex.Indexes(keys, PersonalKinds.IdNumber, number))
            .ToList();
        // A complaint often gives no code: the registered name stands for it.
        var names = employers.Select(p => p.Name).ToList();
        return context
            .Set<Case>()
            .IgnoreAutoIncludes()
            .Where(c =>
                c.Parties.Any(p =>
                    p.Kind == "employer"
                    && (numbers.Contains(EF.Property<string?>(p, PersonalColumns.IdNumberIndex)!) || names.Contains(p.Name))
                )
            );
    }
}
