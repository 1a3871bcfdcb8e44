using LaborFlow.Host.Cases;

namespace LaborFlow.Host.Following;

internal static class FollowingComposition
{
    public static WebApplicationBuilder AddFollowing(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CodeTries>();
        builder.Services.AddScoped<FollowedCase>();
        builder.Services.AddScoped<ReadPublicCase.Reader>();
        builder.Services.AddScoped<SendTaskLink>();
        builder.Services.AddScoped<OpenTaskLink>();
        return builder;
    }

    /// <summary>Public on purpose: the query code, not an account, opens the own case to a party.</summary>
    public static void MapFollowing(this IEndpointRouteBuilder endpoints)
    {
        var publicCases = endpoints.MapGroup("/api/public/cases/{caseNumber}").WithTags("Public");
        ReadPublicCase.Map(publicCases);
        SubmitPublicEvidence.Map(publicCases);
        DownloadPublicDocument.Map(publicCases);
        CompletePublicTask.Map(publicCases);
        WithdrawPublicCase.Map(publicCases);
        RaiseExceptions.MapPublic(publicCases);
        OpenTaskLink.Map(endpoints);
        SendTaskLink.Map(endpoints.MapGroup("/api/tasks").WithTags("Tasks"));
    }
}
