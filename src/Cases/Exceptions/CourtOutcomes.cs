using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Exceptions;

/// <summary>What a court's decision does to an award.</summary>
public enum AwardEffect
{
    /// <summary>裁决发生法律效力.</summary>
    Stands,

    /// <summary>裁决不发生法律效力，以法院裁判为准.</summary>
    Replaced,

    /// <summary>裁决被撤销.</summary>
    Revoked,

    /// <summary>The result does not fit how the award was attacked; nothing was recorded.</summary>
    Impossible,
}

/// <summary>
/// 法院处理结果 (调解仲裁法 art 48–50): after a party sued or asked for the award to be set aside, what the court decided, and whether the award
/// binds after all. A suit that is withdrawn or dismissed for being late lets the award stand (法释〔2000〕18号); a judgment takes its place;
/// an award that is set aside opens the way to court for fifteen days.
/// </summary>
public sealed class CourtOutcomes(ITaskStore tasks, ExceptionDesk desk)
{
    /// <summary>The results.</summary>
    public static readonly IReadOnlyList<CodeName> Results =
    [
        new("judged", "法院判决", "Judgment"),
        new("settled", "法院调解", "Settled in court"),
        new("suit-withdrawn", "准予撤诉或者按撤诉处理", "Suit withdrawn"),
        new("dismissed", "逾期起诉被驳回", "Dismissed as late"),
        new("kept", "驳回撤销裁决申请", "Application to set aside refused"),
        new("revoked", "裁定撤销裁决", "Award set aside"),
    ];

    private const string Sued = "award-sued";
    private const string Challenged = "award-challenged";

    /// <summary>Whether a court is still to decide about the case's award.</summary>
    public static bool Awaits(Case disputed) => disputed.ClosedAs is Sued or Challenged;

    /// <summary>Records the result that a step's form holds (courtResult, court, courtCase, decidedOn, judgment).</summary>
    public async ValueTask<AwardEffect> RecordAsync(Case disputed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        var result = Results.First(r => r.Code == data.Required("courtResult"));
        var effect = (disputed.ClosedAs, result.Code) switch
        {
            (Sued, "judged" or "settled") => AwardEffect.Replaced,
            (Sued, "suit-withdrawn" or "dismissed") => AwardEffect.Stands,
            (Challenged, "kept" or "suit-withdrawn") => AwardEffect.Stands,
            (Challenged, "revoked") => AwardEffect.Revoked,
            _ => AwardEffect.Impossible,
        };
        var by = data.Task.CompletedBy!;
        if (effect == AwardEffect.Impossible)
        {
            desk.Tell(
                disputed,
                "workflow",
                "court.refused",
                disputed.ClosedAs == Sued
                    ? $"本案登记的是起诉，不是申请撤销裁决，不能登记“{result.Zh}”，请核对裁判文书"
                    : $"本案登记的是申请撤销终局裁决，不能登记“{result.Zh}”，请核对裁判文书",
                "This result does not fit how the award was attacked",
                BasisOf(disputed)
            );
            return effect;
        }

        var words = effect switch
        {
            AwardEffect.Stands => "裁决书发生法律效力，当事人可以申请执行",
            AwardEffect.Replaced => "裁决书不发生法律效力，以人民法院的裁判为准",
            _ => "裁决书失去效力，双方可以自收到裁定书之日起在法定期限内向人民法院起诉",
        };
        var basis = BasisOf(disputed);
        var (court, number, day) = (data.Required("court"), data.Required("courtCase"), data.Date("decidedOn")!.Value);
        desk.Enter(
            disputed,
            "court-outcome",
            $"{court}{number}：{result.Zh}。{words}",
            by,
            new
            {
                result = result.Code,
                court,
                courtCase = number,
                decidedOn = day,
                effect = effect.ToString(),
                judgment = data.Text("judgment"),
            }
        );
        disputed.EndAs(
            effect switch
            {
                AwardEffect.Stands => "award-effective",
                AwardEffect.Replaced => "award-replaced",
                _ => "award-revoked",
            }
        );
        desk.Tell(
            disputed,
            by,
            "court.decided",
            $"{court}于{day:yyyy-MM-dd}以{number}{result.Zh}，{words}",
            $"The court decided: {result.En}",
            basis
        );
        return effect;
    }

    /// <summary>The article by which the award was attacked.</summary>
    private static string BasisOf(Case disputed) =>
        disputed.ClosedAs == Sued ? "《劳动争议调解仲裁法》第48条、第50条" : "《劳动争议调解仲裁法》第49条";
}
