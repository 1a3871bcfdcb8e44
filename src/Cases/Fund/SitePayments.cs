using System.Text.Json;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// 保证金、总承包单位的部分支付: what the wage deposit (保障农民工工资支付条例 art 32) and the main contractor (art 30) paid of a worker's wages
/// before the revolving fund is asked. It comes off the arrears that the request names.
/// </summary>
public sealed class SitePayments(ITaskStore tasks)
{
    /// <summary>The outcome of a step that says so.</summary>
    public const string Part = "part";

    private static readonly string[] Steps = ["emf-deposit", "emf-contractor"];

    /// <summary>CNY paid to each worker (by number) so far.</summary>
    public async ValueTask<IReadOnlyDictionary<int, decimal>> OfAsync(Guid caseId, CancellationToken cancellationToken = default)
    {
        var paid = new Dictionary<int, decimal>();
        var done = (await tasks.ListOfCaseAsync(caseId, cancellationToken)).Where(t =>
            t is { Status: CaseTaskStatus.Completed, Outcome: Part } && Steps.Contains(t.Step)
        );
        foreach (var step in done)
        {
            using var data = StepData.Of(step);
            foreach (var row in data.List("workers"))
            {
                var worker = row.GetProperty("worker").GetInt32();
                paid[worker] = paid.GetValueOrDefault(worker) + row.GetProperty("amount").GetDecimal();
            }
        }
        return paid;
    }

    /// <summary>What was paid in part is told worker by worker, and adds up.</summary>
    /// <param name="workers">How many the case has.</param>
    /// <param name="data">The form.</param>
    public static IEnumerable<FieldError> FaultsOf(int workers, JsonElement data)
    {
        var seen = new HashSet<int>();
        var rows = data.TryGetProperty("workers", out var list) ? list.EnumerateArray().ToList() : [];
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            var worker = row.GetProperty("worker").GetInt32();
            if (worker > workers)
                yield return new($"data.workers[{i}].worker", "unknown", $"本案没有第{worker}名员工。", $"There is no worker {worker}.");
            else if (!seen.Add(worker))
                yield return new(
                    $"data.workers[{i}].worker",
                    "duplicate",
                    $"第{worker}名员工填写了两次。",
                    $"Worker {worker} stands here twice."
                );
        }
        var (sum, amount) = (rows.Sum(row => row.GetProperty("amount").GetDecimal()), data.GetProperty("amount").GetDecimal());
        if (sum != amount)
            yield return new(
                "data.amount",
                "contradictory",
                $"逐人合计{sum:0.00}元，与支付金额{amount:0.00}元不一致，请核对支付凭证。",
                $"The rows add up to {sum:0.00} yuan, not {amount:0.00}."
            );
    }

    /// <summary>工程建设领域: deposit and main contractor come first (保障农民工工资支付条例 arts 30, 32), the revolving fund after them (art 63).</summary>
    public static async ValueTask<IReadOnlyList<FieldError>> ConstructionFaultsAsync(
        ITaskStore steps,
        Guid caseId,
        JsonElement data,
        CancellationToken cancellationToken
    )
    {
        if (!data.TryGetProperty("construction", out var construction) || construction.ValueKind != JsonValueKind.True)
            return [];
        if (
            !(await steps.ListOfCaseAsync(caseId, cancellationToken)).Any(t =>
                t is { Step: "emf-contractor", Status: CaseTaskStatus.Completed, Outcome: "unpaid" or Part }
            )
        )
            return
            [
                new(
                    "data.construction",
                    "contradictory",
                    "工程建设领域的欠薪，应当先动用工资保证金（《保障农民工工资支付条例》第32条），并由施工总承包单位先行清偿（第30条），仍不能解决的才可动用应急周转金（第63条）：请选择“先动用工资保证金”。",
                    "In construction the wage deposit and the main contractor pay first: choose to use the deposit."
                ),
            ];
        return data.TryGetProperty("source", out var source) && source.GetString() == "revolving"
            ? []
            :
            [
                new(
                    "data.source",
                    "contradictory",
                    "工程建设领域由应急周转金垫付（《保障农民工工资支付条例》第63条），请选择应急周转金。",
                    "Construction is paid from the revolving fund: choose it."
                ),
            ];
    }
}
