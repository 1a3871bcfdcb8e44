namespace LaborFlow.Host.Administration;

internal static class AdministrationComposition
{
    public static void MapAdministration(this IEndpointRouteBuilder endpoints)
    {
        var administration = endpoints.MapGroup("/api/administration").WithTags("Administration");
        ListUsers.Map(administration);
        ChangeUsers.Map(administration);
        WorkState.Map(administration);
        SystemHealth.Map(administration);
        ListPeople.Map(endpoints);
        OfficerRegister.Map(endpoints);
    }
}
