using System.Globalization;
using System.Text.Json.Nodes;
using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Host.Simulation;

/// <summary>The forms of the funds.</summary>
internal sealed partial class FilledForms
{
    private async ValueTask AdjustFundAsync(JsonObject data, CaseTask task, string outcome, Case matter, DateOnly today, double roll)
    {
        switch (task.Step)
        {
            case "wgf-eligibility" when outcome == "eligible":
                (data["bankruptcyCase"], data["bankruptcyAcceptedOn"]) = ("（2026）粤03破申1号", Day(today));
                break;
            case "wgf-calculate" or "wgf-review":
                data["averageMonthlyWage"] = 12_000m;
                data["workers"] = Workers(matter, task.Step == "wgf-calculate");
                break;
            case "emf-request" when outcome == "request":
                data["massRisk"] = true;
                data["workers"] = new JsonArray([
                    .. matter.Applicants.Select(
                        (_, i) =>
                            (JsonNode)
                                new JsonObject
                                {
                                    ["worker"] = i + 1,
                                    ["bank"] = "中国银行",
                                    ["account"] = AccountOf(matter, i + 1),
                                    ["arrears"] = 5_000m,
                                    ["amount"] = 3_000m,
                                }
                    ),
                ]);
                break;
            case "wgf-committee":
                // Of nine members enough come to decide, unless the meeting has to be called again.
                data["members"] = new JsonArray([
                    .. Enumerable
                        .Range(1, 9)
                        .Select(i =>
                            (JsonNode)(
                                outcome == CommitteeVotes.NoQuorum && i > 5
                                    ? new JsonObject { ["name"] = $"委员{i}", ["presence"] = "缺席" }
                                    : new JsonObject
                                    {
                                        ["name"] = $"委员{i}",
                                        ["presence"] = "出席",
                                        ["vote"] = outcome == "refuse" ? "反对" : "同意",
                                    }
                            )
                        ),
                ]);
                break;
            case "emf-deposit" or "emf-contractor" when outcome is SitePayments.Part:
                data["amount"] = 500m;
                data["workers"] = new JsonArray(new JsonObject { ["worker"] = 1, ["amount"] = 500m });
                break;
            case "emf-review":
                data["total"] = 3_000m * matter.Applicants.Count();
                break;
            case "wgf-approve-1" or "wgf-approve-2" or "emf-approve-1" or "emf-approve-2" when outcome == DeductEmployerPayments.Outcome:
                // Five hundred yuan of a month that the fund was going to advance.
                var first = (await records.ListAsync<FundAdvance>(matter.Id)).First(a =>
                    a is { Superseded: false, State: AdvanceState.InBatch }
                );
                var part = new JsonObject
                {
                    ["worker"] = first.WorkerNumber,
                    ["amount"] = 500m,
                    ["proof"] = "银行回单",
                };
                if (!first.Emergency)
                    part["month"] = first.Months[0].Month;
                data["paidByEmployer"] = new JsonArray(part);
                break;
            case "wgf-approve-1" or "wgf-approve-2" or "emf-approve-1" or "emf-approve-2":
                data["total"] = (await records.ListAsync<PaymentBatch>(matter.Id)) is [.., var batch] ? batch.Total : 0m;
                break;
            case "wgf-pay" or "emf-pay" when roll > 0.9:
                // The bank returns a payment now and then; the account is corrected, and the next batch pays it.
                data["failed"] = new JsonArray([
                    .. (await records.ListAsync<FundAdvance>(matter.Id))
                        .Where(a => a.State == AdvanceState.InBatch)
                        .Take(1)
                        .Select(a => (JsonNode)new JsonObject { ["worker"] = a.WorkerNumber, ["reason"] = "账号与户名不符" }),
                ]);
                break;
            case "wgf-receipt" or "emf-receipt":
                data["receivedOn"] = Day(today);
                data["workers"] = new JsonArray([
                    .. (await records.ListAsync<FundAdvance>(matter.Id))
                        .Where(a => a is { Superseded: false, HasReached: true })
                        .Select(a => (JsonNode)a.WorkerNumber),
                ]);
                break;
            case "wgf-fix-account" or "emf-fix-account":
                data["accounts"] = new JsonArray([
                    .. (await records.ListAsync<FundAdvance>(matter.Id))
                        .Where(a => a.State == AdvanceState.Failed)
                        .Select(a =>
                            (JsonNode)
                                new JsonObject
                                {
                                    ["worker"] = a.WorkerNumber,
                                    ["bank"] = "中国银行",
                                    ["account"] = AccountOf(matter, a.WorkerNumber),
                                }
                        ),
                ]);
                break;
            case "wgf-post":
                data["to"] = Day(today.AddDays(5));
                break;
            case "wgf-recovery" when outcome is StopAdvances.Fraud or "order-again":
                data["returnBy"] = Day(today.AddDays(15));
                data["workers"] = new JsonArray([
                    .. (await records.ListAsync<FundAdvance>(matter.Id))
                        .Where(a => a is { Superseded: false, HasReached: true })
                        .Take(1)
                        .Select(a => (JsonNode)new JsonObject { ["worker"] = a.WorkerNumber, ["amount"] = Math.Min(a.Amount, 1_000m) }),
                ]);
                break;
            case "wgf-recovery" or "emf-recovery" when outcome is "record" or "returned":
                var owed = (await records.ListAsync<FundAdvance>(matter.Id)).Where(a => a.State == AdvanceState.Paid).Sum(a => a.Amount);
                var back = (await records.ListAsync<FundRecovery>(matter.Id)).Sum(r => r.Amount);
                // Half of the employers pay in two parts.
                data["amount"] = back == 0 && roll < 0.5 ? Math.Round(owed / 2, 2) : owed - back;
                break;
        }
    }

    /// <summary>A card of the worker's own: the case's number and the worker's behind the bank's digits, and the check digit.</summary>
    private static string AccountOf(Case matter, int worker)
    {
        var digits = string.Create(
            CultureInfo.InvariantCulture,
            $"621700{matter.Id.ToByteArray().Aggregate(17UL, (sum, part) => ((sum * 31) + part) % 1_000_000_000):000000000}{worker:000}"
        );
        return Enumerable.Range(0, 10).Select(check => $"{digits}{check}").First(BankAccount.IsValid);
    }

    /// <summary>Each is owed the month before they applied, which the fund counts however long the case takes.</summary>
    private static JsonArray Workers(Case matter, bool accounts) =>
        [
            .. matter.Applicants.Select(
                (_, i) =>
                {
                    var worker = new JsonObject
                    {
                        ["worker"] = i + 1,
                        ["averageWageBefore"] = 6_000m,
                        ["months"] = new JsonArray(
                            new JsonObject
                            {
                                ["month"] = ChinaDay.Of(matter.FiledAt).AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture),
                                ["owed"] = 5_000m,
                            }
                        ),
                    };
                    if (accounts)
                        (worker["bank"], worker["account"]) = ("中国银行", AccountOf(matter, i + 1));
                    return (JsonNode)worker;
                }
            ),
        ];
}
