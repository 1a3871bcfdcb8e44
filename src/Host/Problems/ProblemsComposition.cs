using Microsoft.AspNetCore.Routing;

namespace LaborFlow.Host.Problems;

internal static class ProblemsComposition
{
    public static WebApplicationBuilder AddProblems(this WebApplicationBuilder builder)
    {
        // Unreadable requests arrive as exceptions, so that the middleware can say which field it was.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        builder.Services.AddSingleton<IProblemSource, RoomProblems>();
        builder.Services.AddSingleton<IProblemSource, DatabaseProblems>();
        return builder;
    }
}
