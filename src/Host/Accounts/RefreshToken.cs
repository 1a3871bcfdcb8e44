using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LaborFlow.Host.Accounts;

/// <summary>Gives new tokens for a refresh token, unless the account was changed or switched off since.</summary>
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
        AccountSignIn signIn,
        IOptionsMonitor<BearerTokenOptions> options,
        TimeProvider time
    )
    {
        var ticket = options.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(request.RefreshToken);
        if (ticket?.Properties.ExpiresUtc is not { } expires || time.GetUtcNow() >= expires)
            throw new ProblemException(KnownProblems.Unauthenticated);
        var user = await signIn.ValidateSecurityStampAsync(ticket.Principal) ?? throw new ProblemException(KnownProblems.Unauthenticated);
        return TypedResults.SignIn(await signIn.CreateUserPrincipalAsync(user), authenticationScheme: IdentityConstants.BearerScheme);
    }
}
