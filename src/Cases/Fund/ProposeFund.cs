using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Fund;

/// <summary>A fact of an inspection that speaks for asking the fund.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
/// <param name="At">When it came to be.</param>
public sealed record FundSign(string Zh, string En, DateTimeOffset At);

/// <summary>
/// 建议转申请垫付: an inspection that met an employer who fled or cannot pay proposes the wage guarantee fund to the inspector, whose act it
/// is to hand the workers' claims over.
/// </summary>
public sealed class ProposeFund(ICaseStore cases, ICaseRecords records, ITaskStore tasks)
{
    private static readonly Dictionary<string, (string Zh, string En)> Signs = new(StringComparer.Ordinal)
    {
        ["ins-early-order/early-order"] = (
            "因单位逃匿或者转移财产，已提前责令支付",
            "Paying was ordered early, the employer fled or moved its assets"
        ),
        ["ins-early-check/unpaid"] = ("提前责令支付期满未付", "The early order to pay was not kept"),
        ["ins-investigate/police-early"] = ("已请公安机关提前介入", "The police was asked in early"),
        ["insf-dispose/fund-hint"] = ("已登记单位逃匿或者破产", "It is on record that the employer fled or is bankrupt"),
        ["insf-payment-check/unpaid"] = ("责令限期支付期满未付", "The order to pay was not kept"),
        ["insf-payment-check/crime"] = ("责令限期支付期满未付", "The order to pay was not kept"),
    };

    /// <summary>可以转申请: workers claim wages where there is a fund, and no application was opened from this case yet.</summary>
    public async ValueTask<bool> MayOpenAsync(Case inspected, CancellationToken cancellationToken = default)
    {
        if (!WageFundGrounds.MayApply(inspected))
            return false;
        foreach (var entry in await records.EntriesAsync(inspected.Id, "split", cancellationToken))
            if (
                entry.RelatedCaseId is { } linked
                && await cases.FindAsync(linked, forUpdate: false, cancellationToken) is { ProcedureCode: "WGF" or "EMF" }
            )
                return false;
        return true;
    }

    /// <summary>What in the case speaks for it, oldest first.</summary>
    public async ValueTask<IReadOnlyList<FundSign>> SignsAsync(Case inspected, CancellationToken cancellationToken = default)
    {
        var done = (await tasks.ListOfCaseAsync(inspected.Id, cancellationToken))
            .Where(t => t.Status == CaseTaskStatus.Completed && Signs.ContainsKey($"{t.Step}/{t.Outcome}"))
            .Select(t => new FundSign(Signs[$"{t.Step}/{t.Outcome}"].Zh, Signs[$"{t.Step}/{t.Outcome}"].En, t.CompletedAt!.Value));
        var missing = (await records.ListAsync<CaseException>(inspected.Id, cancellationToken))
            .Where(e => e is { Kind: "missing", State: not CaseExceptionState.Refused })
            .Select(e => new FundSign("已提出当事人下落不明", "A party is reported missing", e.RaisedAt));
        return [.. done.Concat(missing).OrderBy(sign => sign.At)];
    }
}
