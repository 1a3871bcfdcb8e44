using System.Text.Json;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>Signs a browser in by passkey, without name and password.</summary>
internal static class PasskeySignIn
{
    /// <param name="Credential">What the browser answered, as JSON.</param>
    public sealed record Request(JsonElement? Credential);

    public static void Map(IEndpointRouteBuilder auth)
    {
        auth.MapPost("/passkey/options", AskAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.SignIn)
            .Produces<JsonElement>()
            .WithName("passkey-options");
        auth.MapPost("/passkey", HandleAsync).AllowAnonymous().RequireRateLimiting(LimitsComposition.SignIn).WithName("passkey-sign-in");
    }

    private static async Task<IResult> AskAsync(Passkeys passkeys) =>
        TypedResults.Content(await passkeys.AskAnyAsync(), "application/json");

    private static async Task<Me.Answer> HandleAsync(
        Request request,
        Passkeys passkeys,
        AccountSignIn signIn,
        SessionBook sessions,
        AccessLog log,
        Me.Reader me,
        HttpContext context
    )
    {
        if (request.Credential is not { ValueKind: JsonValueKind.Object } credential)
            throw ProblemException.Field("credential", "required", "缺少通行密钥的应答。", "The passkey's answer is missing.");
        var user = await passkeys.FindAsync(credential.GetRawText());
        if (user is not { IsActive: true })
        {
            await log.SignInFailedAsync(user?.UserName ?? "passkey", lockedOut: false);
            throw new ProblemException(KnownProblems.WrongCredentials);
        }
        await signIn.DemandNotLockedAsync(user);
        await log.SignedInAsync(user.UserName!, "passkey");
        var (ticket, caller) = await sessions.OpenAsync(user, SessionBook.Browser, "passkey", context);
        await context.SignInAsync(IdentityConstants.ApplicationScheme, ticket);
        return await me.ReadAsync(caller.User, caller.MustChangePassword, context.RequestAborted);
    }
}
