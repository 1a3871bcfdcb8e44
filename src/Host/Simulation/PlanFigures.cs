using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Parties;
using LaborFlow.Host.Reports;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Simulation;

/// <summary>The figures of the districts' plans that are counts and not rates: disputes and workers, inspections, employers served, wages advanced.</summary>
internal static class PlanFigures
{
    public static async Task<string> TellAsync(LaborFlowDbContext database, ReportPeriod period, CancellationToken cancellationToken)
    {
        var (start, end) = (period.Start, period.End);
        var filed = database.Set<Case>().AsNoTracking().Where(c => c.FiledAt >= start && c.FiledAt < end);
        var disputes = filed.Where(c => c.ProcedureCode == "MED");
        var workers = await database
            .Set<Party>()
            .CountAsync(p => p.Side == PartySide.Applicant && disputes.Any(c => c.Id == p.CaseId), cancellationToken);
        var members = await database
            .Set<Party>()
            .CountAsync(p => p.Side == PartySide.Applicant && disputes.Any(c => c.Id == p.CaseId && c.Collective), cancellationToken);
        var inspections = await filed.CountAsync(c => c.ProcedureCode == "INS" || c.ProcedureCode == "INSF", cancellationToken);
        var complaints = await filed.CountAsync(
            c => c.ProcedureCode == "INS" && database.Set<Party>().Any(p => p.CaseId == c.Id && p.Side == PartySide.Applicant),
            cancellationToken
        );
        var guided = await filed.CountAsync(
            c => c.ProcedureCode == "NEW" && database.Set<GuidanceEvent>().Any(e => e.CaseId == c.Id),
            cancellationToken
        );
        var paid = database.Set<FundAdvance>().Where(a => a.State == AdvanceState.Paid && !a.Superseded);
        var late = await database.Set<CaseDeadline>().CountAsync(d => d.OverdueSince != null, cancellationToken);
        return $"  争议 disputes {await disputes.CountAsync(cancellationToken)}（劳动者 workers {workers}，集体 collective {members}），"
            + $"监察 inspections {inspections}（投诉举报 complaints {complaints}），新企服务 new employers served {guided}（kpi-newent-400），"
            + $"逾期 periods missed {late}\n"
            + await FundAsync(database, filed, cancellationToken);
    }

    /// <summary>The fund: who applied, who was paid, what came back, and what the books say of it.</summary>
    private static async Task<string> FundAsync(LaborFlowDbContext database, IQueryable<Case> filed, CancellationToken cancellationToken)
    {
        var advances = database.Set<FundAdvance>().IgnoreAutoIncludes().Where(a => !a.Superseded);
        var paid = advances.Where(a => a.State == AdvanceState.Paid);
        var applications = filed.Where(c => c.ProcedureCode == "WGF");
        var applicants = await database
            .Set<Party>()
            .CountAsync(p => p.Side == PartySide.Applicant && applications.Any(c => c.Id == p.CaseId), cancellationToken);
        var refused = await advances.CountAsync(a => a.State == AdvanceState.Refused, cancellationToken);
        var recovered = await database.Set<FundRecovery>().SumAsync(r => r.Amount, cancellationToken);
        var closed = await database
            .Set<FundReconciliation>()
            .Where(r => r.State == ReconciliationState.Closed)
            .Select(r => new { r.LedgerPaid, r.LedgerRecovered })
            .ToListAsync(cancellationToken);
        return $"  欠薪垫付 fund: 申请 applicants {applicants}，"
            + $"垫付 advanced to {await paid.CountAsync(cancellationToken)} workers {await paid.SumAsync(a => a.Amount, cancellationToken):0.00} 元，"
            + $"不予垫付 refused {refused}，追回 recovered {recovered:0.00} 元，"
            + $"核销 written off {await filed.CountAsync(c => c.ClosedAs == "fund-written-off", cancellationToken)}；"
            + $"台账 ledger: 结账 months closed {closed.Count}，"
            + $"支出 paid {closed.Sum(r => r.LedgerPaid):0.00} 元，收回 recovered {closed.Sum(r => r.LedgerRecovered):0.00} 元";
    }
}
