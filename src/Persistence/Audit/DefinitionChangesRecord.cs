using System.Security.Cryptography;
using System.Text;
using LaborFlow.Cases.Audit;
using LaborFlow.Engine.Durability;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Audit;

/// <summary>
/// Who saved, published or deleted which version of a procedure: entries of the system's chain, in the transaction of the change. A
/// definition's content stands there by its digest.
/// </summary>
internal static class DefinitionChangesRecord
{
    /// <summary>The versions as they are before the change; none where nothing is recorded.</summary>
    public static async ValueTask<IReadOnlyDictionary<string, DefinitionRow>> BeforeAsync(
        LaborFlowDbContext context,
        DefinitionChanges changes,
        CancellationToken cancellationToken
    )
    {
        string[] ids = context.Audit is null ? [] : [.. changes.Updated.Select(row => row.Id), .. changes.Deleted];
        return ids.Length == 0
            ? new Dictionary<string, DefinitionRow>()
            : await context
                .Set<DefinitionRow>()
                .AsNoTracking()
                .Where(row => ids.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>Writes the entries; call it after the change, in its transaction.</summary>
    public static async ValueTask WriteAsync(
        LaborFlowDbContext context,
        DefinitionChanges changes,
        IReadOnlyDictionary<string, DefinitionRow> before,
        CancellationToken cancellationToken
    )
    {
        if (context.Audit is not { } audit)
        {
            return;
        }

        foreach (var row in changes.Added.Concat(changes.Updated))
        {
            var old = before.GetValueOrDefault(row.Id);
            Note(audit, row, old, row);
        }

        foreach (var old in changes.Deleted.Select(before.GetValueOrDefault).OfType<DefinitionRow>())
        {
            Note(audit, old, old, null);
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    private static void Note(AuditRecorder audit, DefinitionRow subject, DefinitionRow? before, DefinitionRow? after)
    {
        var fields = FieldChanges.Between(
            ("name", before?.Name, after?.Name),
            ("published", Say(before?.IsPublished), Say(after?.IsPublished)),
            ("latest", Say(before?.IsLatest), Say(after?.IsLatest)),
            ("sha256", Digest(before), Digest(after))
        );
        if (fields is null)
        {
            return;
        }

        var (action, zh, en) =
            after is null ? (AuditActions.DefinitionDeleted, "删除", "Deleted")
            : Digest(before) != Digest(after) ? (AuditActions.DefinitionSaved, "保存", "Saved")
            : before!.IsPublished != after.IsPublished
                ? after.IsPublished ? ("definition.published", "发布", "Published")
                    : ("definition.unpublished", "停止发布", "Took out of use")
            : ("definition.changed", "变更", "Changed");
        audit.Note(
            action,
            $"{zh}流程“{subject.Name ?? subject.DefinitionId}”第 {subject.Version} 版",
            $"{en} version {subject.Version} of the procedure {subject.DefinitionId}",
            "definition:" + subject.DefinitionId,
            fields,
            AuditActions.Version(subject.DefinitionId, subject.Version)
        );
    }

    private static string? Say(bool? flag) =>
        flag switch
        {
            null => null,
            true => "true",
            false => "false",
        };

    private static string? Digest(DefinitionRow? row) =>
        row is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Json)));
}
