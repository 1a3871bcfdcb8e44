using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Inspection.Credit;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>Lists and ratings of employers over the scope's context.</summary>
internal sealed class CreditBook(LaborFlowDbContext context) : ICreditBook
{
    private static readonly string[] Inspections = ["INS", "INSF"];

    private static readonly Dictionary<string, string> Decisions = new(StringComparer.Ordinal)
    {
        ["correct-order"] = "责令限期支付",
        ["handling"] = "行政处理决定",
        ["penalty"] = "行政处罚决定",
    };

    private sealed record Seen(Guid Case, DateTimeOffset FiledAt, string Name, string? IdType, string? IdNumber)
    {
        public string? Code => IdType == IdTypes.CreditCode ? IdNumber : null;
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<string>> PlacesAsync(int year, CancellationToken cancellationToken = default) =>
        await OpenIn(year).Select(c => c.District.Substring(0, 6)).Distinct().OrderBy(code => code).ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<SupervisedEmployer>> UnratedAsync(
        int year,
        string place,
        CancellationToken cancellationToken = default
    )
    {
        var seen = await OpenIn(year)
            .Where(c => c.District.StartsWith(place))
            .SelectMany(c => c.Parties.Where(p => p.Kind == "employer"), (c, p) => new Seen(c.Id, c.FiledAt, p.Name, p.IdType, p.IdNumber))
            .ToListAsync(cancellationToken);
        var rated = await context
            .Set<CreditRating>()
            .Where(r => r.Year == year && r.Place == place)
            .Select(r => r.EmployerKey)
            .ToHashSetAsync(cancellationToken);
        // A complaint often gives no code: the name stands for the code that another case of the same name gives.
        var codes = seen.Where(s => s.Code is not null).DistinctBy(s => s.Name).ToDictionary(s => s.Name, s => s.Code);
        return
        [
            .. seen.GroupBy(s => s.Code ?? codes.GetValueOrDefault(s.Name) ?? s.Name, StringComparer.Ordinal)
                .Where(g => !rated.Contains(g.Key))
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g =>
                {
                    var cases = g.OrderBy(s => s.FiledAt).ThenBy(s => s.Case).ToList();
                    return new SupervisedEmployer(
                        g.Key,
                        cases[^1].Name,
                        cases.Find(s => s.Code is not null)?.Code ?? codes.GetValueOrDefault(cases[^1].Name),
                        [.. cases.Select(s => s.Case).Distinct()]
                    );
                }),
        ];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<CreditFact>> FactsAsync(
        int year,
        IReadOnlyCollection<Guid> caseIds,
        CancellationToken cancellationToken = default
    )
    {
        var ids = caseIds.ToList();
        // What was revoked was no breach of the law.
        var numbers = await context
            .Set<Case>()
            .Where(c => ids.Contains(c.Id) && c.ClosedAs != "inspection-revoked")
            .Select(c => new { c.Id, c.CaseNumber })
            .ToDictionaryAsync(c => c.Id, c => c.CaseNumber, cancellationToken);
        var items = await context.Set<RectificationItem>().AsNoTracking().Where(i => ids.Contains(i.CaseId)).ToListAsync(cancellationToken);
        var decisions = await context
            .Set<InspectionDecision>()
            .AsNoTracking()
            .Where(d => ids.Contains(d.CaseId) && d.Kind != "revoke")
            .ToListAsync(cancellationToken);
        var steps = await context
            .Set<CaseTask>()
            .AsNoTracking()
            .Where(t =>
                ids.Contains(t.CaseId)
                && t.Status == CaseTaskStatus.Completed
                && (t.Step == "insf-consequence" || (t.Step == "insf-execution" && t.Outcome == "ended"))
            )
            .ToListAsync(cancellationToken);
        var found = items
            .GroupBy(i => (i.CaseId, On: RecordDay.Of(i.Id)))
            .SelectMany(g => OfItems(g.Key.CaseId, g.Key.On, [.. g]))
            .Concat(
                decisions.Select(d =>
                    d.Kind == "referral"
                        ? Fact(CreditGrades.Referral, d.CaseId, d.DecidedOn, "移送公安机关")
                        : Fact(
                            CreditGrades.Finding,
                            d.CaseId,
                            d.DecidedOn,
                            $"{Decisions.GetValueOrDefault(d.Kind, d.Kind)}（{d.LegalBasis}）"
                        )
                )
            )
            .Concat(steps.SelectMany(OfStep))
            .Where(f => f.On.Year == year && numbers.ContainsKey(f.CaseId));
        return [.. found.Select(f => f with { CaseNumber = numbers[f.CaseId] }).OrderBy(f => f.On).ThenBy(f => f.CaseNumber)];
    }

    /// <inheritdoc />
    public async ValueTask<CreditList?> FindListAsync(int year, string place, CancellationToken cancellationToken = default) =>
        await context.Set<CreditList>().SingleOrDefaultAsync(l => l.Year == year && l.Place == place, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<CreditList?> FindListAsync(Guid id, CancellationToken cancellationToken = default) =>
        await context.Set<CreditList>().SingleOrDefaultAsync(l => l.Id == id, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<CreditList>> LapsedAsync(DateOnly today, CancellationToken cancellationToken = default) =>
        await context
            .Set<CreditList>()
            .Where(l => l.State == CreditListState.Notified && l.ObjectUntil < today)
            .OrderBy(l => l.Id)
            .ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<CreditRating>> ListedAsync(Guid listId, int most, CancellationToken cancellationToken = default) =>
        await context
            .Set<CreditRating>()
            .Where(r => r.ListId == listId && r.State == RatingState.Listed)
            .OrderBy(r => r.Id)
            .Take(most)
            .ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<CreditRating?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
        await context.Set<CreditRating>().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<CreditRating?> OfCaseAsync(Guid caseId, CancellationToken cancellationToken = default)
    {
        // The rating may have been made in this very transaction.
        await context.Set<CreditRating>().Where(r => r.CaseId == caseId).LoadAsync(cancellationToken);
        return context.Set<CreditRating>().Local.SingleOrDefault(r => r.CaseId == caseId);
    }

    /// <inheritdoc />
    public void Add(CreditList list) => context.Add(list);

    /// <inheritdoc />
    public void Add(CreditRating rating) => context.Add(rating);

    /// <inheritdoc />
    public async ValueTask SaveAsync(CancellationToken cancellationToken = default) => await context.SaveChangesAsync(cancellationToken);

    private IQueryable<Case> OpenIn(int year)
    {
        var (start, end) = (ChinaDay.EndOf(new DateOnly(year - 1, 12, 31)), ChinaDay.EndOf(new DateOnly(year, 12, 31)));
        return context
            .Set<Case>()
            .IgnoreAutoIncludes()
            .AsNoTracking()
            .Where(c => Inspections.Contains(c.ProcedureCode) && c.FiledAt < end && (c.ClosedAt == null || c.ClosedAt >= start));
    }

    private static IEnumerable<CreditFact> OfItems(Guid caseId, DateOnly on, IReadOnlyList<RectificationItem> items)
    {
        var text = string.Join("；", items.OrderBy(i => i.Number).Select(i => $"{i.Violation}（{i.LegalBasis}）"));
        yield return Fact(CreditGrades.Finding, caseId, on, $"责令整改{items.Count}项：{text}");
        if (items.Any(i => CreditGrades.IsForcedOrChildLabour(i.Violation + i.LegalBasis)))
            yield return Fact(CreditGrades.ForcedOrChildLabour, caseId, on, "使用童工或者强迫劳动");
    }

    private static IEnumerable<CreditFact> OfStep(CaseTask step)
    {
        var on = ChinaDay.Of(step.CompletedAt!.Value);
        if (step.Step == "insf-execution")
            yield return Fact(CreditGrades.Refusal, step.CaseId, on, "处理处罚决定未履行，人民法院终结执行");
        else if (step.DataJson is { } json)
        {
            using var data = JsonDocument.Parse(json);
            if (data.RootElement.TryGetProperty("incident", out var incident) && incident.ValueKind == JsonValueKind.True)
                yield return Fact(CreditGrades.Incident, step.CaseId, on, "欠薪引发群体性事件或者极端事件");
        }
    }

    private static CreditFact Fact(string kind, Guid caseId, DateOnly on, string what) => new(kind, caseId, "", on, what);
}
