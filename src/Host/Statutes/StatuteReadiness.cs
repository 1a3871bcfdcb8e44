using System.Text.Json;
using LaborFlow.Cases.Places;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Statutes;

/// <summary>
/// What a procedure rests on must be sure before an administrator publishes it: every parameter of the register that the definition names must
/// be in force, have a value and be confirmed.
/// </summary>
internal sealed class StatuteReadiness(StatuteRegister register, TimeProvider time)
{
    /// <summary>The parameters that the definition names and that are not ready.</summary>
    public IReadOnlyList<UnreadyParameter> Unready(string definitionJson)
    {
        using var document = JsonDocument.Parse(definitionJson);
        var named = new HashSet<string>(StringComparer.Ordinal);
        Collect(document.RootElement, named);
        return register.Unready(named, null, ChinaDay.Today(time));
    }

    /// <exception cref="DefinitionRefusedException">The definition rests on parameters that are not ready; each is named with its article.</exception>
    public void Demand(string definitionJson)
    {
        var unready = Unready(definitionJson);
        if (unready.Count > 0)
            throw new DefinitionRefusedException([.. unready.Select(parameter => Say(parameter))]);
    }

    private string Say(UnreadyParameter parameter)
    {
        var row = parameter.Found.Row;
        var basis = row?.Basis ?? "";
        return parameter.Found.Outcome switch
        {
            StatuteLookupOutcome.Found when row!.IsOpen => $"法定参数“{parameter.Id}”（{basis}）的数值未定，须先由两人提出和批准。",
            StatuteLookupOutcome.Found when row!.NeedsConfirmation => $"法定参数“{parameter.Id}”（{basis}）未经确认，须先由管理员确认。",
            StatuteLookupOutcome.Found =>
                $"法定参数“{parameter.Id}”（{basis}）中“日”的含义依据“{row!.DayKindBasis}”，该依据未经确认，须先由管理员确认。",
            _ => $"法定参数“{parameter.Id}”（{basis}）今日未生效。",
        };
    }

    private void Collect(JsonElement element, HashSet<string> named)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    Collect(member.Value, named);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Collect(item, named);
                break;
            case JsonValueKind.String when element.GetString() is { Length: > 3 and < 64 } text && register.RowsOf(text).Count > 0:
                named.Add(text);
                break;
        }
    }
}
