using System.Text.Json;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Fund;

/// <summary>How a meeting of the fund's committee voted.</summary>
/// <param name="Members">How many members the committee has.</param>
/// <param name="Present">How many were there and not recused.</param>
/// <param name="Recused">How many stood back.</param>
/// <param name="For">同意.</param>
/// <param name="Against">反对.</param>
/// <param name="Abstained">弃权.</param>
public sealed record CommitteeTally(int Members, int Present, int Recused, int For, int Against, int Abstained);

/// <summary>
/// 欠薪保障基金委员会表决: two thirds of the members must attend and more than half of those who attend must agree (实施细则第5条,
/// <c>wgf-committee-quorum</c>). Who is recused neither attends nor votes, but stays a member: the article does not lower the quorum.
/// </summary>
public sealed class CommitteeVotes(StatuteRegister register)
{
    /// <summary>The row.</summary>
    public const string Quorum = "wgf-committee-quorum";

    /// <summary>The step that records the committee's vote on a write-off.</summary>
    public const string Step = "wgf-committee";

    /// <summary>The outcome of a meeting that too few attended.</summary>
    public const string NoQuorum = "no-quorum";

    private const string Attends = "出席";
    private const string StandsBack = "回避";

    /// <summary>Counts the rows of the members (name, presence, vote).</summary>
    public static CommitteeTally Count(IReadOnlyList<JsonElement> rows)
    {
        var votes = rows.Where(r => Text(r, "presence") == Attends).Select(r => Text(r, "vote")).ToList();
        return new(
            rows.Count,
            votes.Count,
            rows.Count(r => Text(r, "presence") == StandsBack),
            votes.Count(v => v == "同意"),
            votes.Count(v => v == "反对"),
            votes.Count(v => v == "弃权")
        );
    }

    /// <summary>Whether enough members attended to decide anything.</summary>
    public bool HasQuorum(CommitteeTally tally)
    {
        var (part, whole) = Fraction();
        return tally.Present * whole >= tally.Members * part;
    }

    /// <summary>Whether it carries: more than half of those who attend agree.</summary>
    public static bool Carries(CommitteeTally tally) => tally.For * 2 > tally.Present;

    /// <summary>Every fault of a form that records a meeting.</summary>
    /// <param name="data">The form.</param>
    /// <param name="outcome">approve, refuse or <see cref="NoQuorum"/>.</param>
    public IReadOnlyList<FieldError> FaultsOf(JsonElement data, string outcome)
    {
        var errors = new List<FieldError>();
        var rows = Rows(data);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            var (name, attends, votes) = (Text(row, "name") ?? "", Text(row, "presence") == Attends, Text(row, "vote") is not null);
            if (!seen.Add(name.Trim()))
                errors.Add(new($"data.members[{i}].name", "duplicate", $"委员{name}填写了两次。", "This member stands here twice."));
            if (attends != votes)
                errors.Add(
                    new(
                        $"data.members[{i}].vote",
                        "contradictory",
                        attends ? $"{name}出席，请填写表决意见。" : $"{name}没有出席或者回避，不参加表决，请清空表决意见。",
                        attends ? "Who attends votes." : "Who is absent or recused does not vote."
                    )
                );
        }
        if (errors.Count > 0)
            return errors;
        var tally = Count(rows);
        if (rows.Count == 0)
            return [new("data.members", "required", "请逐名填写全体委员。", "Enter every member.")];
        if (HasQuorum(tally) == (outcome == NoQuorum))
            return [new("data.members", "not-allowed", QuorumZh(tally, outcome), QuorumEn(tally))];
        if (outcome != NoQuorum && Carries(tally) != (outcome == "approve"))
            return
            [
                new(
                    "data.members",
                    "contradictory",
                    $"到会{tally.Present}人，同意{tally.For}人，{(Carries(tally) ? "已过半数，应选择通过" : "未过半数，应选择不通过")}（{Basis}）。",
                    $"{tally.For} of {tally.Present} agree: the outcome is {(Carries(tally) ? "approval" : "refusal")}."
                ),
            ];
        return [];
    }

    private string Basis => register.RowsOf(Quorum) is [var row, ..] ? $"{row.Basis}：{row.RuleZh}" : Quorum;

    private string QuorumZh(CommitteeTally tally, string outcome)
    {
        var (part, whole) = Fraction();
        var least = (tally.Members * part + whole - 1) / whole;
        return outcome == NoQuorum
            ? $"全体{tally.Members}人，到会{tally.Present}人，已达到{least}人，应按表决结果选择通过或者不通过（{Basis}）。"
            : $"全体{tally.Members}人，到会（不含回避）{tally.Present}人，不足{least}人，不能形成决定（{Basis}）：请选择未达法定人数，另行召集。";
    }

    private static string QuorumEn(CommitteeTally tally) =>
        $"{tally.Present} of {tally.Members} members attended: below the quorum nothing is decided, at or above it the votes decide.";

    /// <summary>The row counts thirds.</summary>
    private (int Part, int Whole) Fraction() =>
        register.RowsOf(Quorum) is [{ Value: { } thirds }, ..]
            ? ((int)thirds, 3)
            : throw new InvalidOperationException($"登记册没有{Quorum}的数值。");

    private static List<JsonElement> Rows(JsonElement data) =>
        data.TryGetProperty("members", out var rows) && rows.ValueKind == JsonValueKind.Array ? [.. rows.EnumerateArray()] : [];

    private static string? Text(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) && value.GetString() is { Length: > 0 } text ? text : null;
}
