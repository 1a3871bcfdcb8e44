using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Workflows;

namespace LaborFlow.Host.Tasks;

internal static class TasksComposition
{
    public static WebApplicationBuilder AddTasks(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ReadTask.Reader>();
        builder.Services.AddTransient<Lights>();
        builder.Services.AddTransient<LightConditions>();
        builder.Services.AddScoped<TaskUnit>();
        builder.Services.AddScoped<TaskStepsBack>();
        builder.Services.AddScoped<IStepOrder, StepOrder>();
        builder.Services.AddScoped<Officers>();
        builder.Services.AddScoped<IOfficers>(services => services.GetRequiredService<Officers>());
        builder.Services.AddScoped<TaskCompletion>();
        builder.Services.AddScoped<StoppedSteps>();
        return builder;
    }

    public static void MapTasks(this IEndpointRouteBuilder endpoints)
    {
        var tasks = endpoints.MapGroup("/api/tasks").WithTags("Tasks");
        ListTasks.Map(tasks);
        ReadTask.Map(tasks);
        TaskCommands.Map(tasks);
        TasksInBulk.Map(tasks);
        AttachFiles.Map(tasks);
        ListOfficers.Map(tasks);
    }
}
