using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests;

/// <summary>Passwords that are made to be slow to try are slow to check, and these tests sign in a thousand times.</summary>
internal static class QuickPasswords
{
    public static IServiceCollection AddQuickPasswords(this IServiceCollection services) =>
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
}
