using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LaborFlow.Engine.Definitions;

namespace LaborFlow.Host.Elsa;

/// <summary>
/// Names (of definitions, steps, variables, inputs, outputs, outcomes and files) stand in addresses, file names, mails and other programs'
/// pages: one that holds markup or the beginning of a script, written out or in entities, is refused. Descriptions and values are text and may hold anything.
/// </summary>
internal static partial class NamesInDefinitions
{
    private static readonly string[] _parts = ["variables", "inputs", "outputs"];

    /// <summary>Demands that no name of a definition holds markup.</summary>
    /// <exception cref="ScriptInNameException">One does.</exception>
    public static void DemandPlain(JsonObject model)
    {
        Demand(model, "definitionId");
        Demand(model, "name");
        foreach (var part in _parts)
        {
            foreach (var item in model[part] as JsonArray ?? [])
                Demand(item as JsonObject, "name");
        }
        foreach (var outcome in model["outcomes"] as JsonArray ?? [])
            Demand(outcome);
        DemandIn(model["root"]);
    }

    /// <summary>Demands that the name of a file holds no markup.</summary>
    /// <exception cref="ScriptInNameException">It does.</exception>
    public static void DemandPlainFileName(string name) => Demand((JsonNode)name);

    private static void DemandIn(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            Demand(members, "id");
            Demand(members, "name");
            // Values and the texts of the drawing are shown as text and nothing else.
            foreach (var (_, value) in members.Where(member => member.Key is not ("expression" or "metadata")))
                DemandIn(value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                DemandIn(item);
        }
    }

    private static void Demand(JsonObject? owner, string member) => Demand(owner?[member]);

    private static void Demand(JsonNode? name)
    {
        if (name is JsonValue value && value.TryGetValue<string>(out var text) && Markup().IsMatch(WebUtility.HtmlDecode(text)))
            throw new ScriptInNameException();
    }

    [GeneratedRegex(
        @"<\s*[a-z/!?]|(java|vb)script\s*(:|&colon;)|data\s*:\s*text/html|[""'`]\s*on[a-z]+\s*=|\p{Cc}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex Markup();
}

/// <summary>A name in a definition holds markup. Designers write no such name, so the refusal is recorded.</summary>
internal sealed class ScriptInNameException()
    : DefinitionRefusedException("名称中不能含有脚本或标记。 A name must not hold a script or markup.");
