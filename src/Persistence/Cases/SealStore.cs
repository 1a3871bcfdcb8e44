using LaborFlow.Cases.Documents.Sealing;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>Seals over the scope's context.</summary>
internal sealed class SealStore(LaborFlowDbContext context) : ISealStore
{
    /// <inheritdoc />
    public async ValueTask<OfficeSeal?> InUseAsync(string office, CancellationToken cancellationToken = default) =>
        await context
            .Set<OfficeSeal>()
            .AsNoTracking()
            .Where(s => s.Office == office && s.State == SealState.InUse)
            .OrderByDescending(s => s.Version)
            .FirstOrDefaultAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<OfficeSeal?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
        await context.Set<OfficeSeal>().FirstOrDefaultAsync(s => s.Id == id, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<OfficeSeal>> ListAsync(CancellationToken cancellationToken = default) =>
        await context.Set<OfficeSeal>().OrderBy(s => s.Office).ThenByDescending(s => s.Version).ToListAsync(cancellationToken);

    /// <inheritdoc />
    public void Add(OfficeSeal seal) => context.Add(seal);
}
