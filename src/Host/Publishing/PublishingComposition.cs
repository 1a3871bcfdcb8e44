namespace LaborFlow.Host.Publishing;

/// <summary>Changing procedures with care: checks, differences, publications that a second administrator approves.</summary>
internal static class PublishingComposition
{
    public static WebApplicationBuilder AddPublishing(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(
            new ProcedureOptions { PublishNeedsApproval = builder.Configuration.GetValue("Procedures:PublishNeedsApproval", true) }
        );
        builder.Services.AddScoped<Proposals>();
        builder.Services.AddScoped<Publications>();
        builder.Services.AddScoped<Alterations>();
        return builder;
    }

    public static void MapPublishing(this IEndpointRouteBuilder endpoints)
    {
        var procedures = endpoints.MapGroup("/api/procedures").WithTags("Procedures");
        ProposalEndpoints.Map(procedures);
        MigrationEndpoints.Map(procedures);
        AlterInstance.Map(procedures);
        CheckProcedure.Map(procedures);
        ReadDifference.Map(procedures);
    }
}

/// <summary>Section <c>Procedures</c> of the configuration.</summary>
internal sealed record ProcedureOptions
{
    /// <summary>
    /// True: publishing a version and altering running cases wait for a second administrator. False only for trials: what is published
    /// then takes effect at once.
    /// </summary>
    public bool PublishNeedsApproval { get; init; } = true;
}
