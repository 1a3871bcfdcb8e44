using System.Collections.Frozen;
using System.Globalization;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Sealing;
using LaborFlow.Cases.Mediation;
using LaborFlow.Persistence.Identity;
using LaborFlow.Persistence.Personal;
using LaborFlow.Persistence.Procedures;
using LaborFlow.Persistence.Retention;
using LaborFlow.Persistence.Statutes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace LaborFlow.Persistence.Audit;

/// <summary>
/// What a save changes beside cases: accounts, roles, organisations, legal parameters, proposals, templates, seals, plans,
/// retention. Each row is
/// an entry of the system's chain, with its fields before and after.
/// </summary>
internal static class OfficeChanges
{
    private sealed record Subject(string Code, string Zh, string En, string Key);

    private static readonly FrozenDictionary<Type, Subject> Subjects = new Dictionary<Type, Subject>
    {
        [typeof(AppUser)] = new("user", "账号", "account", nameof(AppUser.UserName)),
        [typeof(IdentityUserRole<Guid>)] = new("user-role", "账号角色", "role of an account", nameof(IdentityUserRole<Guid>.UserId)),
        [typeof(MediationOrganisation)] = new("organisation", "调解组织", "mediation organisation", nameof(MediationOrganisation.Name)),
        [typeof(StatuteProposal)] = new(
            "statute-proposal",
            "法定参数变更申请",
            "proposal to change the register",
            nameof(StatuteProposal.Subject)
        ),
        [typeof(StatuteRow)] = new("statute", "法定参数", "legal parameter", nameof(StatuteRow.ParameterId)),
        [typeof(CalendarYearRow)] = new("calendar-year", "工作日历", "working calendar", nameof(CalendarYearRow.Year)),
        [typeof(LocalDayRow)] = new("calendar-day", "地方工作日", "local day", nameof(LocalDayRow.Day)),
        [typeof(ChangeProposal)] = new("proposal", "发布或迁移申请", "proposal to publish or alter", nameof(ChangeProposal.DefinitionId)),
        [typeof(DocumentTemplate)] = new("template", "文书模板", "document template", nameof(DocumentTemplate.Id)),
        [typeof(OfficeSeal)] = new("seal", "电子印章", "office seal", nameof(OfficeSeal.Office)),
        [typeof(RetentionRun)] = new("retention", "归档或清理", "retention run", nameof(RetentionRun.Job)),
        [typeof(ArchiveVolume)] = new("archive-volume", "归档卷", "archive volume", nameof(ArchiveVolume.FileName)),
        [typeof(UnmaskRequest)] = new("unmask-request", "批量查看申请", "request for whole numbers", nameof(UnmaskRequest.Id)),
    }.ToFrozenDictionary();

    /// <summary>The facts of everything that the unit of work changes and no case knows of.</summary>
    public static IEnumerable<AuditFact> Of(ChangeTracker tracker, AuditTrail trail, DateTimeOffset now)
    {
        foreach (var entry in tracker.Entries().ToList())
        {
            if (
                entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)
                || !Subjects.TryGetValue(entry.Metadata.ClrType, out var subject)
                || FieldChanges.OfRow(entry) is not { } fields
            )
            {
                continue;
            }

            var (code, zh, en) = entry.State switch
            {
                EntityState.Added => ("added", "新增", "Added"),
                EntityState.Deleted => ("removed", "删除", "Removed"),
                _ => ("changed", "变更", "Changed"),
            };
            yield return new AuditFact(
                AuditChain.System,
                now,
                trail.Actor ?? "system",
                $"{subject.Code}.{code}",
                zh + subject.Zh,
                $"{en} {subject.En}"
            )
            {
                ActorRole = trail.ActorRole,
                Subject = $"{subject.Code}:{Key(entry, subject)}",
                ChangesJson = entry.Entity is IdentityUserRole<Guid> link ? Role(tracker, entry, link) : fields,
                LegalBasis = BasisOf(entry.Entity),
            };
        }
    }

    private static string? BasisOf(object row) =>
        row switch
        {
            StatuteProposal proposal => proposal.LegalBasis,
            StatuteRow statute => statute.LegalBasis,
            ChangeProposal proposal => proposal.LegalBasis,
            UnmaskRequest request => request.LegalBasis,
            _ => null,
        };

    private static string Key(EntityEntry entry, Subject subject) =>
        entry.Entity is IdentityUserRole<Guid> link
            ? entry.Context.ChangeTracker.Entries<AppUser>().FirstOrDefault(user => user.Entity.Id == link.UserId)?.Entity.UserName
                ?? link.UserId.ToString()
            : Convert.ToString(entry.Property(subject.Key).CurrentValue, CultureInfo.InvariantCulture) ?? "";

    /// <summary>The role by its name: its number tells nobody anything.</summary>
    private static string Role(ChangeTracker tracker, EntityEntry entry, IdentityUserRole<Guid> link)
    {
        var name = tracker.Entries<AppRole>().FirstOrDefault(role => role.Entity.Id == link.RoleId)?.Entity.Name ?? link.RoleId.ToString();
        return FieldChanges.One("role", entry.State == EntityState.Deleted ? name : null, entry.State == EntityState.Deleted ? null : name);
    }
}
