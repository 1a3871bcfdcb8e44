using LaborFlow.Host.Accounts;

namespace LaborFlow.Host.Elsa;

/// <summary>Elsa's REST API and hub, as far as Studio 3.8 and Elsa's clients call them: administrators change, auditors read.</summary>
/// <remarks>Requests here may have members that we do not know: Elsa's clients of other versions send more than we use.</remarks>
internal static class ElsaComposition
{
    public static WebApplicationBuilder AddElsa(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<InUse>();
        builder.Services.AddScoped<DesignAudit>();
        builder.Services.AddScoped<InstanceViewers>();
        builder.Services.AddScoped<InstanceCommands>();
        builder.Services.AddScoped<ReachedInstances>();
        builder.Services.AddScoped<InputOptions>();
        builder.Services.AddSingleton<InstanceWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<InstanceWatch>());
        builder.Services.AddSignalR();
        return builder;
    }

    public static void MapElsa(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints
            .MapGroup("/elsa/api")
            .AddEndpointFilter<ElsaErrors>()
            .AddEndpointFilter<ReaderLinks>()
            .WithTags("Elsa")
            .ExcludeFromDescription();
        var reading = api.MapGroup("").RequireAuthorization(Policies.DesignReaders);
        DescriptorEndpoints.Map(reading);
        DefinitionEndpoints.Map(reading);
        DefinitionFiles.MapReading(reading);
        GraphEndpoints.Map(reading);
        InstanceEndpoints.MapReading(reading);
        InstanceFiles.MapReading(reading);
        ExecutionEndpoints.Map(reading);
        AlterationEndpoints.MapReading(reading);

        var changing = api.MapGroup("").RequireAuthorization(Policies.Administration);
        DefinitionCommands.Map(changing);
        DefinitionFiles.MapChanging(changing);
        InstanceEndpoints.MapChanging(changing);
        InstanceFiles.MapChanging(changing);
        TestEndpoints.Map(changing);
        RunEndpoints.Map(changing);
        AlterationEndpoints.MapChanging(changing);

        endpoints.MapHub<InstanceHub>("/elsa/hubs/workflow-instance").RequireAuthorization(Policies.DesignReaders);
    }
}
