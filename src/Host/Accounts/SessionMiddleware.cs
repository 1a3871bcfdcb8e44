using System.Security.Claims;
using LaborFlow.Host.Problems;
using Microsoft.AspNetCore.Authorization;

namespace LaborFlow.Host.Accounts;

/// <summary>
/// Turns the session that a cookie or token names into its caller, as the account is now. What is public knows no caller. An account with a
/// password that somebody else set may replace it and nothing else.
/// </summary>
internal sealed class SessionMiddleware(RequestDelegate next)
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    public async Task InvokeAsync(HttpContext context, SessionBook sessions)
    {
        if (context.User.Identity is { IsAuthenticated: true })
        {
            var endpoint = context.GetEndpoint();
            var open = endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var caller =
                endpoint is not null && !open && context.User.SessionId() is { } id
                    ? await sessions.ResumeAsync(id, context.RequestAborted, IsAsked(context.Request, endpoint))
                    : null;
            context.User = caller?.User ?? Nobody;
            if (caller is { MustChangePassword: true } && endpoint?.Metadata.GetMetadata<WithInitialPassword>() is null)
                throw new ProblemException(KnownProblems.PasswordMustChange);
        }
        await next(context);
    }

    /// <summary>
    /// A page that asks on its own, while nobody touches it, says so: a session ends after its idle time though the page stays open.
    /// </summary>
    private static bool IsAsked(HttpRequest request, Endpoint endpoint) =>
        !request.Headers.ContainsKey("X-Background") && endpoint.Metadata.GetMetadata<OpenLine>() is null;
}

/// <summary>Marks what a page keeps open or opens again by itself.</summary>
internal sealed class OpenLine;

/// <summary>Marks the endpoints that somebody may call who still has the password that somebody else set.</summary>
internal sealed class WithInitialPassword;
