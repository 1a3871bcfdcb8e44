using System.Text.Json.Nodes;
using LaborFlow.Cases;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Host.Simulation;

/// <summary>The forms of the inspectorate.</summary>
internal sealed partial class FilledForms
{
    private async ValueTask AdjustInspectionAsync(
        JsonObject data,
        CaseTask task,
        string outcome,
        Case matter,
        DateOnly today,
        int number,
        double roll
    )
    {
        switch (task.Step)
        {
            case "ins-team":
                data["inspectors"] = new JsonArray([.. people.Some("inspector", 2, number).Select(name => (JsonNode)name)]);
                break;
            case "insf-issue":
                data["items"] = new JsonArray(
                    new JsonObject
                    {
                        ["violation"] = "拖欠工资",
                        ["legalBasis"] = "《劳动法》第50条",
                        ["workers"] = 3,
                        ["amount"] = 9_000m,
                        ["dueOn"] = Day(today.AddDays(10)),
                    }
                );
                if (data.ContainsKey("inspectors"))
                    data["inspectors"] = new JsonArray([.. people.Some("inspector", 2, number).Select(name => (JsonNode)name)]);
                break;
            case "insf-dispose" when outcome == "order-pay":
                // The employer gets ten days, and the paper is served at once.
                data["payBy"] = Day(today.AddDays(10));
                break;
            case "insf-dispose" or "insf-payment-check" when outcome == "crime":
                data["amountGround"] = "涉嫌诈骗，转移财产";
                break;
            case "insf-payment-check" when outcome == "paid":
                data["received"] = 9_000m;
                break;
            case "insf-notice":
                data["fine"] = 1_000m;
                break;
            case "insf-serve"
            or "insf-notice-serve"
            or "insf-issue-serve"
            or "insf-hearing-serve"
            or "insf-order-serve"
            or "insf-demand-serve"
            or "blk-notice-serve"
            or "blk-serve"
            or "crd-serve"
            or "ins-early-serve" when outcome == "served":
                data["respondentReceivedOn"] = Day(today);
                break;
            case "ins-early-order" when outcome == "early-order":
                data["payBy"] = Day(today.AddDays(5));
                break;
            case "insf-consequence" when roll > 0.85:
                // Where an order to pay passed unpaid, a listing follows; elsewhere the record refuses it and the next form leaves it out.
                (data["creditGrade"], data["blacklist"], data["incident"]) = ("C", true, true);
                break;
            case "insf-hearing-notice":
                // Seven working days of notice, and a week of holidays.
                data["heldOn"] = Day(today.AddDays(20));
                break;
            case "ins-investigate" when outcome == "crime":
                data["orderGround"] = "单位逃匿，已张贴责令支付文书并拍照录像";
                data["amountGround"] = "涉嫌诈骗，转移财产";
                break;
            case "insf-recheck" or "insf-recheck-later" when outcome == "checked":
                data["results"] = new JsonArray([
                    .. (await records.ListAsync<RectificationItem>(matter.Id)).Select(i =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["item"] = i.Number,
                                ["result"] = roll < 0.8 ? "done" : "not-done",
                                ["finding"] = "现场核查",
                            }
                    ),
                ]);
                break;
        }
    }
}
