using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Arbitration;

/// <summary>
/// 先予执行 (调解仲裁法 art 44; <c>arb-advance-exec</c>): on a worker's application, of claims for pay, medical costs of a work injury, severance or
/// damages, where the rights are clear and the applicant's life would suffer without it. No security is asked of a worker.
/// </summary>
public sealed class AdvanceEnforcement(ICaseStore cases, ICaseRecords records, ITaskStore tasks, TimeProvider time)
{
    /// <summary>The register entry; its data are requestedOn, relationFacts, hardshipFacts, total and items (number, cause, amount).</summary>
    public const string Entry = "advance-enforcement";

    /// <summary>The field of the form: what of which claim is to be paid in advance.</summary>
    public const string Field = "advances";

    private const string Basis = "《劳动争议调解仲裁法》第44条";

    private static readonly string[] Steps = ["fta-partial", "arb-partial"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Article 44 names the same claims as article 47 (1).</summary>
    private static readonly IReadOnlySet<string> Causes = MakeAward.Pecuniary;

    /// <summary>What is wrong with an order for advance enforcement, field by field; nothing for another step or outcome.</summary>
    public async ValueTask<IReadOnlyList<FieldError>> FaultsAsync(
        CaseTask task,
        string outcome,
        JsonElement data,
        CancellationToken cancellationToken = default
    )
    {
        if (!Steps.Contains(task.Step) || outcome != "advance" || Items(data) is not { Count: > 0 } items)
            return [];
        var disputed =
            await cases.FindAsync(task.CaseId, forUpdate: false, cancellationToken)
            ?? throw new InvalidOperationException($"Case {task.CaseId} of task {task.Id} is missing.");
        if (disputed.Applicants.All(party => party.Kind != "worker"))
            return
            [
                Fault(
                    "data",
                    $"先予执行由劳动者申请，须以不先予执行将严重影响其生活为条件（{Basis}）；本案申请人是用人单位，请选择“不符合条件”并说明理由，可以就已经清楚的部分先行裁决。",
                    "Advance enforcement is for workers whose life would suffer without it; a partial award may be made instead."
                ),
            ];
        var before = Award.DecidedBefore(disputed, await records.ListAsync<Award>(disputed.Id, cancellationToken));
        var errors = items.SelectMany((item, i) => FaultsOf(disputed, before, item, $"data.{Field}[{i}]")).ToList();
        if (items.GroupBy(item => item.Claim).FirstOrDefault(same => same.Count() > 1) is { } twice)
            errors.Add(Fault($"data.{Field}", $"第{twice.Key}项请求填写了两次，请合并。", $"Claim {twice.Key} stands here twice."));
        return errors;
    }

    /// <summary>裁决先予执行: puts what a step ordered on record.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="step">The step whose form holds it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask OrderAsync(Case disputed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        var items = data.List(Field).Select(Read).ToList();
        var total = items.Sum(item => item.Amount);
        var by = data.Task.CompletedBy!;
        disputed.Revision++;
        var said = string.Create(CultureInfo.InvariantCulture, $"裁决先予执行{total:0.00}元，移送人民法院执行");
        var now = time.GetUtcNow();
        var told = new
        {
            requestedOn = data.Required("requestedOn"),
            relationFacts = data.Required("relationFacts"),
            hardshipFacts = data.Required("hardshipFacts"),
            total,
            items = items.Select(item => new
            {
                number = item.Claim,
                cause = disputed.ClaimOf(item.Claim) is { } claim ? ClaimCauses.Find(claim.Cause)?.Zh ?? claim.Cause : null,
                amount = item.Amount,
            }),
        };
        records.Add(
            new RegisterEntry
            {
                Id = Guid.CreateVersion7(now),
                CaseId = disputed.Id,
                Kind = Entry,
                Text = said,
                DataJson = JsonSerializer.Serialize(told, Json),
                RecordedBy = by,
                RecordedAt = now,
            }
        );
        cases.Add(
            CaseEvents.Public(
                disputed.Id,
                now,
                by,
                "advance.ordered",
                $"{said}；劳动者申请先予执行的，可以不提供担保",
                string.Create(CultureInfo.InvariantCulture, $"Advance enforcement of {total:0.00} yuan was ordered; no security is asked"),
                Basis
            )
        );
    }

    private static IEnumerable<FieldError> FaultsOf(Case disputed, IReadOnlyList<Claim> before, Item item, string field)
    {
        if (disputed.ClaimOf(item.Claim) is not { } claim)
        {
            yield return Fault($"{field}.claim", $"本案没有第{item.Claim}项请求，请核对请求序号。", $"There is no claim {item.Claim}.");
            yield break;
        }
        if (!Causes.Contains(claim.Cause))
            yield return Fault(
                $"{field}.claim",
                $"第{item.Claim}项是“{ClaimCauses.Find(claim.Cause)?.Zh}”：只有追索劳动报酬、工伤医疗费、经济补偿或者赔偿金的请求可以先予执行（{Basis}）；该项请选择继续审理，事实已经清楚的可以先行裁决（第43条第2款）。",
                $"Claim {item.Claim} is none that article 44 names: hear it on, or award it first if it is clear."
            );
        if (before.Contains(claim))
            yield return Fault(
                $"{field}.claim",
                $"第{item.Claim}项请求已经先行裁决，生效后可以直接申请执行，无须先予执行。",
                $"Claim {item.Claim} was awarded already: the award itself is enforced."
            );
        if (item.Amount > claim.Amount)
            yield return Fault(
                $"{field}.amount",
                $"第{item.Claim}项请求{claim.Amount:0.00}元，先予执行不能超过请求的金额。",
                $"Claim {item.Claim} is for {claim.Amount:0.00}: no more can be paid in advance."
            );
    }

    private static FieldError Fault(string field, string zh, string en) => new(field, "advance", zh, en);

    private static List<Item> Items(JsonElement data) =>
        data.TryGetProperty(Field, out var rows) && rows.ValueKind == JsonValueKind.Array ? [.. rows.EnumerateArray().Select(Read)] : [];

    private static Item Read(JsonElement row) => new(row.GetProperty("claim").GetInt32(), row.GetProperty("amount").GetDecimal());

    private sealed record Item(int Claim, decimal Amount);
}
