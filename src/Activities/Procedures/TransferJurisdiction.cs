using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Procedures;

/// <summary>移送管辖: the case moves to the authority that a step's form names, in this city's districts or beyond.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按步骤表单把案件移送有管辖权的机关。", DisplayName = "移送管辖")]
[FlowNode(Within, Outside)]
public sealed class TransferJurisdiction : Activity
{
    /// <summary>To a district that works with this system: the case goes on there.</summary>
    public const string Within = "within";

    /// <summary>To another authority: the case ends here.</summary>
    public const string Outside = "outside";

    /// <summary>The step whose form names it.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 authority 为区名、区代码或者其他机关名称。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The definition with which the other district begins.</summary>
    [Output(DisplayName = "接收程序")]
    public Output<string> Procedure { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        using var data = await StepData.LastAsync(
            context.GetRequiredService<ITaskStore>(),
            disputed.Id,
            FromStep.Get(context) ?? "",
            context.CancellationToken
        );
        var authority = data.Required("authority");
        context.GetRequiredService<ChangeParticulars>().Transfer(disputed, authority, data.Task.CompletedBy!);
        Procedure.Set(
            context,
                // What a party applied for arbitration of, or may still, is not mediated a second time.
                disputed.Stage == Cases.Stages.ArbitrationApplication
                || await ArbitrationApplication.IsMadeAsync(context.GetRequiredService<ICaseRecords>(), disputed, context.CancellationToken)
                    ? "ARB-INTAKE"
                // The guarantee fund passed it on to the district's emergency fund.
                : disputed.Stage == Cases.Stages.EmergencyFund ? "EMF"
                : disputed.ProcedureCode is "MED" or "INS" or "INSF" or "WGF" or "EMF" or "NEW" or "BLK" or "CRD" ? disputed.ProcedureCode
                : "ARB-INTAKE"
        );
        await context.CompleteActivityWithOutcomesAsync(
            Districts.All.Any(d => d.Name == authority || d.Code == authority) ? Within : Outside
        );
    }
}
