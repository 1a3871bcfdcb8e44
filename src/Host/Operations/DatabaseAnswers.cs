using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace LaborFlow.Host.Operations;

/// <summary>Ready only while the database answers.</summary>
internal sealed class DatabaseAnswers(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var ask = database.CreateCommand("SELECT 1");
            await ask.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", failure);
        }
    }
}
