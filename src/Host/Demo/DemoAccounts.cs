using LaborFlow.Host.Accounts;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Users;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Demo;

/// <summary>
/// One account for each role, all with the password of the README: only for <c>--demo</c>, and only while nobody but this machine can
/// reach the host.
/// </summary>
internal sealed class DemoAccounts(AddUser addUser, UserManager<AppUser> users) : IStartupStep
{
    /// <summary>Written in the README for everybody to read.</summary>
    public const string Password = "LaborFlow-Demo-2026!";

    /// <summary>Longhua district of Shenzhen, where the sample cases are filed.</summary>
    public const string District = "440309";

    /// <summary>What takes two people, and a tribunal of three.</summary>
    private static readonly (string Name, string Role, string? DisplayName)[] More =
    [
        ("administrator2", Roles.Administrator, "系统管理员二"),
        ("arbitrator2", "arbitrator", "仲裁员二"),
        ("arbitrator3", "arbitrator", "仲裁员三"),
    ];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, code, displayName) in Roles.All.Select(role => (role.Code, role.Code, (string?)null)).Concat(More))
        {
            if (await users.FindByNameAsync(name) is null)
                await addUser.HandleAsync(new NewUser(name, Password, code, displayName, Jurisdiction: District));
        }
    }

    /// <summary>Refuses a demonstration that strangers could reach.</summary>
    /// <exception cref="SetupException">An address is not on the loopback interface.</exception>
    public static void DemandLoopback(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.IsLoopback)
                throw new SetupException(
                    $"--demo has accounts with a known password and serves on this machine only; {url} can be reached from others."
                );
        }
    }
}
