using LaborFlow.Cases.Deadlines;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Deadlines;

/// <summary>Lets an activity wait for a deadline.</summary>
internal static class DeadlineWaits
{
    /// <summary>Calls back when the last day has passed; see <see cref="DeadlineWait"/>.</summary>
    public static void WaitFor(this ActivityExecutionContext context, CaseDeadline deadline, ExecuteActivityDelegate callback) =>
        context.CreateBookmark(
            new CreateBookmarkArgs
            {
                BookmarkName = DeadlineWait.Name,
                Stimulus = DeadlineWait.StimulusOf(deadline.Id),
                Callback = callback,
                DueAt = DeadlineWait.EndOf(deadline, context.Now),
            }
        );
}
