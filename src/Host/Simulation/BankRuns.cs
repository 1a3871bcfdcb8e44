using System.Globalization;
using System.Text;
using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Simulation;

/// <summary>
/// A batch on its way to the bank and back, as finance does it: the step is claimed, the file is taken, the bank pays or returns each item, and
/// its answer is taken in.
/// </summary>
internal static class BankRuns
{
    private const int Reference = 1;
    private const int Amount = 5;

    /// <summary>Does it.</summary>
    /// <param name="scoped">The services of one request.</param>
    /// <param name="task">The step at which what the bank did is recorded.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="roll">Above 0.7 the bank returns the first item.</param>
    /// <param name="today">The day on which the bank pays.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task RunAsync(
        IServiceProvider scoped,
        CaseTask task,
        Actor actor,
        double roll,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var database = scoped.GetRequiredService<LaborFlowDbContext>();
        await using (var transaction = await database.Database.BeginTransactionAsync(cancellationToken))
        {
            if (task.Status == CaseTaskStatus.Open)
                await scoped.GetRequiredService<ClaimTask>().HandleAsync(task.Id, new TaskCommand(task.Revision), actor, cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        database.ChangeTracker.Clear();
        var batch = (await scoped.GetRequiredService<ICaseRecords>().ListAsync<PaymentBatch>(task.CaseId, cancellationToken))[^1];
        database.ChangeTracker.Clear();
        var content = Answer(await TakeAsync(scoped, database, task.CaseId, batch.Id, actor, cancellationToken), roll, today);
        var read = scoped.GetRequiredService<ReadBankReturn>();
        var found = (await read.HandleAsync(task.CaseId, batch.Id, content, actor, cancellationToken))!;
        var command = new CompleteTaskRequest("settled", found.Data, found.Step!.Revision, found.Return.Sha256);
        await scoped.GetRequiredService<TaskCompletion>().RunAsync(task.Id, command, actor, cancellationToken, () => read.Note(found));
    }

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> TakeAsync(
        IServiceProvider scoped,
        LaborFlowDbContext database,
        Guid caseId,
        Guid batchId,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var owed = (await scoped.GetRequiredService<ICaseStore>().FindAsync(caseId, forUpdate: true, cancellationToken))!;
        var take = scoped.GetRequiredService<TakeBankFile>();
        var sheet = (await take.RowsAsync(owed, batchId, actor, again: false, cancellationToken))!;
        take.Note(owed, sheet, Write(sheet.Rows), actor);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        database.ChangeTracker.Clear();
        return sheet.Rows;
    }

    /// <summary>What the bank sends back: reference, amount, and what it did.</summary>
    private static byte[] Answer(IReadOnlyList<IReadOnlyList<string>> rows, double roll, DateOnly today)
    {
        var day = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var items = rows.Skip(1).Take(rows.Count - 2);
        return Write([
            [rows[0][Reference], rows[0][Amount], "处理结果", "失败原因", "支付日期"],
            .. items.Select(
                (row, i) =>
                    (IReadOnlyList<string>)(
                        i == 0 && roll > 0.7
                            ? [row[Reference], row[Amount], "失败", "账号与户名不符", ""]
                            : [row[Reference], row[Amount], "成功", "", day]
                    )
            ),
        ]);
    }

    private static byte[] Write(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder(Csv.Mark);
        foreach (var row in rows)
            Csv.Append(text, row);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
