using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Documents;

/// <summary>What officers enter before and after a hearing, as papers print it: the votes of a tribunal and the elements of each claim.</summary>
internal static class HearingData
{
    private const string ElementStep = "fta-elements";
    private const string Unsigned = "unsigned";

    /// <summary>
    /// 合议表决 on the last draft (调解仲裁法 art 45): how each member voted, and why. Who was outvoted need not sign the award (art 46):
    /// <c>signatories</c> are those who do. The same of a partial award is <c>partialVotes</c> and
    /// <c>partialSignatories</c>, of advance enforcement <c>advanceVotes</c> and <c>advanceSignatories</c>.
    /// </summary>
    /// <param name="tribunal">The tribunal, to which it is added.</param>
    /// <param name="seats">Who sits.</param>
    /// <param name="tasks">The case's tasks.</param>
    public static void AddVotes(JsonObject tribunal, IReadOnlyList<TribunalMember> seats, IReadOnlyList<CaseTask> tasks)
    {
        Add(tribunal, seats, tasks, "arb-decide", "arb-vote", ("votes", "signatories"));
        Add(tribunal, seats, tasks, "arb-partial", "arb-partial-vote", ("partialVotes", "partialSignatories"));
        Add(tribunal, seats, tasks, "arb-partial", "arb-advance-vote", ("advanceVotes", "advanceSignatories"));
    }

    private static void Add(
        JsonObject tribunal,
        IReadOnlyList<TribunalMember> seats,
        IReadOnlyList<CaseTask> tasks,
        string draft,
        string step,
        (string Votes, string Signatories) names
    )
    {
        var drafted = Completed(tasks, draft).LastOrDefault()?.CompletionOrder ?? long.MaxValue;
        var rows = new List<JsonObject>();
        var unsigned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var vote in Completed(tasks, step).Where(vote => vote.CompletionOrder > drafted))
        {
            using var data = StepData.Of(vote);
            var against = vote.Outcome == "return";
            if (against && data.Text("signs") == Unsigned)
                unsigned.Add(vote.CompletedBy!);
            rows.Add(
                new JsonObject
                {
                    ["name"] = seats.FirstOrDefault(seat => seat.Name == vote.CompletedBy)?.Called ?? vote.CompletedBy,
                    ["vote"] = against ? "不同意裁决书稿" : "同意裁决书稿",
                    ["opinion"] = data.Text("reason") ?? data.Text("opinion"),
                    ["minority"] = vote.Dissents,
                    ["signs"] = against
                        ? data.Text("signs") == Unsigned
                            ? "不签名"
                            : "签名"
                        : null,
                }
            );
        }

        if (rows.Count > 0)
            tribunal[names.Votes] = new JsonArray([.. rows]);
        tribunal[names.Signatories] = string.Join(
            "、",
            seats.Where(seat => seat.Seat != TribunalSeat.Secretary && !unsigned.Contains(seat.Name)).Select(seat => seat.Called)
        );
    }

    /// <summary>要素表: what both sides confirmed of each cause that is claimed, <c>elements</c>, and field by field, <c>elementRows</c>.</summary>
    public static async ValueTask AddElementsAsync(
        JsonObject data,
        IReadOnlyList<CaseTask> tasks,
        IFormStore? forms,
        CancellationToken cancellationToken
    )
    {
        var sheets = new JsonArray();
        var rows = new JsonArray();
        foreach (var task in Completed(tasks, ElementStep))
        {
            var cause = ElementForms.CauseOf(task.FormId);
            using var filled = StepData.Of(task);
            sheets.Add(
                new JsonObject
                {
                    ["cause"] = cause,
                    ["undisputed"] = filled.Text("undisputed"),
                    ["disputed"] = filled.Text("disputed"),
                }
            );
            if (forms is null || await forms.FindAsync(task.FormId, cancellationToken) is not { } form)
                continue;
            using var schema = JsonDocument.Parse(form.SchemaJson);
            using var answers = JsonDocument.Parse(task.DataJson ?? "{}");
            foreach (var field in schema.RootElement.GetProperty("properties").EnumerateObject())
                if (
                    field.Name is not ("undisputed" or "disputed" or "outcome")
                    && answers.RootElement.TryGetProperty(field.Name, out var answer)
                    && Text(field.Value, answer) is { Length: > 0 } text
                )
                    rows.Add(
                        new JsonObject
                        {
                            ["cause"] = cause,
                            ["name"] = field.Value.GetProperty("title").GetString(),
                            ["value"] = text,
                        }
                    );
        }

        if (sheets.Count > 0)
            data["elements"] = sheets;
        if (rows.Count > 0)
            data["elementRows"] = rows;
    }

    private static IEnumerable<CaseTask> Completed(IReadOnlyList<CaseTask> tasks, string step) =>
        tasks.Where(task => task.Step == step && task.Status == CaseTaskStatus.Completed).OrderBy(task => task.CompletionOrder);

    private static string? Text(JsonElement field, JsonElement answer) =>
        answer.ValueKind switch
        {
            JsonValueKind.True => "是",
            JsonValueKind.False => "否",
            JsonValueKind.Number => answer.GetRawText(),
            JsonValueKind.String when field.TryGetProperty("oneOf", out var choices) => choices
                .EnumerateArray()
                .FirstOrDefault(choice => choice.GetProperty("const").GetString() == answer.GetString())
                is { ValueKind: JsonValueKind.Object } chosen
                ? chosen.GetProperty("title").GetString()
                : answer.GetString(),
            JsonValueKind.String => answer.GetString(),
            _ => null,
        };
}
