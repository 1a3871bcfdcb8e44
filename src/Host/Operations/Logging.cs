namespace LaborFlow.Host.Operations;

internal static class Logging
{
    /// <summary>One JSON object a line on standard output, with the case number, the instance and the user.</summary>
    public static WebApplicationBuilder AddStructuredLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(options =>
        {
            options.IncludeScopes = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
        builder.Services.AddScoped<LogScope>();
        return builder;
    }
}
