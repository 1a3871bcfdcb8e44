using LaborFlow.Cases;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Procedures;

/// <summary>移送: starts another procedure on the same case, after this advance has committed; instead of this one, or beside it.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "把案件移送另一程序，由其继续办理。", DisplayName = "移送")]
public sealed class HandOver : CodeActivity
{
    /// <summary>The other procedure's definition id.</summary>
    [Input(DisplayName = "接收程序", Description = "流程定义编号，如 ARB-INTAKE。", IsRequired = true)]
    public Input<string> Procedure { get; set; } = new();

    /// <summary>What the parties read.</summary>
    [Input(DisplayName = "告知内容", UIHint = "multiline", IsRequired = true)]
    public Input<string> Notice { get; set; } = new();

    /// <summary>Articles of law.</summary>
    [Input(DisplayName = "法律依据")]
    public Input<string?> LegalBasis { get; set; } = new();

    /// <summary>
    /// The other procedure runs beside this one, which keeps the case: <see cref="StartProcedure"/>, untold and ending with the case. Kept for
    /// drawings that say it here.
    /// </summary>
    [Input(
        DisplayName = "并行办理",
        Description = "另一程序在同一案件上并行办理，案件仍由本程序继续；新流程请用“启动关联程序”并勾选“不告知当事人”“随案件办结”。"
    )]
    public Input<bool> Beside { get; set; } = new();

    /// <summary>The id of the instance that goes on.</summary>
    [Output(DisplayName = "接收实例")]
    public Output<string> InstanceId { get; set; } = new();

    /// <summary>How the history tells in English of a hand-over to a procedure; what is counted by it reads the same words.</summary>
    public static string Told(string procedure) => $"Handed over to: {Cases.Procedures.Find(procedure)?.En ?? procedure}";

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var procedure = Procedure.Get(context) ?? "";
        var notice = Notice.Get(context) ?? "";
        if (Beside.Get(context))
        {
            var basis = LegalBasis.Get(context);
            InstanceId.Set(context, await ProcedureStarts.BesideAsync(context, procedure, notice, basis, told: false, endsWithCase: true));
            return;
        }

        var disputed = await context.CaseAsync();
        await ProcedureStarts.FollowPartialAwardsAsync(
            context,
            "案件转其他程序办理，不影响已经作出的先行裁决书：它的送达、救济期限和生效另行跟踪。"
        );
        var instanceId = await ProcedureStarts.DispatchAsync(context, procedure, disputed.Id);
        disputed.WorkflowInstanceId = instanceId;
        disputed.Revision++;
        context
            .GetRequiredService<ICaseStore>()
            .Add(CaseEvents.Public(disputed.Id, context.Now, "workflow", "handed-over", notice, Told(procedure), LegalBasis.Get(context)));
        InstanceId.Set(context, instanceId);
    }
}
