using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Fund;

/// <summary>
/// 基金在办: what the fund has under way within the reader's reach: applications by the stage that they are in, payments that the bank did not
/// make, and what is to come back from employers.
/// </summary>
internal static class FundCases
{
    public sealed record StageCount(string Code, string Zh, string? En, int Count);

    /// <param name="Advanced">What the calculation that stands comes to; 0 before there is one.</param>
    public sealed record Application(
        Guid CaseId,
        string CaseNumber,
        CodeZh Stage,
        string? Applicant,
        int Workers,
        string? Employer,
        DateTimeOffset FiledAt,
        DateOnly? DueOn,
        decimal Advanced
    );

    /// <param name="Stages">How many open applications are in each stage, whatever stage was asked for.</param>
    public sealed record Applications(IReadOnlyList<Application> Items, int Total, IReadOnlyList<StageCount> Stages);

    public sealed record FailedPayment(
        Guid Id,
        Guid CaseId,
        string CaseNumber,
        int WorkerNumber,
        string WorkerName,
        string Bank,
        decimal Amount,
        string? Failure
    );

    public sealed record FailedPayments(IReadOnlyList<FailedPayment> Items, int Total, decimal Amount);

    /// <param name="Paid">What reached workers.</param>
    /// <param name="Recovered">What came back from whoever owes it.</param>
    /// <param name="Outstanding">What is still to come back.</param>
    /// <param name="PaidOn">When the last worker was paid.</param>
    /// <param name="DueOn">The next last day of a period that runs in the case.</param>
    public sealed record Recovery(
        Guid CaseId,
        string CaseNumber,
        CodeZh Stage,
        string? Employer,
        decimal Paid,
        decimal Recovered,
        decimal Outstanding,
        DateOnly? PaidOn,
        DateOnly? DueOn
    );

    public sealed record Recoveries(IReadOnlyList<Recovery> Items, int Total, decimal Outstanding);

    public static void Map(IEndpointRouteBuilder fund)
    {
        fund.MapGet("/applications", ApplicationsAsync).RequireAuthorization(Policies.FundBooks).WithName("fund-applications");
        fund.MapGet("/failed-payments", FailedAsync).RequireAuthorization(Policies.FundBooks).WithName("fund-failed-payments");
        fund.MapGet("/recoveries", RecoveriesAsync).RequireAuthorization(Policies.FundBooks).WithName("fund-recoveries");
    }

    private static async Task<Applications> ApplicationsAsync(
        string? fund,
        string? stage,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var emergency = IsEmergency(fund);
        // What the guarantee fund does not pay for goes on to the emergency fund in the same case.
        var handed = database.Set<CaseTask>().Where(task => task.Step.StartsWith("emf-"));
        var open = database
            .Set<Case>()
            .AsNoTracking()
            .Visible(user, database)
            .Where(found =>
                (found.ProcedureCode == "WGF" || found.ProcedureCode == "EMF")
                && found.ClosedAt == null
                && (found.ProcedureCode == "EMF" || handed.Any(task => task.CaseId == found.Id)) == emergency
            );
        var stages = await open.GroupBy(found => found.Stage)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var chosen = stage is null ? open : open.Where(found => found.Stage == stage);
        var advances = database.Set<FundAdvance>().IgnoreAutoIncludes();
        var rows = await cut.Cut(chosen.OrderBy(found => found.FiledAt).ThenBy(found => found.Id))
            .Select(found => new
            {
                found.Id,
                found.CaseNumber,
                found.Stage,
                found.FiledAt,
                Applicant = found
                    .Parties.Where(party => party.Side == PartySide.Applicant)
                    .OrderBy(party => party.Position)
                    .Select(party => party.Name)
                    .FirstOrDefault(),
                Workers = found.Parties.Count(party => party.Side == PartySide.Applicant),
                Employer = found
                    .Parties.Where(party => party.Side == PartySide.Respondent)
                    .OrderBy(party => party.Position)
                    .Select(party => party.Name)
                    .FirstOrDefault(),
                DueOn = database
                    .Set<CaseDeadline>()
                    .Where(deadline => deadline.CaseId == found.Id && deadline.State == DeadlineState.Running)
                    .Min(deadline => (DateOnly?)deadline.DueOn),
                Advanced = advances
                    .Where(advance => advance.CaseId == found.Id && !advance.Superseded && advance.Failure == null)
                    .Sum(advance => advance.Amount),
            })
            .ToListAsync(cancellationToken);
        return new Applications(
            [
                .. rows.Select(row => new Application(
                    row.Id,
                    row.CaseNumber,
                    CodeZh.OfStage(row.Stage),
                    row.Applicant,
                    row.Workers,
                    row.Employer,
                    row.FiledAt,
                    row.DueOn,
                    row.Advanced
                )),
            ],
            stage is null ? stages.Sum(one => one.Count) : stages.Where(one => one.Key == stage).Sum(one => one.Count),
            [
                .. stages
                    .OrderByDescending(one => one.Count)
                    .ThenBy(one => one.Key, StringComparer.Ordinal)
                    .Select(one => (Name: CodeZh.OfStage(one.Key), one.Count))
                    .Select(one => new StageCount(one.Name.Code, one.Name.Zh, one.Name.En, one.Count)),
            ]
        );
    }

    private static async Task<FailedPayments> FailedAsync(
        string? fund,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var emergency = IsEmergency(fund);
        var rows = database
            .Set<FundAdvance>()
            .IgnoreAutoIncludes()
            .AsNoTracking()
            .Where(advance => advance.State == AdvanceState.Failed && !advance.Superseded && advance.Emergency == emergency)
            .Join(
                database.Set<Case>().Visible(user, database).Where(found => found.ClosedAt == null),
                advance => advance.CaseId,
                found => found.Id,
                (advance, found) => new { advance, found.CaseNumber }
            );
        var shown = await cut.Cut(rows.OrderBy(row => row.CaseNumber).ThenBy(row => row.advance.WorkerNumber).ThenBy(row => row.advance.Id))
            .ToListAsync(cancellationToken);
        var sum = await rows.GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Amount = all.Sum(row => row.advance.Amount) })
            .SingleOrDefaultAsync(cancellationToken);
        return new FailedPayments(
            [
                .. shown.Select(row => new FailedPayment(
                    row.advance.Id,
                    row.advance.CaseId,
                    row.CaseNumber,
                    row.advance.WorkerNumber,
                    row.advance.WorkerName,
                    row.advance.Bank,
                    row.advance.Amount,
                    row.advance.Failure
                )),
            ],
            sum?.Count ?? 0,
            sum?.Amount ?? 0
        );
    }

    private static async Task<Recoveries> RecoveriesAsync(
        string? fund,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var emergency = IsEmergency(fund);
        var advances = database
            .Set<FundAdvance>()
            .IgnoreAutoIncludes()
            .Where(advance => advance.State == AdvanceState.Paid && advance.Failure == null && advance.Emergency == emergency);
        var recoveries = database.Set<FundRecovery>().Where(one => !one.Source.StartsWith(FundRecovery.Returned));
        var rows = database
            .Set<Case>()
            .AsNoTracking()
            .Visible(user, database)
            .Where(found => found.ClosedAt == null)
            .Select(found => new
            {
                found,
                Paid = advances.Where(advance => advance.CaseId == found.Id).Sum(advance => advance.Amount),
                Recovered = recoveries.Where(one => one.CaseId == found.Id).Sum(one => one.Amount),
            })
            .Where(row => advances.Any(advance => advance.CaseId == row.found.Id) && row.Paid > row.Recovered);
        var shown = await cut.Cut(rows.OrderByDescending(row => row.Paid - row.Recovered).ThenBy(row => row.found.Id))
            .Select(row => new
            {
                row.found.Id,
                row.found.CaseNumber,
                row.found.Stage,
                row.Paid,
                row.Recovered,
                Employer = row
                    .found.Parties.Where(party => party.Side == PartySide.Respondent)
                    .OrderBy(party => party.Position)
                    .Select(party => party.Name)
                    .FirstOrDefault(),
                PaidOn = advances.Where(advance => advance.CaseId == row.found.Id).Max(advance => advance.PaidOn),
                DueOn = database
                    .Set<CaseDeadline>()
                    .Where(deadline => deadline.CaseId == row.found.Id && deadline.State == DeadlineState.Running)
                    .Min(deadline => (DateOnly?)deadline.DueOn),
            })
            .ToListAsync(cancellationToken);
        var sums = await rows.Select(row => row.Paid - row.Recovered).ToListAsync(cancellationToken);
        return new Recoveries(
            [
                .. shown.Select(row => new Recovery(
                    row.Id,
                    row.CaseNumber,
                    CodeZh.OfStage(row.Stage),
                    row.Employer,
                    row.Paid,
                    row.Recovered,
                    row.Paid - row.Recovered,
                    row.PaidOn,
                    row.DueOn
                )),
            ],
            sums.Count,
            sums.Sum()
        );
    }

    /// <summary>Which of the two funds is meant; the wage guarantee fund when none is named.</summary>
    internal static bool IsEmergency(string? fund) =>
        fund is null or "wgf" or "emf"
            ? fund == "emf"
            : throw ProblemException.Field("fund", "unknown-code", "请选择基金：wgf或者emf。", "The fund is wgf or emf.");
}
