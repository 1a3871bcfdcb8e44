using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <inheritdoc />
internal sealed class TribunalRota(LaborFlowDbContext context) : ITribunalRota
{
    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<SeatLoad>> LoadsAsync(
        IReadOnlyCollection<string> userNames,
        CancellationToken cancellationToken = default
    )
    {
        var loads = await context
            .Set<TribunalMember>()
            .Where(member => userNames.Contains(member.Name))
            .GroupBy(member => member.Name)
            .Select(group => new
            {
                group.Key,
                Open = group.Count(member =>
                    member.ReplacedAt == null && context.Set<Case>().Any(heard => heard.Id == member.CaseId && heard.ClosedAt == null)
                ),
                Last = group.Max(member => member.AppointedAt),
            })
            .ToDictionaryAsync(load => load.Key, cancellationToken);
        return
        [
            .. userNames.Select(name =>
                loads.TryGetValue(name, out var load) ? new SeatLoad(name, load.Open, load.Last) : new SeatLoad(name, 0, null)
            ),
        ];
    }
}
