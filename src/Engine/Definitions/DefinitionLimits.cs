using System.Text.Json.Nodes;

namespace LaborFlow.Engine.Definitions;

/// <summary>Refuses what is no definition or too large for one, before any other work is done on it.</summary>
internal static class DefinitionLimits
{
    /// <exception cref="DefinitionRefusedException">It has no root, or too many activities.</exception>
    public static void Check(WorkflowDefinition model)
    {
        var root =
            model.Root
            ?? throw new DefinitionRefusedException(
                $"Definition '{model.DefinitionId}' has no root activity. 流程定义缺少根环节（root）。"
            );
        var left = new Stack<JsonNode?>([root]);
        var activities = 0;
        while (left.TryPop(out var node))
        {
            if (node is JsonArray list)
            {
                foreach (var item in list)
                {
                    left.Push(item);
                }
            }
            else if (node is JsonObject o)
            {
                activities += o.ContainsKey("type") && !o.ContainsKey("value") ? 1 : 0;
                if (activities > WorkflowCompiler.ActivityLimit)
                {
                    throw new DefinitionRefusedException(
                        $"Definition '{model.DefinitionId}' has more than {WorkflowCompiler.ActivityLimit} activities. "
                            + $"流程定义的环节超过 {WorkflowCompiler.ActivityLimit} 个。"
                    );
                }

                foreach (var (_, value) in o)
                {
                    left.Push(value);
                }
            }
        }
    }
}
