using System.Text.Json;

namespace LaborFlow.Cases.Arbitration;

/// <summary>What one worker gets of a claim that several have in common.</summary>
/// <param name="Worker">The applicant's name.</param>
/// <param name="Amount">CNY; 0 when it is rejected for this worker.</param>
public sealed record MemberShare(string Worker, decimal Amount);

/// <summary>
/// 裁决书附表: who gets how much of what was claimed together. Each worker's item is judged by itself (调解仲裁法 art 47), so an award to
/// several of them names each.
/// </summary>
public sealed record AwardAnnex(Guid AwardId, int ClaimNumber, string Cause, IReadOnlyList<MemberShare> Members)
{
    /// <summary>The kind of the register entry that keeps it; its data are this record.</summary>
    public const string Entry = "award-annex";

    /// <summary>The rows of a form's item, <c>members</c>: worker and amount.</summary>
    public static IReadOnlyList<MemberShare> Of(JsonElement item) =>
        item.TryGetProperty("members", out var rows) && rows.ValueKind == JsonValueKind.Array
            ?
            [
                .. rows.EnumerateArray()
                    .Select(row => new MemberShare(row.GetProperty("worker").GetString()!.Trim(), row.GetProperty("amount").GetDecimal())),
            ]
            : [];

    /// <summary>As the register keeps it.</summary>
    public static AwardAnnex Read(string json) => JsonSerializer.Deserialize<AwardAnnex>(json, JsonSerializerOptions.Web)!;

    /// <summary>What is wrong with the amounts per worker of an item, or null.</summary>
    /// <param name="decided">The case.</param>
    /// <param name="claim">The claim's number.</param>
    /// <param name="amount">What the item awards in all.</param>
    /// <param name="members">Who gets how much.</param>
    public static (string Zh, string En)? Fault(Case decided, int claim, decimal amount, IReadOnlyList<MemberShare> members)
    {
        var names = decided.Applicants.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        if (members.Count == 0)
            return amount > 0 && decided.Applicants.Count(p => p.Kind == "worker") > 1
                ? (
                    $"第{claim}项请求由多名劳动者提出，终局与否按每人每项的金额判断（《劳动争议调解仲裁法》第47条）；请在“逐人金额”中填写每人的支持金额，裁决书据此附表",
                    $"Item {claim} is several workers' claim: state each worker's amount"
                )
                : null;
        if (members.FirstOrDefault(m => !names.Contains(m.Worker)) is { } stranger)
            return (
                $"第{claim}项逐人金额中的{stranger.Worker}不是本案申请人，请核对名册",
                $"{stranger.Worker} is no applicant of this case"
            );
        if (members.GroupBy(m => m.Worker, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return ($"第{claim}项逐人金额中{twice.Key}出现两次，请核对", $"{twice.Key} is named twice");
        var sum = members.Sum(m => m.Amount);
        return sum == amount
            ? null
            : (
                $"第{claim}项逐人金额合计{sum:0.00}元，与裁决金额{amount:0.00}元不一致，请核对",
                $"The amounts of item {claim} add up to {sum:0.00} and not to {amount:0.00}"
            );
    }
}
