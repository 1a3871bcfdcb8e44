using LaborFlow.Host.Accounts;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Users;

/// <summary>Makes accounts: the first administrator from the command line, the demonstration's one for each role.</summary>
internal sealed class AddUser(UserManager<AppUser> users, RoleManager<AppRole> roles, TimeProvider time)
{
    /// <summary>Makes every role that is missing; cheap when none is.</summary>
    public async Task EnsureRolesAsync(CancellationToken cancellationToken = default)
    {
        var present = await roles.Roles.Select(role => role.Name).ToListAsync(cancellationToken);
        foreach (var role in Roles.All.Where(role => !present.Contains(role.Code)))
            Demand(await roles.CreateAsync(new AppRole(role.Code) { Id = Guid.CreateVersion7(time.GetUtcNow()), DisplayName = role.Zh }));
    }

    /// <summary>Makes an account with one role.</summary>
    /// <exception cref="UserRefusedException">The role is unknown, the name is taken, or the password is too weak.</exception>
    public async Task<AppUser> HandleAsync(NewUser request)
    {
        var role =
            Roles.Find(request.Role)
            ?? throw new UserRefusedException(
                $"There is no role {request.Role}. Roles: {string.Join(", ", Roles.All.Select(known => known.Code))}."
            );
        await EnsureRolesAsync();
        var user = new AppUser
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            UserName = request.Name,
            DisplayName = request.DisplayName ?? role.Zh,
            OfficeId = request.OfficeId,
            Jurisdiction = request.Jurisdiction,
            MustChangePassword = request.MustChangePassword,
            CreatedAt = time.GetUtcNow(),
        };
        Demand(await users.CreateAsync(user, request.Password));
        Demand(await users.AddToRoleAsync(user, role.Code));
        return user;
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new UserRefusedException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }
}

/// <summary>An account to make.</summary>
internal sealed record NewUser(
    string Name,
    string Password,
    string Role,
    string? DisplayName = null,
    string? OfficeId = null,
    string? Jurisdiction = null,
    bool MustChangePassword = false
);

/// <summary>The account was not made; the message says why.</summary>
internal sealed class UserRefusedException(string message) : Exception(message);
