using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Arbitration;

/// <summary>
/// 逐人同意 (办案规则 art 63): representatives cannot settle for those who did not agree. Every worker of the group is on the list with the day on
/// which they signed, or the agreement does not come about.
/// </summary>
public sealed class MemberConsents(ITaskStore tasks, ExceptionDesk desk, TimeProvider time)
{
    private const string Basis = "《劳动人事争议仲裁办案规则》第63条";

    /// <summary>Checks the list that a step's form holds: <c>consents</c> (name, agrees, signedOn, amount); where a total is agreed, the amounts add up to it.</summary>
    /// <returns>False when somebody is missing or disagrees; the history names them and says what can be done.</returns>
    public async ValueTask<bool> CheckAsync(Case group, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, group.Id, step, cancellationToken);
        var today = ChinaDay.Today(time);
        var listed = data.List("consents")
            .Select(row =>
                (
                    Name: CalledBy(group, row.GetProperty("name").GetString()!.Trim()),
                    Member: RosterNames.Find(group, group.Applicants, row.GetProperty("name").GetString())?.Id,
                    Agrees: row.TryGetProperty("agrees", out var agrees) && agrees.ValueKind == System.Text.Json.JsonValueKind.True,
                    SignedOn: row.TryGetProperty("signedOn", out var day)
                    && DateOnly.TryParse(day.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var on)
                        ? on
                        : (DateOnly?)null,
                    Amount: row.TryGetProperty("amount", out var amount) ? amount.GetDecimal() : (decimal?)null
                )
            )
            .ToList();
        var strangers = listed.Where(row => row.Member is null).Select(row => row.Name).ToList();
        var twice = listed.Where(row => row.Member is not null).GroupBy(row => row.Member).Where(rows => rows.Count() > 1).ToList();
        var missing = group.Applicants.Where(p => !listed.Exists(row => row.Member == p.Id)).Select(p => RosterNames.Of(group, p)).ToList();
        var against = listed.Where(row => !row.Agrees).Select(row => row.Name).ToList();
        var undated = listed.Where(row => row.Agrees && (row.SignedOn is null || row.SignedOn > today)).Select(row => row.Name).ToList();
        var total = data.Amount("amount") ?? 0m;
        var sum = listed.Sum(row => row.Amount ?? 0m);
        var unstated = total > 0 ? listed.Where(row => row.Amount is null).Select(row => row.Name).ToList() : [];
        var fault =
            strangers.Count == 1 ? RosterNames.Unknown(group, group.Applicants, strangers[0], "申请人").Zh
            : strangers.Count > 1
                ? $"{Some(strangers)}在本案申请人中找不到或者有人同名，请核对名册；同名的写明证件尾号，如张某（证件尾号1234）"
            : twice.Count > 0 ? $"{Some([.. twice.Select(rows => rows.First().Name)])}在名单中出现两次，请核对"
            : missing.Count > 0 ? $"{Some(missing)}没有表示是否同意，须逐人征求意见"
            : against.Count > 0 ? $"{Some(against)}不同意和解，不能以全体名义达成调解；不同意的成员可以先退出另案处理，其余成员再达成调解"
            : undated.Count > 0 ? $"{Some(undated)}的签名日期缺失或者晚于今日，请核对"
            : unstated.Count > 0 ? $"{Some(unstated)}的应得金额没有写明，分项清单应当逐人写明"
            : sum != total ? $"逐人应得金额合计{sum:0.00}元，与给付总额{total:0.00}元不一致，请核对"
            : null;
        group.Revision++;
        if (fault is not null)
        {
            desk.Tell(group, "workflow", "consents.refused", fault, "Not every member agreed to the settlement", Basis);
            return false;
        }

        desk.Enter(
            group,
            "consents",
            $"{listed.Count}名申请人逐人同意调解",
            data.Task.CompletedBy!,
            listed.Select(row => new
            {
                row.Name,
                row.Member,
                row.SignedOn,
                row.Amount,
            })
        );
        desk.Tell(
            group,
            data.Task.CompletedBy!,
            "consents.complete",
            $"{listed.Count}名申请人逐人书面同意调解",
            $"All {listed.Count} members agreed in writing",
            Basis
        );
        return true;
    }

    /// <summary>
    /// The first day of performance that the settlement of a step names, for a member or as a whole; null when it names none. Enforcement is
    /// counted from it: whoever keeps the last day that follows is in time, whichever day theirs was.
    /// </summary>
    public async ValueTask<DateOnly?> DueFromAsync(Case group, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, group.Id, step, cancellationToken);
        var days = data.List("consents")
            .Select(row =>
                row.TryGetProperty("payOn", out var day)
                && DateOnly.TryParse(day.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var on)
                    ? on
                    : (DateOnly?)null
            );
        return days.Append(data.Date("performBy")).Min();
    }

    private static string CalledBy(Case group, string written) =>
        RosterNames.Find(group, group.Applicants, written) is { } member ? RosterNames.Of(group, member) : written;

    private static string Some(List<string> names) =>
        names.Count <= 5 ? string.Join("、", names) : $"{string.Join("、", names.Take(5))}等{names.Count}人";
}
