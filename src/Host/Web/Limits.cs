using System.Globalization;
using System.Threading.RateLimiting;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Web;

/// <summary>How often strangers may ask. Section <c>Limits</c> of the configuration.</summary>
internal sealed class Limits
{
    /// <summary>Requests a minute to the public endpoints from one address. Default 120.</summary>
    public int PublicPerMinute { get; set; } = 120;

    /// <summary>Disputes filed a minute from one address. Default 20: a trade-union office files for many from one address.</summary>
    public int FilingsPerMinute { get; set; } = 20;

    /// <summary>Attempts to sign in a minute from one address, over all accounts. Default 30; lockout guards the single account.</summary>
    public int SignInsPerMinute { get; set; } = 30;

    /// <summary>Wrong query codes for one case before each further try must wait. Default 5.</summary>
    public int FreeCodeTries { get; set; } = 5;
}

internal static class LimitsComposition
{
    public const string Public = "public";
    public const string Filing = "filing";
    public const string SignIn = "sign-in";

    public static WebApplicationBuilder AddLimits(this WebApplicationBuilder builder)
    {
        var limits = builder.Configuration.GetSection("Limits").Get<Limits>() ?? new Limits();
        builder.Services.AddSingleton(limits);
        builder.Services.AddRateLimiter(options =>
        {
            options.AddPolicy(Public, context => ByAddress(context, limits.PublicPerMinute));
            options.AddPolicy(Filing, context => ByAddress(context, limits.FilingsPerMinute));
            options.AddPolicy(SignIn, context => ByAddress(context, limits.SignInsPerMinute));
            options.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
                        .ToString(CultureInfo.InvariantCulture);
                throw new ProblemException(KnownProblems.TooManyRequests);
            };
        });
        return builder;
    }

    private static RateLimitPartition<string> ByAddress(HttpContext context, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }
        );
}
