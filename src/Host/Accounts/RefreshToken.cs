using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LaborFlow.Host.Accounts;

/// <summary>Gives new tokens for a refresh token, unless the session was ended or the account switched off since.</summary>
internal static class RefreshToken
{
    /// <summary>The refresh token as it was issued.</summary>
    public sealed record Request(string? RefreshToken);

    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/refresh", HandleAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.SignIn)
            .Produces<AccessTokenResponse>()
            .WithName("refresh");

    private static async Task<SignInHttpResult> HandleAsync(
        Request request,
        SessionBook sessions,
        IOptionsMonitor<BearerTokenOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var ticket = options.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(request.RefreshToken);
        if (ticket?.Properties.ExpiresUtc is not { } expires || time.GetUtcNow() >= expires)
            throw new ProblemException(KnownProblems.Unauthenticated);
        if (ticket.Principal.SessionId() is not { } session || await sessions.ResumeAsync(session, cancellationToken) is null)
            throw new ProblemException(KnownProblems.Unauthenticated);
        return TypedResults.SignIn(SessionBook.Ticket(session), authenticationScheme: IdentityConstants.BearerScheme);
    }
}
