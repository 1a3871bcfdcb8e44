using System.Threading.RateLimiting;
using LaborFlow.Host.Problems;
using Microsoft.AspNetCore.Server.Kestrel.Core;

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

    /// <summary>Requests a minute about one case on the public endpoints, from all addresses together. Default 120.</summary>
    public int CasePerMinute { get; set; } = 120;

    /// <summary>Wrong query codes for one case from all addresses together before addresses that never knew the code must wait. Default 30.</summary>
    public int FreeCodeTriesOfAll { get; set; } = 30;

    /// <summary>Seconds in which a request's headers must have come. Default 15.</summary>
    public int HeaderSeconds { get; set; } = 15;

    /// <summary>Wrong query codes for one case from one address before each further try must wait. Default 5.</summary>
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
        builder.Services.AddSingleton<VirusScan>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(limits.HeaderSeconds);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        });
        builder.Services.AddRateLimiter(options =>
        {
            // By case: whoever has many addresses still has only one case to guess at.
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                context.Request.Path.StartsWithSegments("/api/public", StringComparison.OrdinalIgnoreCase)
                && context.GetRouteValue("caseNumber") is string number
                    ? Window("case:" + number, limits.CasePerMinute)
                    : RateLimitPartition.GetNoLimiter("")
            );
            options.AddPolicy(Public, context => ByAddress(context, limits.PublicPerMinute));
            options.AddPolicy(Filing, context => ByAddress(context, limits.FilingsPerMinute));
            options.AddPolicy(SignIn, context => ByAddress(context, limits.SignInsPerMinute));
            options.OnRejected = (rejected, _) =>
            {
                throw new ProblemException(
                    rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
                        ? KnownProblems.TooManyFor(wait)
                        : KnownProblems.TooManyRequests
                );
            };
        });
        return builder;
    }

    private static RateLimitPartition<string> ByAddress(HttpContext context, int perMinute) =>
        Window(context.Connection.RemoteIpAddress?.ToString() ?? "", perMinute);

    private static RateLimitPartition<string> Window(string of, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(
            of,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }
        );
}
