using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Persistence.Tests.Durability;

/// <summary>
/// A step that leaves one row of each kind that must never be doubled (task, deadline, timeline entry, mail), then waits for an answer or
/// for its last day, whichever comes first.
/// </summary>
[Activity("Tests", "Tests", "Writes a row of each kind and waits.")]
[FlowNode("Answered", "Late")]
public sealed class WriteEverything : Activity
{
    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context)
    {
        var caseId = Guid.Parse(context.WorkflowExecutionContext.CorrelationId!);
        var now = context.Now;
        var bookmark = context.CreateBookmark(OnAnswered);
        context.CreateBookmark(
            new Engine.Runtime.CreateBookmarkArgs
            {
                BookmarkName = "Tests.Late",
                Callback = OnLate,
                IncludeActivityInstanceId = true,
                DueAt = now.AddDays(15),
            }
        );
        var database = context.GetRequiredService<LaborFlowDbContext>();
        database.Add(
            new CaseTask
            {
                Id = Guid.CreateVersion7(now),
                CaseId = caseId,
                ProcedureCode = "MED",
                Title = "调解",
                Step = Id,
                FormId = "none",
                OutcomesJson = "[]",
                Jurisdiction = "440309",
                InstanceId = context.WorkflowExecutionContext.Id,
                BookmarkId = bookmark.Id,
                ActivityId = Id,
                DefinitionVersionId = context.WorkflowExecutionContext.Definition.Row.Id,
                CreatedAt = now,
            }
        );
        database.Add(
            new CaseDeadline
            {
                Id = Guid.CreateVersion7(now),
                CaseId = caseId,
                ParameterId = "test",
                Name = "期限",
                StartsOn = new(2026, 3, 2),
                DueOn = new(2026, 3, 17),
                ExplanationJson = "[]",
            }
        );
        database.Add(CaseEvents.Internal(caseId, now, "workflow", "step", "步骤", "step", null));
        context.AddOutboxMessage("mail.send", new { step = Id });
    }

    private ValueTask OnAnswered(ActivityExecutionContext context) => context.CompleteActivityWithOutcomesAsync("Answered");

    private ValueTask OnLate(ActivityExecutionContext context) => context.CompleteActivityWithOutcomesAsync("Late");
}
