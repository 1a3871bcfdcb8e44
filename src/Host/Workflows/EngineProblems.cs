using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Workflows;

/// <summary>What the engine refuses, as problems: a lost race is 409 with who won and when, an unknown id is 404.</summary>
internal sealed class EngineProblems : IProblemSource
{
    public Problem? Explain(Exception failure) =>
        failure switch
        {
            NotFoundException => KnownProblems.NotFound,
            ConflictException { Reason: ConflictReason.DraftChanged } => KnownProblems.Of(
                409,
                "definition.changed",
                "此草稿已被他人保存，请重新载入后再修改。",
                "Somebody else saved this draft meanwhile; load it again before you change it."
            ),
            ConflictException { Reason: ConflictReason.BookmarkConsumed } won => KnownProblems.Of(
                409,
                "task.changed",
                "此步骤已由他人办理，请刷新后查看。",
                "Somebody else has taken this step; look again."
            ) with
            {
                Details = new Dictionary<string, object?> { ["completedBy"] = won.By, ["completedAt"] = won.At },
            },
            ConflictException => KnownProblems.Of(
                409,
                "instance.changed",
                "数据刚刚被其他操作更改，请重试。",
                "Another command changed this at the same moment; try again."
            ),
            _ => null,
        };
}
