using LaborFlow.Host.Operations;

namespace LaborFlow.Host.Demo;

internal static class DemoComposition
{
    /// <exception cref="SetupException">An address is not on the loopback interface.</exception>
    public static WebApplicationBuilder AddDemo(this WebApplicationBuilder builder, string urls)
    {
        DemoAccounts.DemandLoopback(urls);
        builder.Services.AddScoped<IStartupStep, DemoAccounts>();
        builder.Services.AddScoped<IStartupStep, DemoFundRules>();
        builder.Services.AddScoped<IStartupStep, DemoOrganisations>();
        builder.Services.AddScoped<IStartupStep, DemoCases>();
        return builder;
    }
}
