using LaborFlow.Engine.Durability;
using LaborFlow.Workflows;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LaborFlow.Host.Operations;

/// <summary>Ready only while the database answers and every procedure of this build has a published version there.</summary>
internal sealed class ProceduresInstalled(IServiceScopeFactory scopes) : IHealthCheck
{
    private static readonly Lazy<IReadOnlyList<string>> Needed = new(() => [.. ProcedureFiles.ReadAll().Select(p => p.DefinitionId)]);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var published = await scope
                .ServiceProvider.GetRequiredService<IDefinitionStore>()
                .ListAsync(
                    new DefinitionQuery
                    {
                        DefinitionIds = Needed.Value,
                        IsPublished = true,
                        Take = int.MaxValue,
                    },
                    cancellationToken
                );
            var missing = Needed.Value.Except(published.Items.Select(row => row.DefinitionId), StringComparer.Ordinal).ToList();
            return missing.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("Not published: " + string.Join(", ", missing));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", failure);
        }
    }
}
