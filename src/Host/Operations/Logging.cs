namespace LaborFlow.Host.Operations;

internal static class Logging
{
    private const string Statements = "Microsoft.EntityFrameworkCore.Database.Command";

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
        // A line for every statement would bury the lines that matter; whoever sets the category's level gets them.
        if (string.IsNullOrEmpty(builder.Configuration["Logging:LogLevel:" + Statements]))
            builder.Logging.AddFilter(Statements, LogLevel.Warning);
        builder.Services.AddScoped<LogScope>();
        return builder;
    }
}
