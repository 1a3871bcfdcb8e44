using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Collective;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Reminders;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Mail;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Cases;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Host.Collective;

/// <summary>
/// 集体争议识别: open cases that are a collective dispute together (调解仲裁法 art 7) are linked, marked in their histories, and told to the
/// registrars, the head of the court and the streets, once for each group and again when it has grown.
/// </summary>
internal sealed class RaiseCollective(IServiceScopeFactory scopes, CollectiveOptions options, TimeProvider time)
{
    /// <summary>The kind of the register entries that link the cases of a group; the entry refers to the case that leads.</summary>
    public const string EntryKind = "collective-group";

    private const string Basis = "《劳动争议调解仲裁法》第7条";
    private static readonly string[] Told = ["registrar", "director", "street-officer"];

    /// <summary>The member of an entry's data: how many workers there were when the group was last raised.</summary>
    private const string ToldMember = "told";

    /// <summary>Looks once; returns how many groups were raised. Two statements when there is nothing new, one when there is no group.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var database = services.GetRequiredService<LaborFlowDbContext>();
        var register = services.GetRequiredService<StatuteRegister>();
        var now = time.GetUtcNow();
        var today = ChinaDay.Of(now);
        var parties = await OpenCases.PartiesAsync(database, now.AddDays(-options.Days), cancellationToken);
        var groups = FindCollectiveGroups.Among(parties, district => CollectiveThreshold.Of(register, district, today));
        if (groups.Count == 0)
            return 0;
        var ids = groups.SelectMany(group => group.Cases).Select(one => one.Id).Distinct().ToList();
        var entries = (
            await database
                .Set<RegisterEntry>()
                .AsNoTracking()
                .Where(entry => entry.Kind == EntryKind && ids.Contains(entry.CaseId))
                .OrderBy(entry => entry.Id)
                .ToListAsync(cancellationToken)
        ).ToLookup(entry => entry.CaseId);
        var raised = new List<(CollectiveGroup Group, Guid Lead)>();
        foreach (var group in groups)
        {
            var known = group.Cases.SelectMany(one => entries[one.Id]).OrderBy(entry => entry.Id).ToList();
            var told = known.Select(ToldOf).DefaultIfEmpty(0).Max();
            var lead = known.FirstOrDefault()?.RelatedCaseId ?? group.Cases[0].Id;
            var tell = known.Count == 0 || group.Workers >= told + options.GrowthStep;
            foreach (var (id, _) in group.Cases.Where(one => tell || !entries[one.Id].Any()))
                Link(database, group, id, lead, tell ? group.Workers : told, now);
            if (tell)
                raised.Add((group, lead));
        }

        if (!database.ChangeTracker.HasChanges())
            return 0;
        if (raised.Count > 0)
            await TellAsync(services, database, raised, now, cancellationToken);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return raised.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another host raised them at the same moment, or the leading case moved: the next look sees what is left.
            return 0;
        }
    }

    private static int ToldOf(RegisterEntry entry)
    {
        using var data = JsonDocument.Parse(entry.DataJson!);
        return data.RootElement.GetProperty(ToldMember).GetInt32();
    }

    private static void Link(LaborFlowDbContext database, CollectiveGroup group, Guid caseId, Guid lead, int told, DateTimeOffset now)
    {
        var text = Describe(group);
        database.Add(
            new RegisterEntry
            {
                Id = Guid.CreateVersion7(now),
                CaseId = caseId,
                Kind = EntryKind,
                Text = text,
                DataJson = JsonSerializer.Serialize(new Dictionary<string, int> { [ToldMember] = told, ["workers"] = group.Workers }),
                RelatedCaseId = lead,
                RecordedBy = "clock",
                RecordedAt = now,
            }
        );
        database.Add(
            CaseEvents.Internal(
                caseId,
                now,
                "clock",
                "collective.found",
                text,
                $"{group.Workers} workers in {group.Cases.Count} open cases claim the same of one employer: {Numbers(group, ", ")}",
                Basis
            )
        );
    }

    private async Task TellAsync(
        IServiceProvider services,
        LaborFlowDbContext database,
        List<(CollectiveGroup Group, Guid Lead)> raised,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var leads = raised.Select(one => one.Lead).ToList();
        var cases = await database
            .Set<Case>()
            .IgnoreAutoIncludes()
            .Where(one => leads.Contains(one.Id))
            .ToDictionaryAsync(one => one.Id, cancellationToken);
        var accounts = await LaborFlow.Host.Reminders.Accounts.LoadAsync(scopes, cancellationToken);
        var hasMail = services.GetRequiredService<Mailer>().IsConfigured;
        var desk = services.GetRequiredService<ExceptionDesk>();
        foreach (var (group, lead) in raised)
        {
            // Two hosts that look at the same moment cannot both raise it: the second finds the case changed.
            cases[lead].Revision++;
            desk.Warn(cases[lead], "yellow", Describe(group));
            var message = Guid.CreateVersion7(now);
            foreach (
                var recipient in Told.SelectMany(role => accounts.With(role, group.District))
                    .DistinctBy(account => account.UserName, StringComparer.Ordinal)
            )
                database.Add(
                    new Notification
                    {
                        Id = Guid.CreateVersion7(now),
                        UserName = recipient.UserName,
                        ReminderId = message,
                        CaseId = lead,
                        DeadlineId = message,
                        Zh =
                            $"疑似集体争议：{group.Cases.Count}件在办案件共{group.Workers}名劳动者对同一用人单位提出相同请求，案号{Numbers(group, "、")}。请核实是否合并办理或者按集体争议办理",
                        En =
                            $"Probably a collective dispute: {group.Workers} workers in {group.Cases.Count} open cases, {Numbers(group, ", ")}",
                        DueOn = ChinaDay.Of(now),
                        Urgent = false,
                        CreatedAt = now,
                        Mail = hasMail && recipient.HasAddress ? NotificationMail.Waiting : NotificationMail.None,
                    }
                );
        }
    }

    private static string Describe(CollectiveGroup group) =>
        $"疑似集体争议：{group.Cases.Count}件在办案件共{group.Workers}名劳动者对“{group.Employer}”提出“{string.Join("、", group.Causes.Select(cause => ClaimCauses.Find(cause)?.Zh ?? cause))}”请求，案号{Numbers(group, "、")}";

    private static string Numbers(CollectiveGroup group, string between) => string.Join(between, group.Cases.Select(one => one.Number));
}
