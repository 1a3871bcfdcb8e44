using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;
using LaborFlow.Host.Elsa;

namespace LaborFlow.Host.Publishing;

/// <summary>A difference in sentences, with the names that the toolbox gives activities and their inputs.</summary>
/// <param name="registry">The activity types.</param>
/// <param name="names">What people call each step of either version, by its id.</param>
/// <param name="english">In English instead of Chinese.</param>
internal sealed class DifferenceText(ActivityRegistry registry, IReadOnlyDictionary<string, string> names, bool english)
{
    private static readonly Dictionary<string, (string Zh, string En)> _properties = new(StringComparer.Ordinal)
    {
        ["name"] = ("名称", "name"),
        ["type"] = ("类型", "type"),
        ["version"] = ("活动版本", "activity version"),
        ["description"] = ("说明", "description"),
        ["outcomes"] = ("结果", "outcomes"),
        ["options"] = ("设置", "settings"),
        ["customProperties"] = ("其他属性", "other properties"),
        ["variables"] = ("变量", "variable"),
        ["inputs"] = ("输入", "input"),
        ["outputs"] = ("输出", "output"),
    };

    /// <summary>One sentence a change; a line that says so when nothing differs.</summary>
    public IReadOnlyList<string> Of(VersionDifference difference)
    {
        if (difference.IsEmpty)
            return [english ? "The two versions do the same." : "两个版本内容相同。"];

        var lines = new List<string>();
        foreach (var change in difference.Properties)
            lines.Add(Sentence(english ? "The procedure's " : "流程的", PropertyName(change.Name), change));
        lines.AddRange(difference.Added.Select(step => english ? $"Added: {Name(step)}." : $"新增环节：{Name(step)}。"));
        lines.AddRange(difference.Removed.Select(step => english ? $"Removed: {Name(step)}." : $"删除环节：{Name(step)}。"));
        foreach (var step in difference.Changed)
        {
            var name = Name(new(step.Id, step.NodeId, step.Type, step.Name));
            foreach (var change in step.Changes)
                lines.Add(Sentence(english ? $"{name}: " : $"环节{name}的", InputName(step.Type, change.Name), change));
        }
        lines.AddRange(difference.AddedConnections.Select(line => Line(line, english ? "Added line" : "新增连线")));
        lines.AddRange(difference.RemovedConnections.Select(line => Line(line, english ? "Removed line" : "删除连线")));
        return lines;
    }

    private string Sentence(string whose, string what, VersionDifference.Change change) =>
        (english, change.Before, change.After) switch
        {
            (true, null, _) => $"{whose}{what} is set to \"{change.After}\".",
            (true, _, null) => $"{whose}{what} is cleared (was \"{change.Before}\").",
            (true, _, _) => $"{whose}{what} changes from \"{change.Before}\" to \"{change.After}\".",
            (false, null, _) => $"{whose}“{what}”设为“{change.After}”。",
            (false, _, null) => $"{whose}“{what}”被清除（原为“{change.Before}”）。",
            _ => $"{whose}“{what}”由“{change.Before}”改为“{change.After}”。",
        };

    private string Line(VersionDifference.Connection line, string what) =>
        english
            ? $"{what}: {Called(line.Source)} ({PortName(line.Port)}) to {Called(line.Target)}."
            : $"{what}：{Called(line.Source)}（{PortName(line.Port)}）→ {Called(line.Target)}。";

    private string Called(string id) => names.GetValueOrDefault(id, id);

    private string PortName(string port) => Descriptors.Toolbox(english)["outcomes"]![port]?.ToString() ?? port;

    private string Name(VersionDifference.Step step) =>
        (english, step.Name) switch
        {
            (true, null or "") => $"{step.Id} ({TypeName(step.Type)})",
            (true, _) => $"{step.Name} ({TypeName(step.Type)}, {step.Id})",
            (false, null or "") => $"“{step.Id}”（{TypeName(step.Type)}）",
            _ => $"“{step.Name}”（{TypeName(step.Type)}，{step.Id}）",
        };

    private string TypeName(string type) => Texts(type)?["name"]?.ToString() ?? registry.Find(type)?.DisplayName ?? type;

    private string InputName(string type, string name)
    {
        var input = registry.Find(type)?.Inputs.FirstOrDefault(found => found.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return input is null ? PropertyName(name) : Descriptors.NameOfInput(type, input.Name, english) ?? input.DisplayName;
    }

    private string PropertyName(string name)
    {
        var (head, rest) = name.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? (name[..dot], name[dot..][1..]) : (name, "");
        if (!_properties.TryGetValue(head, out var known))
            return name;
        return (english ? known.En : known.Zh) + (rest.Length > 0 ? " " + rest : "");
    }

    private JsonObject? Texts(string type) => Descriptors.Toolbox(english)["activities"]![type] as JsonObject;
}
