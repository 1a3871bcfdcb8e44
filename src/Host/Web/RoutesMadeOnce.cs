using Microsoft.AspNetCore.Routing;

namespace LaborFlow.Host.Web;

/// <summary>
/// Compiles the handlers of some hundred routes once for each host: routing and authorization ask the sources of routes each for itself, and a
/// source that is no composite compiles them again for whoever asks, which made half of the time from the start to the first answer.
/// </summary>
internal static class RoutesMadeOnce
{
    /// <summary>To be called when everything is mapped; what is mapped later is compiled as before.</summary>
    public static void MakeRoutesOnce(this IEndpointRouteBuilder app)
    {
        var made = new CompositeEndpointDataSource([.. app.DataSources]);
        app.DataSources.Clear();
        app.DataSources.Add(made);
    }
}
