using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Exceptions;

/// <summary>What became of an order to produce evidence.</summary>
public enum EvidenceResult
{
    /// <summary>已提供.</summary>
    Produced,

    /// <summary>逾期未提供: whoever holds it bears the consequence.</summary>
    Withheld,

    /// <summary>The day has not passed: nobody can say yet that it was not produced.</summary>
    TooEarly,
}

/// <summary>
/// 责令提供证据 (调解仲裁法 art 39): the tribunal sets a day by which the employer produces what it keeps; what is not produced without good
/// reason counts against the employer.
/// </summary>
public sealed class EvidenceOrders(ITaskStore tasks, ExceptionDesk desk, TimeProvider time)
{
    /// <summary>The articles.</summary>
    public const string Basis = "《劳动争议调解仲裁法》第6条、第39条";

    /// <summary>Gives the order that a step's form holds (evidence, produceBy).</summary>
    /// <returns>The last day; null when it is not after today, and nothing was ordered then.</returns>
    public async ValueTask<DateOnly?> OrderAsync(Case heard, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, heard.Id, step, cancellationToken);
        var by = data.Date("produceBy") ?? throw new InvalidOperationException("指定期限缺失。");
        if (by <= ChinaDay.Today(time))
        {
            desk.Tell(
                heard,
                "workflow",
                "evidence.refused",
                $"指定的提供期限{by:yyyy-MM-dd}已过或者就是今日，请另行指定",
                "The day by which it is to be produced must lie ahead",
                Basis
            );
            return null;
        }

        heard.Revision++;
        desk.Enter(
            heard,
            "evidence-order",
            $"责令于{by:yyyy-MM-dd}前提供：{data.Required("evidence")}",
            data.Task.CompletedBy!,
            new
            {
                evidence = data.Required("evidence"),
                produceBy = by,
                // The burden of what an employer keeps is the employer's (调解仲裁法 art 6).
                byEmployer = data.Text("keptBy") == "employer",
            }
        );
        desk.Tell(
            heard,
            data.Task.CompletedBy!,
            "evidence.ordered",
            $"责令于{by:yyyy-MM-dd}前提供证据：{data.Required("evidence")}",
            $"Evidence is to be produced by {by:yyyy-MM-dd}",
            Basis
        );
        return by;
    }

    /// <summary>Notes what became of the order.</summary>
    /// <param name="heard">The case.</param>
    /// <param name="order">The step that gave the order.</param>
    /// <param name="step">The step in which it was produced, or in which it is said that it was not.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<EvidenceResult> SettleAsync(Case heard, string order, string step, CancellationToken cancellationToken = default)
    {
        using var ordered = await StepData.LastAsync(tasks, heard.Id, order, cancellationToken);
        using var data = await StepData.LastAsync(tasks, heard.Id, step, cancellationToken);
        var (evidence, by) = (ordered.Required("evidence"), ordered.Date("produceBy")!.Value);
        heard.Revision++;
        if (data.Task.Outcome == "produced")
        {
            desk.Enter(heard, "evidence-produced", $"已提供：{evidence}", data.Task.CompletedBy!);
            desk.Tell(heard, data.Task.CompletedBy!, "evidence.produced", $"已提供责令提供的证据：{evidence}", "It was produced", Basis);
            return EvidenceResult.Produced;
        }

        // Who holds it may say at once that there is none; that the other side kept silent shows only when the day is over.
        var bySelf = data.Task.CompletedBy == data.Task.Party;
        if (!bySelf && ChinaDay.Today(time) <= by)
        {
            desk.Tell(
                heard,
                "workflow",
                "evidence.early",
                $"指定期限{by:yyyy-MM-dd}尚未届满，不能认定逾期未提供，期满后再办理",
                $"The period runs until {by:yyyy-MM-dd}: come back when it is over",
                Basis
            );
            return EvidenceResult.TooEarly;
        }

        desk.Enter(
            heard,
            "evidence-withheld",
            $"未在{by:yyyy-MM-dd}前提供：{evidence}",
            data.Task.CompletedBy!,
            new { evidence, produceBy = by }
        );
        desk.Tell(
            heard,
            data.Task.CompletedBy!,
            "evidence.withheld",
            $"未在指定期限{by:yyyy-MM-dd}前提供“{evidence}”，应当承担不利后果",
            "It was not produced and counts against who holds it",
            Basis
        );
        return EvidenceResult.Withheld;
    }
}
