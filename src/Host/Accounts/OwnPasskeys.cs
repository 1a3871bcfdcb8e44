using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>Adds passkeys to the own account and removes them.</summary>
internal static class OwnPasskeys
{
    /// <param name="Credential">What the browser answered, as JSON.</param>
    /// <param name="Name">What its owner calls it.</param>
    public sealed record New(JsonElement? Credential, string? Name);

    public static void Map(IEndpointRouteBuilder account)
    {
        account
            .MapPost("/passkeys/options", AskAsync)
            .RequireAuthorization(Policies.SignedIn)
            .Produces<JsonElement>()
            .WithName("new-passkey-options");
        account.MapPost("/passkeys", AddAsync).RequireAuthorization(Policies.SignedIn).WithName("add-passkey");
        account.MapDelete("/passkeys/{id}", RemoveAsync).RequireAuthorization(Policies.SignedIn).WithName("remove-passkey");
    }

    private static async Task<IResult> AskAsync(
        OwnSecondFactor.WithPassword request,
        ClaimsPrincipal user,
        UserManager<AppUser> users,
        AccountSignIn signIn,
        Passkeys passkeys
    )
    {
        var own = await users.OwnAsync(user);
        await signIn.DemandPasswordAsync(own, request.Password);
        if ((await users.GetPasskeysAsync(own)).Count >= Passkeys.Most)
            throw ProblemException.Field(
                "",
                "too-many",
                $"最多 {Passkeys.Most} 个通行密钥，请先删除不用的。",
                $"At most {Passkeys.Most} passkeys; remove one first."
            );
        return TypedResults.Content(await passkeys.AskNewAsync(own), "application/json");
    }

    private static async Task<IResult> AddAsync(
        New request,
        ClaimsPrincipal user,
        UserManager<AppUser> users,
        Passkeys passkeys,
        AccessLog log,
        CancellationToken cancellationToken
    )
    {
        if (request.Credential is not { ValueKind: JsonValueKind.Object } credential)
            throw ProblemException.Field("credential", "required", "缺少通行密钥的应答。", "The passkey's answer is missing.");
        await passkeys.AddAsync(await users.OwnAsync(user), credential.GetRawText(), request.Name);
        await log.AccountAsync(user.UserName(), "user.passkey-added", "添加通行密钥", "Added a passkey", request.Name, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> RemoveAsync(
        string id,
        ClaimsPrincipal user,
        UserManager<AppUser> users,
        AccessLog log,
        CancellationToken cancellationToken
    )
    {
        var own = await users.OwnAsync(user);
        var found =
            (await users.GetPasskeysAsync(own)).FirstOrDefault(passkey => Convert.ToHexStringLower(passkey.CredentialId) == id)
            ?? throw new ProblemException(KnownProblems.NotFound);
        await users.RemovePasskeyAsync(own, found.CredentialId);
        await log.AccountAsync(user.UserName(), "user.passkey-removed", "删除通行密钥", "Removed a passkey", found.Name, cancellationToken);
        return TypedResults.NoContent();
    }
}
