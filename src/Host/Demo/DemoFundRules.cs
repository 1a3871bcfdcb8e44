using LaborFlow.Cases.Fund;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Statutes;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Statutes;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Demo;

/// <summary>
/// Rules of the emergency fund that the demonstration's district made up for itself, as two administrators would have entered them: without
/// such rows no district can use its fund.
/// </summary>
internal sealed class DemoFundRules(LaborFlowDbContext database, StoredStatutes statutes, TimeProvider time) : IStartupStep
{
    private const string Paper = "龙华区区级欠薪应急专项资金管理办法（演示）";

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

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var rows = database.Set<StatuteRow>();
        if (await rows.AnyAsync(row => row.ParameterId == EmergencyRules.WorkerCap && row.ApprovedBy != null, cancellationToken))
            return;
        var position = await rows.MaxAsync(row => row.Position, cancellationToken);
        foreach (var (id, value) in Values)
        {
            var row = StatuteRegister.Installed.RowsOf(id)[0] with
            {
                Value = value,
                Basis = Paper,
                Jurisdictions = [new Jurisdiction(DemoAccounts.District)],
                JurisdictionText = DemoAccounts.District,
                EffectiveFrom = From,
            };
            database.Add(StatuteStore.RowOf(row, ++position, Paper, "administrator", "administrator2", time.GetUtcNow()));
        }
        await database.SaveChangesAsync(cancellationToken);
        await statutes.RefreshAsync(cancellationToken);
    }
}
