using LaborFlow.Host.Jobs;

namespace LaborFlow.Host.Notices;

internal static class NoticesComposition
{
    public static WebApplicationBuilder AddNotices(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IOutboxHandler, PartyNotices>();
        return builder;
    }
}
