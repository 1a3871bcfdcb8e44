using System.Text.Json.Nodes;

namespace LaborFlow.Host.Tests.Filing;

/// <summary>A sound application, which each test spoils in its own way.</summary>
internal static class Application
{
    public static JsonObject Sound() =>
        JsonNode
            .Parse(
                """
                {
                  "procedure": "MED",
                  "applicant": {
                    "kind": "worker", "name": "陈静", "idType": "resident-id", "idNumber": "11010519491231002X", "phone": "13800138000",
                    "gender": "female", "serviceAddress": "深圳市龙华区民治街道1号", "consentsToElectronicService": true
                  },
                  "coApplicants": [],
                  "respondents": [{ "kind": "employer", "role": "employer", "name": "深圳市某某电子有限公司", "workplaceAddress": "深圳市龙华区" }],
                  "employment": { "startedOn": "2023-03-01", "endedOn": "2026-01-31", "post": "装配工", "monthlyWage": 6500.00, "contractStatus": "written" },
                  "claims": [{ "cause": "unpaid-wages", "amount": 13000.00, "periodFrom": "2025-12-01", "periodTo": "2026-01-31", "basis": "两个月工资" }],
                  "facts": "公司自2025年12月起未支付工资。",
                  "rightInfringedOn": "2026-01-15",
                  "district": "440309",
                  "migrantWorker": true,
                  "urgentHardship": false
                }
                """
            )!
            .AsObject();

    /// <summary>One that tells all it may: who applies with the first, the agency and the firm where the work was done, where it was before.</summary>
    public static JsonObject WithEverybody()
    {
        var application = Sound();
        application["coApplicants"] = JsonNode.Parse(
            """[{ "name": "李娜", "idType": "passport", "idNumber": "E12345678", "phone": "13900139000" }]"""
        );
        application["respondents"] = JsonNode.Parse(
            """
            [
              { "kind": "employer", "role": "dispatch-agency", "name": "深圳市汇才劳务派遣有限公司", "legalRepresentative": "陈立军", "registeredAddress": "深圳市福田区深南大道1001号" },
              { "kind": "employer", "role": "user-firm", "name": "深圳市某某电子有限公司", "workplaceAddress": "深圳市龙华区" }
            ]
            """
        );
        application["priorProcedures"] = JsonNode.Parse("""[{ "kind": "mediation", "authority": "观澜街道调解委员会" }]""");
        application["language"] = "cantonese";
        return application;
    }
}
