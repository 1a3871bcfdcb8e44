using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Administration;

/// <summary>
/// Makes accounts, changes what they may do, and switches them off. Accounts are never deleted, since the history names them. A change
/// holds at once, in the sessions that are open, too.
/// </summary>
internal static class ChangeUsers
{
    /// <param name="Password">A first password, which the person replaces.</param>
    public sealed record NewUser(
        string? UserName,
        string? DisplayName,
        string? Password,
        IReadOnlyList<string>? Roles,
        string? OfficeId,
        string? Jurisdiction
    );

    public sealed record Change(string? DisplayName, IReadOnlyList<string>? Roles, string? OfficeId, string? Jurisdiction, bool? IsActive);

    /// <param name="Password">The next first password, which the person replaces.</param>
    /// <param name="RemoveSecondFactor">Also takes the authenticator app off the account.</param>
    public sealed record NewPassword(string? Password, bool RemoveSecondFactor = false);

    public static void Map(IEndpointRouteBuilder administration)
    {
        administration
            .MapPost("/users", AddAsync)
            .RequireAuthorization(Policies.Administration)
            .Produces<ListUsers.Item>(StatusCodes.Status201Created)
            .WithName("add-user");
        administration.MapPut("/users/{userName}", ChangeAsync).RequireAuthorization(Policies.Administration).WithName("change-user");
        administration
            .MapPost("/users/{userName}/password", ResetAsync)
            .RequireAuthorization(Policies.Administration)
            .WithName("reset-password");
    }

    private static async Task<IResult> AddAsync(
        NewUser request,
        ClaimsPrincipal administrator,
        UserManager<AppUser> users,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrWhiteSpace(request.UserName))
            throw ProblemException.Field("userName", "required", "请填写用户名。", "A user name is needed.");
        await DemandAsync(request.Roles ?? [], request.OfficeId, request.Jurisdiction, administrator, database, cancellationToken);
        var user = new AppUser
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            UserName = request.UserName.Trim(),
            DisplayName = string.IsNullOrWhiteSpace(request.DisplayName) ? request.UserName.Trim() : request.DisplayName.Trim(),
            OfficeId = Blank(request.OfficeId),
            Jurisdiction = Blank(request.Jurisdiction) ?? administrator.Jurisdiction(),
            MustChangePassword = true,
            CreatedAt = time.GetUtcNow(),
        };
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        Demand(await users.CreateAsync(user, request.Password ?? ""));
        Demand(await users.AddToRolesAsync(user, request.Roles ?? []));
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created(
            "/api/administration/users/" + Uri.EscapeDataString(user.UserName),
            (await ListUsers.ShowAsync([user], database, time, cancellationToken))[0]
        );
    }

    private static async Task<ListUsers.Item> ChangeAsync(
        string userName,
        Change request,
        ClaimsPrincipal administrator,
        UserManager<AppUser> users,
        LaborFlowDbContext database,
        SessionBook sessions,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var user = await FindAsync(userName, administrator, database, cancellationToken);
        if (userName == administrator.UserName() && (request.IsActive == false || request.Roles?.Contains(Roles.Administrator) == false))
        {
            throw new NotAllowedException(
                "user.own-account",
                "不能停用自己的账号，也不能取消自己的管理员角色。",
                "Nobody switches off the own account or takes the own role of administrator away."
            );
        }
        await DemandAsync(request.Roles ?? [], request.OfficeId, request.Jurisdiction, administrator, database, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!string.IsNullOrWhiteSpace(request.DisplayName))
            user.DisplayName = request.DisplayName.Trim();
        if (request.OfficeId is not null)
            user.OfficeId = Blank(request.OfficeId);
        if (request.Jurisdiction is not null)
            user.Jurisdiction = Blank(request.Jurisdiction);
        user.IsActive = request.IsActive ?? user.IsActive;
        Demand(await users.UpdateAsync(user));
        if (request.Roles is { } wanted)
        {
            var present = await users.GetRolesAsync(user);
            Demand(await users.RemoveFromRolesAsync(user, present.Except(wanted, StringComparer.Ordinal)));
            Demand(await users.AddToRolesAsync(user, wanted.Except(present, StringComparer.Ordinal)));
        }
        // Roles and reach are read with every request; only an account that is switched off must not come back with an old session.
        if (!user.IsActive)
            await sessions.EndAsync(user.Id, null, null, administrator.UserName(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (await ListUsers.ShowAsync([user], database, time, cancellationToken))[0];
    }

    private static async Task<IResult> ResetAsync(
        string userName,
        NewPassword request,
        ClaimsPrincipal administrator,
        UserManager<AppUser> users,
        LaborFlowDbContext database,
        SessionBook sessions,
        CancellationToken cancellationToken
    )
    {
        var user = await FindAsync(userName, administrator, database, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        foreach (var validator in users.PasswordValidators)
            Demand(await validator.ValidateAsync(users, user, request.Password));
        user.PasswordHash = users.PasswordHasher.HashPassword(user, request.Password!);
        user.MustChangePassword = true;
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        // Who lost the app or the phone gets in again, and puts a new one on the account.
        if (request.RemoveSecondFactor)
            SecondFactor.Remove(user);
        Demand(await users.UpdateSecurityStampAsync(user));
        await sessions.EndAsync(user.Id, null, null, administrator.UserName(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<AppUser> FindAsync(
        string userName,
        ClaimsPrincipal administrator,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    ) =>
        await database.Set<AppUser>().Within(administrator).SingleOrDefaultAsync(user => user.UserName == userName, cancellationToken)
        ?? throw new ProblemException(KnownProblems.NotFound);

    private static async Task DemandAsync(
        IReadOnlyList<string> roles,
        string? office,
        string? jurisdiction,
        ClaimsPrincipal administrator,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        if (roles.FirstOrDefault(role => Roles.Find(role) is null) is { } unknown)
            throw ProblemException.Field("roles", "unknown-code", $"没有角色“{unknown}”。", $"There is no role {unknown}.");
        if (Blank(jurisdiction) is { } place)
        {
            if (place.Length is not (6 or 9) || !place.All(char.IsAsciiDigit))
                throw ProblemException.Field("jurisdiction", "format", "辖区应为 6 位或 9 位行政区划代码。", "A code of 6 or 9 digits.");
            if (!place.StartsWith(CurrentActor.ReachPrefix(administrator.Jurisdiction()), StringComparison.Ordinal))
                throw ProblemException.Field(
                    "jurisdiction",
                    "out-of-reach",
                    "该辖区不在您的管理范围内。",
                    "This jurisdiction is out of your reach."
                );
        }
        if (
            Blank(office) is { } id
            && !(
                Guid.TryParse(id, out var organisation)
                && await database.Set<MediationOrganisation>().AnyAsync(found => found.Id == organisation, cancellationToken)
            )
        )
            throw ProblemException.Field("officeId", "unknown", "没有这个机构。", "There is no such office.");
    }

    private static void Demand(IdentityResult result)
    {
        if (result.Succeeded)
            return;
        var first = result.Errors.First();
        throw first.Code switch
        {
            "DuplicateUserName" => ProblemException.Field("userName", "taken", "用户名已被使用。", "The user name is taken."),
            "InvalidUserName" => ProblemException.Field("userName", "format", "用户名不可用。", "The user name cannot be used."),
            _ when first.Code.StartsWith("Password", StringComparison.Ordinal) => ProblemException.Field(
                "password",
                "too-weak",
                "密码至少 12 位，并含大写字母、小写字母、数字和符号。",
                "At least 12 characters with upper and lower case letters, a digit and a symbol."
            ),
            _ => ProblemException.Field("", first.Code, first.Description, first.Description),
        };
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
