using LaborFlow.Host.Operations;
using LaborFlow.Persistence.Personal;

namespace LaborFlow.Host.Personal;

internal static class PersonalComposition
{
    public static void MapPersonalData(this IEndpointRouteBuilder endpoints) => BulkUnmask.Map(endpoints);

    public static WebApplicationBuilder AddPersonalData(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => new PersonalKeyFile(
            Path.Combine(Directory(services.GetRequiredService<IConfiguration>()), "personal-data.key")
        ));
        builder.Services.AddSingleton(services =>
        {
            try
            {
                return services.GetRequiredService<PersonalKeyFile>().Ring();
            }
            catch (Exception unusable) when (unusable is PersonalDataException or IOException or UnauthorizedAccessException)
            {
                throw new SetupException(unusable.Message);
            }
        });
        builder.Services.AddScoped<UnmaskParty>();
        builder.Services.AddScoped<Narratives>();
        return builder;
    }

    /// <exception cref="SetupException">No directory is configured.</exception>
    private static string Directory(IConfiguration configuration) =>
        configuration["PersonalData:KeyDirectory"] is { Length: > 0 } own ? own
        : configuration["LaborFlow:DataDirectory"] is { Length: > 0 } data ? data
        : throw new SetupException(
            "No place for the keys of personal data: set PersonalData__KeyDirectory (or LaborFlow__DataDirectory), shared by all hosts of the database."
        );
}
