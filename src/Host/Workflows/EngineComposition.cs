using System.Reflection;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Problems;
using LaborFlow.Workflows;

namespace LaborFlow.Host.Workflows;

/// <summary>Registers the engine with the built-in activities and those of src/Activities.</summary>
internal static class EngineComposition
{
    public static WebApplicationBuilder AddEngine(this WebApplicationBuilder builder)
    {
        var hosts = builder.Configuration.GetSection("Engine:AllowedHosts").Get<string[]>() ?? [];
        var options = new EngineOptions
        {
            AllowedHosts = hosts.ToHashSet(StringComparer.OrdinalIgnoreCase),
            UseTokenFlow = builder.Configuration.GetValue<bool>("Engine:UseTokenFlow"),
        };
        builder.Services.AddSingleton(services =>
            WorkflowEngine.Create(services.GetRequiredService<TimeProvider>(), options, Assembly.Load("LaborFlow.Activities"))
        );
        builder.Services.AddSingleton(new CompiledDefinitions(options.DefinitionCacheSize));
        builder.Services.AddScoped<DefinitionLibrary>();
        builder.Services.AddScoped<WorkflowRuntime>();
        builder.Services.AddScoped<ProcedureLibrary>();
        builder.Services.AddScoped<IStartupStep, InstallProcedures>();
        builder.Services.AddSingleton<IProblemSource, EngineProblems>();
        return builder;
    }
}
