using LaborFlow.Cases;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Procedures;

/// <summary>启动关联程序: starts another procedure on the same case beside the one that carries it, after this advance has committed.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "在同一案件上启动另一程序，案件仍由原程序办理，如裁决生效后的公开审查。",
    DisplayName = "启动关联程序"
)]
public sealed class StartProcedure : CodeActivity
{
    /// <summary>The other procedure's definition id.</summary>
    [Input(DisplayName = "程序", Description = "流程定义编号，如 ARB-PUB。", IsRequired = true)]
    public Input<string> Procedure { get; set; } = new();

    /// <summary>What the parties read.</summary>
    [Input(DisplayName = "告知内容", UIHint = "multiline", IsRequired = true)]
    public Input<string> Notice { get; set; } = new();

    /// <summary>Articles of law.</summary>
    [Input(DisplayName = "法律依据")]
    public Input<string?> LegalBasis { get; set; } = new();

    /// <summary>The id of the instance that was started.</summary>
    [Output(DisplayName = "实例")]
    public Output<string> InstanceId { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var about = await context.CaseAsync();
        var procedure = Procedure.Get(context) ?? "";
        InstanceId.Set(context, await HandOver.DispatchAsync(context, procedure, about.Id));
        context
            .GetRequiredService<ICaseStore>()
            .Add(
                CaseEvents.Public(
                    about.Id,
                    context.Now,
                    "workflow",
                    "procedure.started",
                    Notice.Get(context) ?? "",
                    $"{procedure} was started",
                    LegalBasis.Get(context)
                )
            );
    }
}
