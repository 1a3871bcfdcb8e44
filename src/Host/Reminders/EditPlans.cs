using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Reminders;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Statutes;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reminders;

/// <summary>提醒方案: administrators edit them per procedure and jurisdiction. Reminders that are planned already are planned anew.</summary>
internal static class EditPlans
{
    public sealed record Rule(string? Moment, int WorkingDays, string? To, bool CanWait);

    public sealed record Plan(
        string ProcedureCode,
        string Jurisdiction,
        IReadOnlyList<Rule> Rules,
        string? UpdatedBy,
        DateTimeOffset? UpdatedAt
    );

    public sealed record Change(string? ProcedureCode, string? Jurisdiction, IReadOnlyList<Rule>? Rules);

    private const int MostRules = 50;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reminders/plans", ListAsync).RequireAuthorization(Policies.CaseReaders).WithName("reminder-plans");
        api.MapPut("/reminders/plans", SaveAsync).RequireAuthorization(Policies.Administration).WithName("save-reminder-plan");
    }

    private static async Task<IReadOnlyList<Plan>> ListAsync(LaborFlowDbContext database, CancellationToken cancellationToken)
    {
        var plans = await database
            .Set<ReminderPlan>()
            .AsNoTracking()
            .OrderBy(plan => plan.ProcedureCode)
            .ThenBy(plan => plan.Jurisdiction)
            .ToListAsync(cancellationToken);
        return
        [
            .. plans.Select(plan => new Plan(plan.ProcedureCode, plan.Jurisdiction, Show(plan.Rules()), plan.UpdatedBy, plan.UpdatedAt)),
            .. plans.Any(plan => plan.ProcedureCode.Length == 0 && plan.Jurisdiction.Length == 0)
                ? []
                : new[] { new Plan("", "", Show(ReminderPlan.Usual), null, null) },
        ];
    }

    private static async Task<Plan> SaveAsync(
        Change request,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        AuditTrail trail,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var procedure = request.ProcedureCode ?? "";
        if (procedure.Length > 0 && Procedures.Find(procedure) is null)
            throw ProblemException.Field("procedureCode", "unknown-code", "没有该程序。", "There is no such procedure.");
        var place = ProposeChanges.PlaceOf(request.Jurisdiction, "jurisdiction")?.Code ?? "";
        var rules = (request.Rules ?? throw ProblemException.Field("rules", "required", "请填写提醒规则。", "Send the rules."))
            .Select((rule, i) => Read(rule, $"rules[{i}]"))
            .ToList();
        if (rules.Count > MostRules || rules.GroupBy(rule => (rule.Moment, rule.WorkingDays, rule.To)).Any(same => same.Count() > 1))
            throw ProblemException.Field("rules", "contradictory", "规则过多或有重复。", "Too many rules, or two of one kind.");

        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var plan = await database
            .Set<ReminderPlan>()
            .SingleOrDefaultAsync(known => known.ProcedureCode == procedure && known.Jurisdiction == place, cancellationToken);
        var before = plan?.RulesJson;
        if (plan is null)
        {
            plan = new ReminderPlan
            {
                Id = Guid.CreateVersion7(now),
                ProcedureCode = procedure,
                Jurisdiction = place,
                RulesJson = "",
                UpdatedBy = "",
                UpdatedAt = now,
            };
            database.Add(plan);
        }
        else
        {
            plan.Revision++;
        }
        plan.RulesJson = ReminderPlan.Write(rules);
        (plan.UpdatedBy, plan.UpdatedAt) = (user.UserName(), now);
        // What has not gone out yet is forgotten; the next sweep plans it by the new rules.
        await database
            .Set<Reminder>()
            .Where(reminder => reminder.State == ReminderState.Planned || reminder.Point == ReminderPlanner.Nothing)
            .ExecuteDeleteAsync(cancellationToken);
        trail.Record(
            new AuditFact(AuditChain.System, now, user.UserName(), "reminders.plan-changed", "变更提醒方案", "Changed a reminder plan")
            {
                ActorRole = trail.ActorRole,
                Subject = $"reminder-plan:{procedure}:{place}",
                ChangesJson = JsonSerializer.Serialize(
                    new[]
                    {
                        new
                        {
                            field = "rules",
                            before,
                            after = plan.RulesJson,
                        },
                    },
                    JsonSerializerOptions.Web
                ),
            }
        );
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Plan(procedure, place, Show(rules), plan.UpdatedBy, plan.UpdatedAt);
    }

    private static ReminderRule Read(Rule rule, string field)
    {
        if (!Enum.TryParse<ReminderMoment>(rule.Moment, ignoreCase: true, out var moment) || !Enum.IsDefined(moment))
            throw ProblemException.Field(
                field + ".moment",
                "unknown-code",
                "应为 half、before、due 或 overdue。",
                "One of half, before, due, overdue."
            );
        if (!Enum.TryParse<ReminderRecipient>(rule.To, ignoreCase: true, out var to) || !Enum.IsDefined(to))
            throw ProblemException.Field(
                field + ".to",
                "unknown-code",
                "应为 officer、head、supervisor 或 party。",
                "One of officer, head, supervisor, party."
            );
        if (to == ReminderRecipient.Party && moment == ReminderMoment.Overdue)
            throw ProblemException.Field(
                field + ".moment",
                "unknown-code",
                "当事人只在期限届满前和届满当日提醒，逾期的由办案人员处理。",
                "A party is reminded before and on the last day; what is overdue is the officer's."
            );
        var counted = moment is ReminderMoment.Before or ReminderMoment.Overdue;
        if (counted ? rule.WorkingDays is < 1 or > 250 : rule.WorkingDays != 0)
            throw ProblemException.Field(
                field + ".workingDays",
                "out-of-range",
                "工作日数应为 1 至 250，仅用于届满前后。",
                "From 1 to 250, and only before and overdue."
            );
        return new ReminderRule(moment, rule.WorkingDays, to, rule.CanWait);
    }

    private static IReadOnlyList<Rule> Show(IReadOnlyList<ReminderRule> rules) =>
        [
            .. rules.Select(rule => new Rule(
                JsonNamingPolicy.CamelCase.ConvertName(rule.Moment.ToString()),
                rule.WorkingDays,
                JsonNamingPolicy.CamelCase.ConvertName(rule.To.ToString()),
                rule.CanWait
            )),
        ];
}
