using LaborFlow.Host.Jobs;
using LaborFlow.Host.Mail;
using LaborFlow.Persistence.Reminders;

namespace LaborFlow.Host.Reminders;

internal static class RemindersComposition
{
    public static WebApplicationBuilder AddReminders(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<ReminderQueue>();
        services.AddSingleton<ReminderSweep>();
        services.AddSingleton<RaiseOverdue>();
        // The cluster's scheduler wakes one host each time; without it this host goes by its own clock.
        if (!builder.Configuration.GetValue("Jobs:Scheduler", true) && builder.Configuration.GetValue("Reminders:Automatic", true))
            services.AddHostedService<ReminderService>();
        services.AddSingleton(builder.Configuration.GetSection("Mail").Get<MailServer>() ?? new MailServer());
        services.AddSingleton<Mailer>();
        services.AddScoped<MailDeliveries>();
        services.AddSingleton<IOutboxHandler, ReminderMails>();
        return builder;
    }

    public static void MapReminders(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").WithTags("Reminders");
        Notifications.Map(api);
        EditPlans.Map(api);
        Supervision.Map(api);
        SupervisedLists.Map(api);
        Deliveries.Map(api);
        CalendarFeed.Map(endpoints);
    }
}
