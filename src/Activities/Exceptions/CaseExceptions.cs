using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Exceptions;

/// <summary>
/// 例外情形（随时）: listens as long as the procedure runs. Whatever is raised starts the sub-flow EXC on the same case, several side by side;
/// when one ends the procedure, so does this one. A procedure that ends lets its listener go: exceptions of a closed case lapse, those of a
/// case that was handed over go on.
/// </summary>
[Activity(
    CaseContext.Namespace,
    "例外情形",
    "案件办理期间随时接收撤回、死亡、变更请求、反申请、管辖异议、回避、缺席、中止、下落不明、合并、分案、移送，转入例外情形子流程办理。",
    DisplayName = "例外情形（随时）"
)]
[FlowNode(Ended, Moved)]
public sealed class CaseExceptions : Activity, ICancelable
{
    /// <summary>What the listening bookmark is called.</summary>
    public const string BookmarkName = "LaborFlow.CaseException";

    /// <summary>The definition of the sub-flows.</summary>
    public const string SubFlow = "EXC";

    /// <summary>An exception closed the case.</summary>
    public const string Ended = "ended";

    /// <summary>An exception took the case to another procedure or authority.</summary>
    public const string Moved = "moved";

    /// <inheritdoc />
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                BookmarkName = BookmarkName,
                Stimulus = context.WorkflowExecutionContext.CorrelationId,
                Callback = OnRaisedAsync,
                AutoBurn = false,
            }
        );
        return ValueTask.CompletedTask;
    }

    private async ValueTask OnRaisedAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        foreach (var raised in await context.GetRequiredService<ExceptionDesk>().WaitingAsync(disputed, context.CancellationToken))
        {
            raised.HandledBy = Guid.CreateVersion7(context.Now).ToString("N");
            var bookmark = context.CreateBookmark(
                new Dictionary<string, object?> { ["childInstanceId"] = raised.HandledBy },
                OnHandledAsync
            );
            await StartAsync(context, disputed, raised, bookmark.Id);
        }
    }

    /// <summary>Sends the sub-flow on its way.</summary>
    internal static async ValueTask StartAsync(ActivityExecutionContext context, Case disputed, CaseException raised, string? bookmarkId)
    {
        var versions = await context.GetRequiredService<IDefinitionStore>().ListVersionsAsync(SubFlow, context.CancellationToken);
        var published =
            versions.FirstOrDefault(v => v.IsPublished) ?? throw new WorkflowException($"例外情形子流程“{SubFlow}”没有已发布的版本。");
        context.AddOutboxMessage(
            OutboxKinds.Dispatch,
            new DispatchMessage(
                raised.HandledBy!,
                published.Id,
                disputed.Id.ToString("N"),
                new Dictionary<string, object?> { ["kind"] = raised.Kind },
                bookmarkId is null ? null : context.WorkflowExecutionContext.Id,
                bookmarkId
            )
        );
    }

    private async ValueTask OnHandledAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var ended = (await context.GetRequiredService<ExceptionDesk>().ListAsync(disputed, context.CancellationToken)).Any(e =>
            e.Effect == "ended" && e.RaisedIn == context.WorkflowExecutionContext.Id
        );
        if (!ended)
            return;
        await LapseAsync(context, disputed);
        await context.CompleteActivityWithOutcomesAsync(disputed.ClosedAt is null ? Moved : Ended);
    }

    /// <inheritdoc />
    public async ValueTask OnCanceledAsync(ActivityExecutionContext context) => await LapseAsync(context, await context.CaseAsync());

    /// <summary>Whatever else was raised has no case any more.</summary>
    private static async ValueTask LapseAsync(ActivityExecutionContext context, Case disputed)
    {
        if (disputed.ClosedAt is null)
            return;
        foreach (var raised in await context.GetRequiredService<ExceptionDesk>().ListAsync(disputed, context.CancellationToken))
            if (raised.State == CaseExceptionState.Open)
            {
                raised.Decide(CaseExceptionState.Lapsed, "continue", "workflow", context.Now);
                if (raised.HandledBy is { } child)
                    context.AddOutboxMessage(OutboxKinds.Cancel, new CancelMessage(child));
            }
    }
}
