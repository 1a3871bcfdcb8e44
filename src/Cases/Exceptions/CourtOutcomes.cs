using LaborFlow.Cases.Arbitration;
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
public sealed class CourtOutcomes(ICaseRecords records, ITaskStore tasks, AwardTakesEffect effects, ExceptionDesk desk)
{
    /// <summary>The register entry of what became of the award.</summary>
    public const string Entry = "court-outcome";

    /// <summary>The same of a partial award, which goes to court by itself.</summary>
    public const string PartialEntry = "partial-court-outcome";

    private const string OfPartial = "partial";

    /// <summary>The steps in which somebody is found to have gone to court against a partial award.</summary>
    private static readonly string[] PartialWatches = ["fta-partial-watch", "arb-partial-watch", "partial-watch"];

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

    /// <summary>
    /// Whether a court is still to decide about a partial award of the case (调解仲裁法 art 43 (2), 48–50), while the rest goes on or after its end.
    /// </summary>
    public async ValueTask<bool> AwaitsPartialAsync(Case disputed, CancellationToken cancellationToken = default) =>
        disputed.DocketNumber is not null && await ContestedAsync(disputed, cancellationToken) is not null;

    /// <summary>How the partial award was attacked whose outcome is not recorded yet; null when none was.</summary>
    private async ValueTask<string?> ContestedAsync(Case disputed, CancellationToken cancellationToken)
    {
        var attacks = (await tasks.ListOfCaseAsync(disputed.Id, cancellationToken))
            .Where(task =>
                PartialWatches.Contains(task.Step) && task is { Status: CaseTaskStatus.Completed, Outcome: "sued" or "challenged" }
            )
            .OrderBy(task => task.CompletionOrder)
            .ToList();
        var decided = (await records.EntriesAsync(disputed.Id, PartialEntry, cancellationToken)).Count;
        return attacks.Count <= decided ? null
            : attacks[decided].Outcome == "sued" ? Sued
            : Challenged;
    }

    /// <summary>Records the result that a step's form holds (courtResult, court, courtCase, decidedOn, judgment).</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="step">The step; its <c>award</c> says which one is meant when a court is to decide about both.</param>
    /// <param name="partial">Of the partial award, while the rest is heard.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<AwardEffect> RecordAsync(
        Case disputed,
        string step,
        bool partial = false,
        CancellationToken cancellationToken = default
    )
    {
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        var result = Results.First(r => r.Code == data.Required("courtResult"));
        var contested = await ContestedAsync(disputed, cancellationToken);
        if (contested is not null && (partial || !Awaits(disputed) || data.Text("award") == OfPartial))
            return await RecordPartialAsync(disputed, contested, result, data, cancellationToken);
        var effect = EffectOf(disputed.ClosedAs, result.Code);
        var by = data.Task.CompletedBy!;
        if (effect == AwardEffect.Impossible)
        {
            Refuse(disputed, disputed.ClosedAs == Sued, result);
            return effect;
        }

        var basis = BasisOf(disputed.ClosedAs == Sued);
        var words = Words(effect, "裁决书");
        Enter(disputed, Entry, result, effect, words, data);
        disputed.EndAs(
            effect switch
            {
                AwardEffect.Stands => "award-effective",
                AwardEffect.Replaced => "award-replaced",
                _ => "award-revoked",
            }
        );
        desk.Tell(disputed, by, "court.decided", Decided(result, words, data), $"The court decided: {result.En}", basis);
        return effect;
    }

    /// <summary>先行裁决的法院处理结果: the rest of the case goes on as it does; only the partial award binds, is replaced, or falls.</summary>
    private async ValueTask<AwardEffect> RecordPartialAsync(
        Case disputed,
        string contested,
        CodeName result,
        StepData data,
        CancellationToken cancellationToken
    )
    {
        var effect = EffectOf(contested, result.Code);
        if (effect == AwardEffect.Impossible)
        {
            Refuse(disputed, contested == Sued, result);
            return effect;
        }

        var words = Words(effect, "先行裁决书");
        Enter(disputed, PartialEntry, result, effect, words, data);
        disputed.Revision++;
        desk.Tell(
            disputed,
            data.Task.CompletedBy!,
            "court.decided",
            Decided(result, words, data),
            $"The court decided on the partial award: {result.En}",
            BasisOf(contested == Sued)
        );
        if (effect == AwardEffect.Stands)
            await effects.RecordPartialAsync(disputed, cancellationToken);
        return effect;
    }

    private static AwardEffect EffectOf(string? attack, string result) =>
        (attack, result) switch
        {
            (Sued, "judged" or "settled") => AwardEffect.Replaced,
            (Sued, "suit-withdrawn" or "dismissed") => AwardEffect.Stands,
            (Challenged, "kept" or "suit-withdrawn") => AwardEffect.Stands,
            (Challenged, "revoked") => AwardEffect.Revoked,
            _ => AwardEffect.Impossible,
        };

    private static string Words(AwardEffect effect, string paper) =>
        effect switch
        {
            AwardEffect.Stands => $"{paper}发生法律效力，当事人可以申请执行",
            AwardEffect.Replaced => $"{paper}不发生法律效力，以人民法院的裁判为准",
            _ => $"{paper}失去效力，双方可以自收到裁定书之日起在法定期限内向人民法院起诉",
        };

    private static string Decided(CodeName result, string words, StepData data) =>
        $"{data.Required("court")}于{data.Date("decidedOn")!.Value:yyyy-MM-dd}以{data.Required("courtCase")}{result.Zh}，{words}";

    private void Enter(Case disputed, string entry, CodeName result, AwardEffect effect, string words, StepData data)
    {
        var (court, number) = (data.Required("court"), data.Required("courtCase"));
        desk.Enter(
            disputed,
            entry,
            $"{court}{number}：{result.Zh}。{words}",
            data.Task.CompletedBy!,
            new
            {
                result = result.Code,
                court,
                courtCase = number,
                decidedOn = data.Date("decidedOn")!.Value,
                effect = effect.ToString(),
                judgment = data.Text("judgment"),
            }
        );
    }

    private void Refuse(Case disputed, bool sued, CodeName result) =>
        desk.Tell(
            disputed,
            "workflow",
            "court.refused",
            sued
                ? $"本案登记的是起诉，不是申请撤销裁决，不能登记“{result.Zh}”，请核对裁判文书"
                : $"本案登记的是申请撤销终局裁决，不能登记“{result.Zh}”，请核对裁判文书",
            "This result does not fit how the award was attacked",
            BasisOf(sued)
        );

    /// <summary>The article by which the award was attacked.</summary>
    private static string BasisOf(bool sued) => sued ? "《劳动争议调解仲裁法》第48条、第50条" : "《劳动争议调解仲裁法》第49条";
}
