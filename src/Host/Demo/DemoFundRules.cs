using LaborFlow.Host.Operations;
using LaborFlow.Host.Simulation;

namespace LaborFlow.Host.Demo;

/// <summary>Rules of the emergency fund of the demonstration's district, unless its past has entered them.</summary>
internal sealed class DemoFundRules(IServiceProvider services) : IStartupStep
{
    public Task RunAsync(CancellationToken cancellationToken) =>
        EmergencyFund.EnterRulesAsync(services, DemoAccounts.District, cancellationToken);
}
