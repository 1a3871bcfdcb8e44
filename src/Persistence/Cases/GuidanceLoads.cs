using LaborFlow.Cases;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>Coordinators' loads over the scope's context.</summary>
internal sealed class GuidanceLoads(LaborFlowDbContext context) : IGuidanceLoads
{
    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<GuidanceLoad>> OfAsync(
        IReadOnlyCollection<string> userNames,
        string? park,
        CancellationToken cancellationToken = default
    )
    {
        return await (
            from profile in context.Set<EnterpriseProfile>()
            join matter in context.Set<Case>() on profile.CaseId equals matter.Id
            where userNames.Contains(profile.Coordinator!)
            group new
            {
                Open = matter.ClosedAt == null ? 1 : 0,
                InPark = park != null && profile.Park == park ? 1 : 0,
                matter.FiledAt,
            } by profile.Coordinator into served
            select new GuidanceLoad(served.Key!, served.Sum(one => one.Open), served.Sum(one => one.InPark), served.Max(one => one.FiledAt))
        ).ToListAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<TeamLoad>> MembershipsAsync(
        IReadOnlyCollection<string> userNames,
        CancellationToken cancellationToken = default
    ) =>
        await (
            from task in context.Set<CaseTask>()
            join matter in context.Set<Case>() on task.CaseId equals matter.Id
            where task.Step == ServiceTeams.Step && matter.ClosedAt == null
            from copy in task.Copies
            where userNames.Contains(copy.UserName)
            group copy by copy.UserName into member
            select new TeamLoad(member.Key, member.Count())
        ).ToListAsync(cancellationToken);
}
