using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Parties;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>The fund's payments over the scope's context.</summary>
internal sealed class FundLedger(LaborFlowDbContext context) : IFundLedger
{
    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<string>> PaidBeforeAsync(
        Guid exceptCaseId,
        IReadOnlyCollection<string> idNumbers,
        CancellationToken cancellationToken = default
    )
    {
        var keys = context.PersonalKeys ?? throw new PersonalDataException("Without keys of personal data nobody can be found by number.");
        var indexes = idNumbers.SelectMany(number => PersonalIndex.Indexes(keys, PersonalKinds.IdNumber, number)).ToList();
        return await context
            .Set<FundAdvance>()
            .IgnoreAutoIncludes()
            .Where(a => a.State == AdvanceState.Paid && a.CaseId != exceptCaseId)
            .SelectMany(a =>
                context
                    .Set<Party>()
                    .Where(p =>
                        p.CaseId == a.CaseId
                        && p.Side == PartySide.Applicant
                        && p.Position == a.WorkerNumber - 1
                        && indexes.Contains(EF.Property<string?>(p, PersonalColumns.IdNumberIndex)!)
                    )
                    .Select(p => p.IdNumber!)
            )
            .ToListAsync(cancellationToken);
    }
}
