using System.Text.Json;
using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Arbitration;

/// <summary>What one worker gets of a claim that several have in common.</summary>
/// <param name="Worker">What the applicant is called, see <see cref="RosterNames"/>.</param>
/// <param name="Amount">CNY; 0 when it is rejected for this worker.</param>
/// <param name="WorkerId">The applicant; null in a form, and in annexes of before parties were named by id.</param>
public sealed record MemberShare(string Worker, decimal Amount, Guid? WorkerId = null);

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

    /// <summary>The rows of a form with the applicants whom they name; see <see cref="Fault"/> for names that are nobody's.</summary>
    public static IReadOnlyList<MemberShare> Of(JsonElement item, Case decided) =>
        [
            .. Of(item)
                .Select(row =>
                    RosterNames.Find(decided, decided.Applicants, row.Worker) is { } worker
                        ? row with
                        {
                            Worker = RosterNames.Of(decided, worker),
                            WorkerId = worker.Id,
                        }
                        : row
                ),
        ];

    /// <summary>What a worker gets of the claim; null of one who is not among them.</summary>
    /// <param name="decided">The case.</param>
    /// <param name="worker">The worker, an applicant of the case.</param>
    public decimal? ShareOf(Case decided, Party worker) =>
        Members
            .FirstOrDefault(share =>
                share.WorkerId is { } id ? id == worker.Id : RosterNames.Find(decided, decided.Roster, share.Worker)?.Id == worker.Id
            )
            ?.Amount;

    /// <summary>As the register keeps it.</summary>
    public static AwardAnnex Read(string json) => JsonSerializer.Deserialize<AwardAnnex>(json, JsonSerializerOptions.Web)!;

    /// <summary>What is wrong with the amounts per worker of an item, or null.</summary>
    /// <param name="decided">The case.</param>
    /// <param name="claim">The claim's number.</param>
    /// <param name="amount">What the item awards in all.</param>
    /// <param name="members">Who gets how much.</param>
    public static (string Zh, string En)? Fault(Case decided, int claim, decimal amount, IReadOnlyList<MemberShare> members)
    {
        if (members.Count == 0)
            return amount > 0 && decided.Applicants.Count(p => p.Kind == "worker") > 1
                ? (
                    $"第{claim}项请求由多名劳动者提出，终局与否按每人每项的金额判断（《劳动争议调解仲裁法》第47条）；请在“逐人金额”中填写每人的支持金额，裁决书据此附表",
                    $"Item {claim} is several workers' claim: state each worker's amount"
                )
                : null;
        if (members.FirstOrDefault(m => m.WorkerId is null) is { } stranger)
        {
            var unknown = RosterNames.Unknown(decided, decided.Applicants, stranger.Worker, "申请人");
            return ($"第{claim}项逐人金额：{unknown.Zh}", $"Item {claim}: {unknown.En}");
        }
        if (members.GroupBy(m => m.WorkerId).FirstOrDefault(g => g.Count() > 1)?.First().Worker is { } twice)
            return ($"第{claim}项逐人金额中{twice}出现两次，请核对", $"{twice} is named twice");
        var sum = members.Sum(m => m.Amount);
        return sum == amount
            ? null
            : (
                $"第{claim}项逐人金额合计{sum:0.00}元，与裁决金额{amount:0.00}元不一致，请核对",
                $"The amounts of item {claim} add up to {sum:0.00} and not to {amount:0.00}"
            );
    }
}
