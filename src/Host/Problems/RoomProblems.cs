using LaborFlow.Cases;
using LaborFlow.Engine.Durability;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Problems;

/// <summary>Explains what the rooms below the host refuse.</summary>
internal sealed class RoomProblems : IProblemSource
{
    public Problem? Explain(Exception failure) =>
        failure switch
        {
            InvalidInputException invalid => KnownProblems.InvalidInput(invalid.Errors),
            // Somebody who may not see a task or case learns no more than from a task that never was.
            NotAllowedException { Code: "task.unknown" or "case.unknown" } => KnownProblems.NotFound,
            NotAllowedException refused => KnownProblems.Of(422, refused.Code, refused.Zh, refused.En, refused.Errors),
            ChangedException changed => KnownProblems.Of(409, changed.Code, changed.Zh, changed.En) with
            {
                Details = Completed(changed.By, changed.At),
            },
            ConflictException { Reason: ConflictReason.BookmarkConsumed } consumed => KnownProblems.Of(
                409,
                "task.changed",
                "任务已由他人办结。",
                "The task was completed meanwhile."
            ) with
            {
                Details = Completed(consumed.By, consumed.At),
            },
            ConflictException or DbUpdateConcurrencyException => KnownProblems.Of(
                409,
                "changed",
                "内容已被他人更改，请刷新后重试。",
                "It was changed meanwhile; reload it and try again."
            ),
            _ => null,
        };

    private static Dictionary<string, object?> Completed(string? by, DateTimeOffset? at) =>
        new() { ["completedBy"] = by, ["completedAt"] = at };
}
