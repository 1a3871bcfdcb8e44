using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Reports;
using LaborFlow.Host.Reports.Measures;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Cases;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Cases;

/// <summary>案件列表.</summary>
internal static class ListCases
{
    public sealed record Answer(IReadOnlyList<Item> Items, int Total);

    public sealed record Item(
        Guid Id,
        string CaseNumber,
        string? DocketNumber,
        CodeZh Procedure,
        CodeZh Stage,
        CodeZh Cause,
        string? Applicant,
        string? Respondent,
        string District,
        DateTimeOffset FiledAt,
        DateOnly? DueOn,
        string Light,
        bool Collective
    );

    /// <summary>
    /// Filters of the list; <see cref="From"/> and <see cref="To"/> are days of filing, <see cref="ClosedFrom"/> and <see cref="ClosedTo"/>
    /// of closing, all included. <see cref="State"/> is <c>open</c> or <c>closed</c>. <see cref="Cause"/> is that of any claim,
    /// <see cref="MainCause"/> the one that the case is counted under. With <see cref="Indicator"/> the list holds what that indicator
    /// counts in the period, its <see cref="Part"/> being <c>numerator</c> or <c>denominator</c>. <see cref="CrossBorder"/> is
    /// <c>hk-macao</c> or <c>foreign</c>. <see cref="Office"/> is the id of the mediation organisation that has it, or <c>none</c>.
    /// </summary>
    public sealed record Query(
        string? Q,
        string? Procedure,
        string? Stage,
        string? Cause,
        string? Light,
        string? District,
        DateOnly? From,
        DateOnly? To,
        string? State,
        string? ClosedAs,
        DateOnly? ClosedFrom,
        DateOnly? ClosedTo,
        int? Page,
        int? PageSize,
        string? MainCause = null,
        string? Indicator = null,
        string? Part = null,
        DateOnly? PeriodFrom = null,
        DateOnly? PeriodTo = null,
        string? CrossBorder = null,
        string? Office = null
    );

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases.MapGet("", HandleAsync).RequireAuthorization(Policies.CaseReaders).WithName("list-cases");
        ExportCases.Map(cases);
    }

    private static async Task<Answer> HandleAsync(
        [AsParameters] Query query,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        PersonalKeys keys,
        Lights lights,
        LightConditions conditions,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var page = PageRequest.Of(query.Page, query.PageSize);
        var cases = Select(query, user, database, keys, conditions, time);
        if (query.Light is "red" or "yellow")
        {
            // Which cases are lit takes longest to find, so it is asked once, for the count and the page.
            var lit = await Sorted(cases).Select(found => found.Id).ToListAsync(cancellationToken);
            var ids = page.Cut(lit.AsQueryable()).ToList();
            var onPage = Sorted(database.Set<Case>().AsNoTracking().Where(found => ids.Contains(found.Id)));
            return new Answer(ids.Count == 0 ? [] : await ReadAsync(onPage, database, lights, time, cancellationToken), lit.Count);
        }
        var total = await cases.CountAsync(cancellationToken);
        // Nothing there takes longest to find: the newest cases would be looked through to the last.
        if (total == 0)
            return new Answer([], 0);
        var shown = page.Cut(Sorted(cases));
        return new Answer(await ReadAsync(shown, database, lights, time, cancellationToken), total);
    }

    private static IQueryable<Case> Sorted(IQueryable<Case> cases) =>
        cases.OrderByDescending(found => found.FiledAt).ThenByDescending(found => found.Id);

    /// <summary>The cases that a query asks for, of those within the reader's reach.</summary>
    public static IQueryable<Case> Select(
        Query query,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        PersonalKeys keys,
        LightConditions conditions,
        TimeProvider time
    )
    {
        if (query.To < query.From)
            throw ProblemException.Field("to", "contradictory", "截止日期早于起始日期。", "The last day is before the first.");
        Lights.Demand(query.Light);
        var today = ChinaDay.Today(time);
        var cases = Filter(database, database.Set<Case>().AsNoTracking().Visible(user, database), query, keys);
        if (query.Indicator is { } indicator)
        {
            var period = ReportPeriod.Of(query.PeriodFrom, query.PeriodTo, time);
            cases =
                AllMeasures.Find(new Measured(cases, period, database), indicator, query.Part)
                ?? throw ProblemException.Field("indicator", "unknown-code", "没有这项指标。", "There is no such indicator.");
        }
        if (query.Light is { } light)
            cases = Lit(cases, light, database, conditions, today);
        return cases;
    }

    /// <summary>The cases whose most urgent running period shows this light; green are also those in which none runs.</summary>
    internal static IQueryable<Case> Lit(
        IQueryable<Case> cases,
        string light,
        LaborFlowDbContext database,
        LightConditions conditions,
        DateOnly today
    )
    {
        var running = Running(database)
            .Select(deadline => new Timed<Guid>
            {
                Row = deadline.CaseId,
                // Asked of the database only where places have days of their own.
                District = database.Set<Case>().Where(found => found.Id == deadline.CaseId).Select(found => found.District).First(),
                StartsOn = deadline.StartsOn,
                DueOn = deadline.DueOn,
            });
        var (red, yellow) = (conditions.Having("red", running, today), conditions.Having("yellow", running, today));
        return light switch
        {
            "red" => cases.Where(found => red.Contains(found.Id)),
            "yellow" => cases.Where(found => yellow.Contains(found.Id) && !red.Contains(found.Id)),
            _ => cases.Where(found => !yellow.Contains(found.Id) && !red.Contains(found.Id)),
        };
    }

    /// <summary>What the list shows of each case.</summary>
    public static async Task<IReadOnlyList<Item>> ReadAsync(
        IQueryable<Case> cases,
        LaborFlowDbContext database,
        Lights lights,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var today = ChinaDay.Today(time);
        var rows = await cases
            .Select(found => new
            {
                found.Id,
                found.CaseNumber,
                found.DocketNumber,
                found.ProcedureCode,
                found.Stage,
                found.MainCause,
                found.District,
                found.FiledAt,
                found.Collective,
                Applicant = found
                    .Parties.Where(party => party.Side == PartySide.Applicant)
                    .OrderBy(party => party.Position)
                    .Select(party => party.Name)
                    .FirstOrDefault(),
                Respondent = found
                    .Parties.Where(party => party.Side == PartySide.Respondent)
                    .OrderBy(party => party.Position)
                    .Select(party => party.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.Id).ToList();
        var deadlines = (
            await Running(database).Where(deadline => ids.Contains(deadline.CaseId)).AsNoTracking().ToListAsync(cancellationToken)
        ).ToLookup(deadline => deadline.CaseId);
        return
        [
            .. rows.Select(row => new Item(
                row.Id,
                row.CaseNumber,
                row.DocketNumber,
                CodeZh.OfProcedure(row.ProcedureCode),
                CodeZh.OfStage(row.Stage),
                CodeZh.OfCause(row.MainCause),
                row.Applicant,
                row.Respondent,
                row.District,
                row.FiledAt,
                deadlines[row.Id].Select(deadline => (DateOnly?)deadline.DueOn).Min(),
                deadlines[row.Id]
                    .Select(deadline => lights.Of(row.District, deadline.StartsOn, deadline.DueOn, today))
                    .Aggregate("green", Lights.Worse),
                row.Collective
            )),
        ];
    }

    private static IQueryable<CaseDeadline> Running(LaborFlowDbContext database) =>
        database.Set<CaseDeadline>().Where(deadline => deadline.State == DeadlineState.Running);

    private static IQueryable<Case> Filter(LaborFlowDbContext database, IQueryable<Case> cases, Query query, PersonalKeys keys)
    {
        if (query.Q is { Length: > 0 } text)
        {
            var matches = CaseSearch.Find(database, keys, text);
            cases = cases.Where(found => matches.Contains(found.Id));
        }
        if (query.Procedure is { } procedure)
            cases = cases.Where(found => found.ProcedureCode == procedure);
        if (query.Stage is { } stage)
            cases = cases.Where(found => found.Stage == stage);
        if (query.Cause is { } cause)
            cases = cases.Where(found => found.Claims.Any(claim => claim.Cause == cause));
        if (query.MainCause is { } main)
            cases = cases.Where(found => found.MainCause == main);
        if (query.District is { } district)
            cases = cases.Where(found => found.District.StartsWith(district));
        if (query.Office is { } office)
            cases = cases.OfOffice(office);
        if (query.CrossBorder is { } tag)
            cases = tag switch
            {
                CrossBorderTags.HkMacao => cases.Where(found =>
                    found.Parties.Any(party => party.IdType == IdTypes.HkMacaoPermit && party.Side != PartySide.Former)
                ),
                // As the case tells it: Hong Kong and Macao go before other countries.
                CrossBorderTags.Foreign => cases.Where(found =>
                    found.Parties.Any(party => party.IdType == IdTypes.Passport && party.Side != PartySide.Former)
                    && !found.Parties.Any(party => party.IdType == IdTypes.HkMacaoPermit && party.Side != PartySide.Former)
                ),
                _ => throw ProblemException.Field("crossBorder", "unknown-code", "应为 hk-macao 或 foreign。", "One of hk-macao, foreign."),
            };
        cases = query.State switch
        {
            null => cases,
            "open" => cases.Where(found => found.ClosedAt == null),
            "closed" => cases.Where(found => found.ClosedAt != null),
            _ => throw ProblemException.Field("state", "unknown-code", "应为 open 或 closed。", "One of open, closed."),
        };
        if (query.ClosedAs is { } how)
            cases = cases.Where(found => found.ClosedAs == how);
        if (query.ClosedFrom is { } closedFrom)
        {
            var start = ChinaDay.EndOf(closedFrom.AddDays(-1));
            cases = cases.Where(found => found.ClosedAt >= start);
        }
        if (query.ClosedTo is { } closedTo)
        {
            var end = ChinaDay.EndOf(closedTo);
            cases = cases.Where(found => found.ClosedAt < end);
        }
        if (query.From is { } from)
        {
            var start = ChinaDay.EndOf(from.AddDays(-1));
            cases = cases.Where(found => found.FiledAt >= start);
        }
        if (query.To is { } to)
        {
            var end = ChinaDay.EndOf(to);
            cases = cases.Where(found => found.FiledAt < end);
        }
        return cases;
    }
}
