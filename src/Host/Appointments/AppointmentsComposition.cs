namespace LaborFlow.Host.Appointments;

internal static class AppointmentsComposition
{
    public static WebApplicationBuilder AddAppointments(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Conflicts>();
        builder.Services.AddScoped<ScheduleAppointment>();
        return builder;
    }

    public static void MapAppointments(this IEndpointRouteBuilder endpoints)
    {
        Rooms.Map(endpoints.MapGroup("/api/rooms").WithTags("Appointments"));
        ScheduleAppointment.Map(endpoints.MapGroup("/api/appointments").WithTags("Appointments"));
    }
}
