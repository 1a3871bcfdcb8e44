using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Operations;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Demo;

/// <summary>
/// A mediation organisation for every district, so that a case of the demonstration finds one; without any, cases go to arbitration intake
/// at once.
/// </summary>
internal sealed class DemoOrganisations(LaborFlowDbContext database, TimeProvider time) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await database.Set<MediationOrganisation>().AnyAsync(cancellationToken))
            return;
        foreach (var district in Districts.All)
        {
            database.Add(
                new MediationOrganisation
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    Name = $"{district.Name}劳动人事争议调解中心",
                    Level = MediationLevel.District,
                    Jurisdiction = district.Code,
                }
            );
        }
        await database.SaveChangesAsync(cancellationToken);
    }
}
