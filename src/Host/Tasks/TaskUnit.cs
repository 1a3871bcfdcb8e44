using System.Security.Claims;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Workflows;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Tasks;

/// <summary>
/// Runs a command that changes a task and no workflow, in a transaction of its own, on a task that the officer may see. The operation id is
/// kept with the change, as the engine keeps those of advances: a command that comes again is answered and not carried out again.
/// </summary>
internal sealed class TaskUnit(LaborFlowDbContext database, ReadTask.Reader reader, TimeProvider time, ILogger<TaskUnit> logger)
{
    public async Task<TaskItem> RunAsync(
        Guid id,
        ClaimsPrincipal user,
        string command,
        string? operationId,
        Func<Actor, ValueTask<CaseTask>> act,
        CancellationToken cancellationToken
    )
    {
        // Nobody learns of a task that they may not see, nor does anything to it.
        await reader.ItemAsync(id, user, cancellationToken);
        var operation = OperationIds.Of(operationId, command, user.UserName(), id.ToString("N"));
        if (!await WasDoneAsync(operation, cancellationToken))
        {
            try
            {
                await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
                var task = await act(user.ToActor());
                if (operation is not null)
                    database.Add(new OperationRow(operation, task.InstanceId, "{}", user.UserName(), time.GetUtcNow()));
                await database.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                logger.LogInformation("Carried out {Command} on task {TaskId}", command, id);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                database.ChangeTracker.Clear();
                // The same command may have been carried out at the same moment: then this one has its answer, too.
                if (!await WasDoneAsync(operation, cancellationToken))
                    throw;
            }
        }
        return await reader.ItemAsync(id, user, cancellationToken);
    }

    private async Task<bool> WasDoneAsync(string? operation, CancellationToken cancellationToken) =>
        operation is not null && await database.Set<OperationRow>().AnyAsync(row => row.OperationId == operation, cancellationToken);
}
