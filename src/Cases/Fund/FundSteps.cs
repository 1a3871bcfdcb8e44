using System.Text.Json;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// What a form of the fund says must fit what was paid: a bank returns only payments of the batch, and no more comes back than is still
/// out. It is judged when the step is completed, so that the officer reads it beside the field.
/// </summary>
public sealed class FundSteps(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    EmergencyLimits limits,
    AccountChecks accounts,
    CommitteeVotes committee,
    ConfirmReceipts receipts,
    AwardedWages awards,
    PaymentHold hold,
    ClosedMonths closed,
    PaymentResults results,
    RecoveryChecks recovery,
    DeductEmployerPayments deduct,
    TimeProvider time
)
{
    /// <summary>Every fault of a form of the fund; empty for every other step.</summary>
    /// <param name="task">The task.</param>
    /// <param name="outcome">The chosen outcome.</param>
    /// <param name="data">The form's data.</param>
    /// <param name="schema">
    /// The form's schema: a case on an older version has the forms of that version, and is not asked for what they have no field for.
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="NotAllowedException">See <see cref="PaymentHold"/>.</exception>
    public async ValueTask<IReadOnlyList<FieldError>> CheckAsync(
        CaseTask task,
        string outcome,
        JsonElement data,
        JsonElement schema,
        CancellationToken cancellationToken = default
    )
    {
        if (Anew.Contains((task.Step, outcome)))
            await hold.DemandUnpaidAsync(task.CaseId, cancellationToken);
        // The payment may have begun since the exception was raised.
        if (Decided.TryGetValue((task.Step, outcome), out var kind))
            await hold.DemandAsync(await CaseAsync(task.CaseId, cancellationToken), kind, cancellationToken);
        return await FaultsAsync(task, outcome, data, schema, cancellationToken);
    }

    /// <summary>What would be paid again if it were done after a payment.</summary>
    private static readonly HashSet<(string, string)> Anew =
    [
        ("wgf-eligibility", "emf"),
        ("wgf-calculate", "calculated"),
        ("wgf-review", "reviewed"),
        ("emf-request", "request"),
        ("emf-review", "agree"),
    ];

    /// <summary>The steps that let an exception have its way.</summary>
    private static readonly Dictionary<(string, string), string> Decided = new()
    {
        [("exc-withdrawal", "approve")] = ExceptionKinds.Withdrawal,
        [("exc-no-show", "withdrawn")] = ExceptionKinds.Withdrawal,
        [("exc-member", "approve")] = "member-exit",
        [("exc-transfer", "approve")] = "transfer",
        [("exc-jurisdiction", "upheld")] = "jurisdiction",
        [("exc-merger", "approve")] = "merger",
        [("exc-reopening", "approve")] = "reopening",
    };

    private async ValueTask<IReadOnlyList<FieldError>> FaultsAsync(
        CaseTask task,
        string outcome,
        JsonElement data,
        JsonElement schema,
        CancellationToken cancellationToken
    ) =>
        (task.Step, outcome) switch
        {
            ("exc-reopening", "approve") => await hold.ReopeningFaultAsync(
                await CaseAsync(task.CaseId, cancellationToken),
                data.TryGetProperty("procedure", out var procedure) ? procedure.GetString() : null,
                cancellationToken
            )
                is { } elsewhere
                ? [elsewhere]
                : [],
            ("wgf-post", _) => PostingDays.FaultsOf(FundFields.Day(data, "from"), FundFields.Day(data, "to"), ChinaDay.Today(time)),
            ("emf-deposit" or "emf-contractor", SitePayments.Part) =>
            [
                .. SitePayments.FaultsOf((await CaseAsync(task.CaseId, cancellationToken)).Roster.Count, data),
            ],
            ("wgf-recovery", StopAdvances.Fraud or "order-again") => await recovery.FraudFaultsAsync(
                task.CaseId,
                data,
                schema,
                cancellationToken
            ),
            ("wgf-verify", "verified") =>
            [
                .. VerifiedWages.FaultsOf(data),
                .. FundFields.Asks(schema, AwardedWages.Reason) ? await awards.FaultsAsync(task.CaseId, data, cancellationToken) : [],
            ],
            ("wgf-calculate", _) =>
            [
                .. await VerifiedWages.ReckonedFaultsAsync(tasks, task.CaseId, data, cancellationToken),
                .. await SharedAccountsAsync(task.CaseId, data, schema, "workers", cancellationToken),
            ],
            ("wgf-review", _) => await VerifiedWages.ReckonedFaultsAsync(tasks, task.CaseId, data, cancellationToken),
            ("emf-request", "request") =>
            [
                .. await SitePayments.ConstructionFaultsAsync(tasks, task.CaseId, data, cancellationToken),
                .. FundFields.Asks(schema, "situation") ? await limits.FaultsAsync(task.CaseId, data, cancellationToken) : [],
                .. await SharedAccountsAsync(task.CaseId, data, schema, "workers", cancellationToken),
            ],
            (_, DeductEmployerPayments.Outcome) => await deduct.FaultsAsync(
                await CaseAsync(task.CaseId, cancellationToken),
                data,
                cancellationToken
            ),
            (var step, "settled") when PaymentResults.IsStep(step) => await results.FaultsAsync(task.CaseId, data, cancellationToken),
            ("wgf-fix-account" or "emf-fix-account", _) => await AccountFaultsAsync(task.CaseId, data, schema, cancellationToken),
            ("wgf-receipt" or "emf-receipt", _) => await receipts.FaultsAsync(task, outcome, data, cancellationToken),
            ("wgf-receipt-check" or "emf-receipt-check", "returned") =>
            [
                .. await receipts.ReturnFaultsAsync(task.CaseId, data, cancellationToken),
                .. await closed.FaultsAsync(task.CaseId, data, "returnedOn", cancellationToken),
            ],
            ("wgf-serve" or "wgf-serve-refusal", _) => ServedFaults(data),
            ("wgf-recovery" or "emf-recovery", "write-off") or ("wgf-write-off" or "emf-write-off", "approve") =>
                await recovery.DemandNothingDueAsync(task.CaseId, cancellationToken),
            (CommitteeVotes.Step, "approve") =>
            [
                .. await recovery.DemandNothingDueAsync(task.CaseId, cancellationToken),
                .. committee.FaultsOf(data, outcome),
            ],
            (CommitteeVotes.Step, _) => committee.FaultsOf(data, outcome),
            ("wgf-recovery" or "emf-recovery", "record") or ("wgf-recovery", "returned") => await recovery.RecoveryFaultsAsync(
                task.CaseId,
                data,
                cancellationToken
            ),
            _ => [],
        };

    private IReadOnlyList<FieldError> ServedFaults(JsonElement data) =>
        [
            .. new[] { "applicantReceivedOn", "respondentReceivedOn" }
                .Where(field => FundFields.Day(data, field) > ChinaDay.Today(time))
                .Select(field => new FieldError(
                    $"data.{field}",
                    "contradictory",
                    "送达日期不得晚于今日，请按送达回证填写。",
                    "Nobody received it ahead of today: take the day from the proof of service."
                )),
        ];

    private async ValueTask<Case> CaseAsync(Guid caseId, CancellationToken cancellationToken) =>
        await cases.FindAsync(caseId, forUpdate: false, cancellationToken)
        ?? throw new InvalidOperationException($"Case {caseId} is missing.");

    private async ValueTask<IReadOnlyList<FieldError>> AccountFaultsAsync(
        Guid caseId,
        JsonElement data,
        JsonElement schema,
        CancellationToken cancellationToken
    )
    {
        var failed = (await AdvancesAsync(caseId, cancellationToken))
            .Where(a => a.State == AdvanceState.Failed)
            .Select(a => a.WorkerNumber);
        var unknown = FundFields
            .WorkerFaults(data, "accounts", [.. failed], "没有支付失败，不需要更正账号。", "has no failed payment")
            .ToList();
        return unknown.Count > 0 ? unknown : await SharedAccountsAsync(caseId, data, schema, "accounts", cancellationToken);
    }

    /// <summary>本人账户: an account that is somebody else's too; see <see cref="AccountChecks"/>.</summary>
    private async ValueTask<IReadOnlyList<FieldError>> SharedAccountsAsync(
        Guid caseId,
        JsonElement data,
        JsonElement schema,
        string list,
        CancellationToken cancellationToken
    )
    {
        if (!FundFields.Asks(schema, "accountProof"))
            return [];
        var owed = await CaseAsync(caseId, cancellationToken);
        var rows = FundFields.Rows(data, list).ToList();
        var given = rows.ConvertAll(AccountChecks.Read);
        var found =
            list == "accounts"
                ? await accounts.FindCorrectedAsync(owed, await AdvancesAsync(caseId, cancellationToken), given, cancellationToken)
                : await accounts.FindAsync(owed, given, cancellationToken);
        return
        [
            .. found.Select(clash => new FieldError(
                $"data.{list}[{rows.FindIndex(r => r.GetProperty("worker").GetInt32() == clash.Worker)}].account",
                "duplicate",
                clash.Zh,
                clash.En
            )),
        ];
    }

    private async ValueTask<IEnumerable<FundAdvance>> AdvancesAsync(Guid caseId, CancellationToken cancellationToken) =>
        (await records.ListAsync<FundAdvance>(caseId, cancellationToken)).Where(a => !a.Superseded);
}
