using System.Text.Json.Nodes;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Host.Simulation;

/// <summary>The forms of exceptions.</summary>
internal sealed partial class FilledForms
{
    private static void AdjustException(JsonObject data, CaseTask task, string outcome, DateOnly today)
    {
        switch (task.Step)
        {
            case "exc-successor" when outcome == "succeed":
                (data["successor"], data["relation"]) = (Names.Person(9_001), "heir");
                break;
            case "exc-postpone" when outcome == "approve":
                data["heldOn"] = Day(today.AddDays(14));
                break;
            case "exc-member" when outcome == "approve":
                data["memberSigned"] = true;
                if ((string?)data["leaves"] == "settle")
                    (data["terms"], data["amount"]) = ("单位一次性支付，双方就此再无争议", 3_000m);
                break;
            case "exc-evidence" when outcome == "order":
                data["produceBy"] = Day(today.AddDays(5));
                break;
            case "exc-add-party" when outcome == "accept":
                (data["role"], data["consentsToMediation"]) = ("third-party", true);
                break;
            case "exc-extension" when outcome == "consent":
                foreach (var side in new[] { "applicantAgreedOn", "respondentAgreedOn" })
                    data[side] = Day(today);
                break;
            case "exc-insolvency" when outcome == "open" && (string?)data["event"] == "bankruptcy":
                (data["court"], data["courtCase"], data["administrator"]) = ("深圳市中级人民法院", "（2026）粤03破申7号", "某律师事务所");
                break;
            case "exc-court-outcome" when outcome == "record":
                data["receivedOn"] = Day(today);
                break;
        }
    }
}
