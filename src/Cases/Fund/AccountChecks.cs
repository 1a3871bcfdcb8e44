using System.Text.Json;

namespace LaborFlow.Cases.Fund;

/// <summary>An account that a form gives for a worker.</summary>
/// <param name="Worker">The worker, from 1.</param>
/// <param name="Account">The account number.</param>
/// <param name="Proof">How the officer made sure that it is the worker's own although somebody else had it; null when nothing was said.</param>
public sealed record GivenAccount(int Worker, string? Account, string? Proof);

/// <summary>An account that stands for two different people.</summary>
/// <param name="Worker">The worker, from 1.</param>
/// <param name="Zh">Whose it is too, and what the officer can do.</param>
/// <param name="En">The same in English.</param>
public sealed record AccountClash(int Worker, string Zh, string En);

/// <summary>
/// 本人账户: an advance goes to the worker's own account, so no account serves two workers of a case, and one that another person of an
/// earlier case was paid through is paid only after the officer made sure whose it is. Numbers are compared by their blind index.
/// </summary>
public sealed class AccountChecks(IFundLedger ledger)
{
    /// <summary>Accounts that belong to somebody else as well; empty when each is one person's.</summary>
    /// <param name="owed">The case.</param>
    /// <param name="given">All accounts of its workers.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<IReadOnlyList<AccountClash>> FindAsync(
        Case owed,
        IReadOnlyList<GivenAccount> given,
        CancellationToken cancellationToken = default
    )
    {
        var known = given.Select(g => g with { Account = Digits(g.Account) }).Where(g => g.Account is not null).ToList();
        var clashes = new List<AccountClash>();
        var workers = owed.Roster;
        foreach (var shared in known.GroupBy(g => g.Account, StringComparer.Ordinal).Where(group => group.Count() > 1))
        foreach (var one in shared.Skip(1).Where(one => one.Worker != shared.First().Worker))
            clashes.Add(
                new(
                    one.Worker,
                    $"{WorkerNames.Of(owed, one.Worker)}与{WorkerNames.Of(owed, shared.First().Worker)}填写了同一银行账号。垫付款只能支付到员工本人账户：请核对银行卡，分别填写各自的账号。",
                    $"Workers {shared.First().Worker} and {one.Worker} have the same account: each is paid to an account of their own."
                )
            );
        var unproven = known
            .Where(g => string.IsNullOrWhiteSpace(g.Proof) && g.Worker >= 1 && g.Worker <= workers.Count)
            .Where(g => !clashes.Exists(c => c.Worker == g.Worker))
            .ToList();
        if (unproven.Count == 0)
            return clashes;
        var holders = await ledger.HoldersAsync(owed, [.. unproven.Select(g => g.Account!).Distinct()], cancellationToken);
        foreach (var one in unproven)
        {
            var worker = workers[one.Worker - 1];
            if (holders.FirstOrDefault(h => h.Account == one.Account && !IsSame(h, worker.IdNumber)) is not { } holder)
                continue;
            clashes.Add(
                new(
                    one.Worker,
                    $"{WorkerNames.Of(owed, one.Worker)}的银行账号已用于{holder.CaseNumber}的另一名员工{holder.Name}。请核对本人银行卡：填错的更正账号；确属{worker.Name}本人的，向开户银行核验户名后在“账号核验情况”中写明；冒用他人账户的按虚报处理。",
                    $"This account was used for another worker in {holder.CaseNumber}: correct it, or ask the bank whose it is and say so beside the account."
                )
            );
        }
        return clashes;
    }

    /// <summary>The same of accounts that take the place of earlier ones: those of the other workers of the case stay.</summary>
    public ValueTask<IReadOnlyList<AccountClash>> FindCorrectedAsync(
        Case owed,
        IEnumerable<FundAdvance> advances,
        IReadOnlyList<GivenAccount> corrected,
        CancellationToken cancellationToken = default
    )
    {
        // Those were compared with other cases when they were entered.
        var kept = advances
            .Where(a => a.Refusal is null && corrected.All(c => c.Worker != a.WorkerNumber))
            .Select(a => new GivenAccount(a.WorkerNumber, a.Account, a.AccountProof ?? "已比对"));
        return FindAsync(owed, [.. kept, .. corrected], cancellationToken);
    }

    /// <summary>The account of a row of a form (worker, account, accountProof).</summary>
    internal static GivenAccount Read(JsonElement row) =>
        new(
            row.GetProperty("worker").GetInt32(),
            row.TryGetProperty("account", out var account) ? account.GetString() : null,
            row.TryGetProperty("accountProof", out var proof) && !string.IsNullOrWhiteSpace(proof.GetString()) ? proof.GetString() : null
        );

    /// <summary>By the identity document only: many people have one name.</summary>
    private static bool IsSame(AccountHolder holder, string? idNumber) =>
        holder.IdNumber is { } known && string.Equals(known, idNumber, StringComparison.OrdinalIgnoreCase);

    private static string? Digits(string? account) =>
        new string([.. (account ?? "").Where(char.IsAsciiDigit)]) is { Length: > 0 } digits ? digits : null;
}
