using LaborFlow.Activities.Exceptions;
using LaborFlow.Host.Inspection;
using LaborFlow.Host.Personal;

namespace LaborFlow.Host.Cases;

internal static class CasePagesComposition
{
    public static WebApplicationBuilder AddCasePages(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CaseReader>();
        builder.Services.AddScoped<CaseOfficers>();
        builder.Services.AddScoped<Fund.QuarterlyList>();
        builder.Services.AddScoped<Fund.YearPaper>();
        builder.Services.AddScoped<YearList>();
        builder.Services.AddScoped<RunException>();
        builder.Services.AddScoped<RateYear>();
        builder.Services.AddScoped<InspectionOpening>();
        return builder;
    }

    public static void MapCasePages(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").WithTags("Cases");
        Dashboard.Map(api);
        var cases = api.MapGroup("/cases");
        ListCases.Map(cases);
        ReadCase.Map(cases);
        ReadHistory.Map(cases);
        ReadProcedure.Map(cases);
        IssueCode.Map(cases);
        DownloadFile.Map(cases);
        UnmaskParty.Map(cases);
        Narratives.Map(cases);
        FundAccounts.Map(cases);
        Fund.BankFiles.Map(cases);
        ChangeDeadlines.Map(cases);
        CaseRecusals.Map(cases);
        RaiseExceptions.Map(cases);
        RecordAgents.Map(cases);
        CaseNotes.Map(cases);
    }
}
