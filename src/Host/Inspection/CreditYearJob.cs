using Quartz;

namespace LaborFlow.Host.Inspection;

/// <summary>
/// 年度等级评价: in January one host of the cluster scores the employers of the year before, and through the year it makes final what nobody
/// contested. What was done already is left as it is, so a firing that comes twice, comes late or is lost does no harm.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class CreditYearJob(IServiceScopeFactory scopes, ILogger<CreditYearJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (scored, settled) = await scope.ServiceProvider.GetRequiredService<RateYear>().RunAsync(cancellationToken);
        if (scored + settled > 0)
            logger.LogInformation("{Scored} employers were scored, {Settled} grades became final", scored, settled);
    }
}
