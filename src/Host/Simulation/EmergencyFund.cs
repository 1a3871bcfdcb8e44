using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Statutes;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Statutes;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Simulation;

/// <summary>
/// Rules of the emergency fund that an invented district made up for itself, as two administrators would have entered them: without such rows
/// no district can use its fund. No law says these numbers.
/// </summary>
internal static class EmergencyFund
{
    private static readonly DateOnly From = new(2026, 1, 1);

    private static readonly IReadOnlyDictionary<string, decimal> Values = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        [EmergencyRules.WorkerCap] = 10_000,
        [EmergencyRules.ArrearsShare] = 80,
        [EmergencyRules.EventCap] = 500_000,
        [EmergencyRules.HeadLimit] = 50_000,
        [EmergencyRules.LeaderLimit] = 500_000,
        [EmergencyRules.IndividualBusiness] = 1,
        [EmergencyRules.WithoutBankruptcy] = 1,
        [EmergencyRules.MassRisk] = 1,
    };

    /// <summary>Enters them, unless they are there.</summary>
    /// <param name="scoped">The services of one request.</param>
    /// <param name="district">GB/T 2260, six digits.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task EnterRulesAsync(IServiceProvider scoped, string district, CancellationToken cancellationToken)
    {
        var database = scoped.GetRequiredService<LaborFlowDbContext>();
        var rows = database.Set<StatuteRow>();
        if (await rows.AnyAsync(row => row.ParameterId == EmergencyRules.WorkerCap && row.ApprovedBy != null, cancellationToken))
            return;
        var place = new Jurisdiction(district);
        var paper = $"{Districts.Find(district)?.Name ?? district}区级欠薪应急专项资金管理办法（演示）";
        var now = scoped.GetRequiredService<TimeProvider>().GetUtcNow();
        var position = await rows.MaxAsync(row => row.Position, cancellationToken);
        foreach (var (id, value) in Values)
        {
            var row = StatuteRegister.Installed.RowsOf(id)[0] with
            {
                Value = value,
                Basis = paper,
                Jurisdictions = [place],
                JurisdictionText = district,
                EffectiveFrom = From,
            };
            database.Add(StatuteStore.RowOf(row, ++position, paper, "administrator", "administrator2", now));
        }
        await database.SaveChangesAsync(cancellationToken);
        await scoped.GetRequiredService<StoredStatutes>().RefreshAsync(cancellationToken);
    }
}
