using System.Text.Encodings.Web;
using System.Text.Json;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Fund;

/// <summary>
/// 核对应急垫付限额: holds a request to the district's emergency fund against the district's own rules (<see cref="EmergencyRules"/>), when
/// the street office enters it and again when the reviewed amounts go to whoever may approve them.
/// </summary>
public sealed class EmergencyLimits(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    IFundLedger ledger,
    SitePayments site,
    StatuteRegister register,
    TimeProvider time
)
{
    /// <summary>What <see cref="HandleAsync"/> says of a request that the rules do not allow.</summary>
    public const string Refused = "refused";

    private const string IndividualBusiness = "individual-business";
    private const string NoTrigger = "no-trigger";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Every fault of a request as it is entered, beside its field.</summary>
    public async ValueTask<IReadOnlyList<FieldError>> FaultsAsync(
        Guid caseId,
        JsonElement data,
        CancellationToken cancellationToken = default
    )
    {
        var owed =
            await cases.FindAsync(caseId, forUpdate: false, cancellationToken)
            ?? throw new InvalidOperationException($"Case {caseId} is missing.");
        var (rules, missing) = RulesOf(owed);
        if (rules is null)
            return [new("data.workers", "not-configured", NotConfigured(missing), NotConfiguredEn(missing.Count))];
        var errors = new List<FieldError>(ScopeFaults(rules, data));
        var rows = data.TryGetProperty("workers", out var list) ? list.EnumerateArray().ToList() : [];
        var paid = await site.OfAsync(caseId, cancellationToken);
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            var before = paid.GetValueOrDefault(row.GetProperty("worker").GetInt32());
            var (arrears, amount) = (Math.Max(0, Money(row, "arrears") - before), Money(row, "amount"));
            var (most, bound) = rules.MostFor(arrears);
            if (amount > most)
                errors.Add(
                    new(
                        $"data.workers[{i}].amount",
                        "out-of-range",
                        $"垫付{amount:0.00}元超过限额{most:0.00}元：{Bound(rules, bound, arrears)}{(before > 0 ? $"（保证金、总承包单位已付{before:0.00}元，已从欠薪中扣减）" : "")}。请按不超过{most:0.00}元填写，其余欠薪仍可向单位追索。",
                        $"At most {most:0.00} yuan ({bound}); the rest stays a claim against the employer."
                    )
                );
        }
        var total = rows.Sum(row => Money(row, "amount"));
        if (await TotalFaultAsync(owed, rules, total, cancellationToken) is { } fault)
            errors.Add(new("data.workers", "out-of-range", fault.Zh, fault.En));
        return errors;
    }

    /// <summary>The reviewed amounts: notes which limit bound each worker and who approves the total.</summary>
    /// <param name="owed">The case, whose amounts were entered.</param>
    /// <param name="step">The step whose form is the request.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns><c>head</c>, <c>leader</c>, or <see cref="Refused"/> with the row in the history.</returns>
    public async ValueTask<string> HandleAsync(Case owed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, owed.Id, step, cancellationToken);
        var (rules, missing) = RulesOf(owed);
        if (rules is null)
            return Refuse(owed, NotConfigured(missing), NotConfiguredEn(missing.Count));
        var paid = await site.OfAsync(owed.Id, cancellationToken);
        var arrears = data.List("workers")
            .Select(r => (Worker: r.GetProperty("worker").GetInt32(), Arrears: Money(r, "arrears")))
            .ToDictionary(r => r.Worker, r => Math.Max(0, r.Arrears - paid.GetValueOrDefault(r.Worker)));
        var advances = (await records.ListAsync<FundAdvance>(owed.Id, cancellationToken))
            .Where(a => !a.Superseded && a.Refusal is null)
            .OrderBy(a => a.WorkerNumber)
            .ToList();
        var lines = new List<string>();
        foreach (var advance in advances)
        {
            var due = arrears.GetValueOrDefault(advance.WorkerNumber);
            var (most, bound) = rules.MostFor(due);
            if (advance.Amount > most)
                return Refuse(
                    owed,
                    $"{WorkerNames.Of(owed, advance)}垫付{advance.Amount:0.00}元超过限额{most:0.00}元：{Bound(rules, bound, due)}",
                    $"Worker {advance.WorkerNumber} asks for more than {bound} allows"
                );
            advance.WorkingsJson = Workings(rules, bound, due, most, advance.Amount);
            lines.Add(
                $"{WorkerNames.Of(owed, advance)}欠薪{due:0.00}元，限额{most:0.00}元（{(bound == EmergencyRules.WorkerCap ? "受每人上限限制" : "受欠薪比例限制")}），垫付{advance.Amount:0.00}元"
            );
        }
        var total = advances.Sum(a => a.Amount);
        if (await TotalFaultAsync(owed, rules, total, cancellationToken) is { } fault)
            return Refuse(owed, fault.Zh, fault.En);
        var approver = rules.ApproverOf(total)!;
        var (who, row) = approver == "head" ? ("人社部门负责人", EmergencyRules.HeadLimit) : ("区领导", EmergencyRules.LeaderLimit);
        Tell(
            owed,
            "fund.limits",
            $"核对应急垫付限额：{string.Join("；", lines)}；合计{total:0.00}元，由{who}批准（{rules.Name(row)}，{rules[row]:0.00}元）",
            $"Within the limits: {total:0.00} yuan, approved by the {approver} ({row})"
        );
        return approver;
    }

    private (EmergencyRules? Rules, IReadOnlyList<string> Missing) RulesOf(Case owed) =>
        EmergencyRules.Read(register, new Jurisdiction(owed.District[..6]), ChinaDay.Today(time));

    private static IEnumerable<FieldError> ScopeFaults(EmergencyRules rules, JsonElement data)
    {
        var situation = data.TryGetProperty("situation", out var given) ? given.GetString() : null;
        var closed = situation switch
        {
            IndividualBusiness when !rules.IsOn(EmergencyRules.IndividualBusiness) => EmergencyRules.IndividualBusiness,
            NoTrigger when !rules.IsOn(EmergencyRules.WithoutBankruptcy) => EmergencyRules.WithoutBankruptcy,
            _ => null,
        };
        if (closed is not null)
            yield return new(
                "data.situation",
                "not-allowed",
                $"不属于本区应急专项范围：{rules.Name(closed)}为否。请选择“不属于应急专项范围”，由人社部门核对后告知申请人其他途径；已协商解决的选择已协商解决。",
                $"Outside this district's fund ({closed}): choose that it is outside, and the workers are told where to turn."
            );
        if (rules.IsOn(EmergencyRules.MassRisk) && !(data.TryGetProperty("massRisk", out var risk) && risk.ValueKind == JsonValueKind.True))
            yield return new(
                "data.massRisk",
                "required",
                $"动用应急专项须有群体性事件风险：{rules.Name(EmergencyRules.MassRisk)}。确有风险的请勾选并说明；没有的不能申请。",
                $"The fund needs the risk of a mass incident ({EmergencyRules.MassRisk})."
            );
    }

    private async ValueTask<(string Zh, string En)?> TotalFaultAsync(
        Case owed,
        EmergencyRules rules,
        decimal total,
        CancellationToken cancellationToken
    )
    {
        var others = await ledger.EventTotalAsync(owed, cancellationToken);
        if (total + others > rules[EmergencyRules.EventCap])
            return (
                $"本案合计{total:0.00}元，同一事件的其他应急案件已有{others:0.00}元，超过{rules[EmergencyRules.EventCap]:0.00}元：{rules.Name(EmergencyRules.EventCap)}。请减少到{Math.Max(0, rules[EmergencyRules.EventCap] - others):0.00}元以内。",
                $"{total:0.00} yuan and {others:0.00} of the same event are above {EmergencyRules.EventCap}."
            );
        return rules.ApproverOf(total) is null
            ? (
                $"合计{total:0.00}元超过区领导的批准权限{rules[EmergencyRules.LeaderLimit]:0.00}元：{rules.Name(EmergencyRules.LeaderLimit)}。请减少金额后再申请。",
                $"{total:0.00} yuan are above what the district leader may approve ({EmergencyRules.LeaderLimit})."
            )
            : null;
    }

    private static string Bound(EmergencyRules rules, string bound, decimal arrears) =>
        bound == EmergencyRules.ArrearsShare
            ? $"{rules.Name(bound)}，欠薪{arrears:0.00}元的{rules[bound]:0.##}%"
            : $"{rules.Name(bound)}，{rules[bound]:0.00}元";

    private static string Workings(EmergencyRules rules, string bound, decimal arrears, decimal most, decimal amount) =>
        JsonSerializer.Serialize(
            new[]
            {
                new
                {
                    rule = bound,
                    basis = rules.Name(bound),
                    zh = $"限额{most:0.00}元：{Bound(rules, bound, arrears)}",
                    en = $"At most {most:0.00} yuan",
                },
                new
                {
                    rule = "emf-request",
                    basis = rules.Name(bound),
                    zh = $"街道申请{amount:0.00}元，不超过限额",
                    en = $"Requested: {amount:0.00} yuan, within the limit",
                },
            },
            Json
        );

    private static string NotConfigured(IReadOnlyList<string> missing) =>
        $"本区尚未规定应急专项的限额和权限：{string.Join("、", missing)}。请管理员在法定参数中提出本区的数值，由另一名管理员批准后再提交；在此之前不得动用应急专项。";

    private static string NotConfiguredEn(int missing) =>
        $"{missing} rows of the district's rules have no value: an administrator proposes them in the register and another approves.";

    private string Refuse(Case owed, string zh, string en)
    {
        Tell(owed, "fund.form-refused", zh, en);
        return Refused;
    }

    private void Tell(Case owed, string action, string zh, string en)
    {
        owed.Revision++;
        cases.Add(CaseEvents.Internal(owed.Id, time.GetUtcNow(), "workflow", action, zh, en, "区级欠薪应急专项资金管理办法"));
    }

    private static decimal Money(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : 0;
}
