using LaborFlow.Cases.Evidence;
using LaborFlow.Persistence.Dialects;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>
/// Contents of files, in the database, addressed by their SHA-256 and encrypted: identity cards and medical papers are among them. Joins
/// the transaction that is open, if one is.
/// </summary>
internal sealed class EvidenceFiles(LaborFlowDbContext context, TimeProvider time) : IEvidenceFiles
{
    /// <inheritdoc />
    public async ValueTask<string> KeepAsync(ReadOnlyMemory<byte> content, string sha256, CancellationToken cancellationToken = default)
    {
        var insert = context.Dialect.InsertIfAbsent(
            "evidence_contents",
            ["storage_key", "content", "kept_at"],
            ["@key", "@content", "@at"],
            ["storage_key"]
        );
        await using var session = await DatabaseSession.OpenAsync(context, cancellationToken);
        session.Batch.Add(
            insert,
            ("@key", sha256),
            ("@content", Keys.Protect(ReencryptPersonalData.EvidenceColumn, content.Span)),
            ("@at", time.GetUtcNow())
        );
        await session.Batch.ExecuteNonQueryAsync(cancellationToken);
        return sha256;
    }

    /// <inheritdoc />
    public async ValueTask<Stream> OpenAsync(string storageKey, CancellationToken cancellationToken = default)
    {
        var content = await context
            .Set<EvidenceContent>()
            .AsNoTracking()
            .Where(c => c.StorageKey == storageKey)
            .Select(c => c.Content)
            .SingleOrDefaultAsync(cancellationToken);
        return content is null
            ? throw new FileNotFoundException("No content has this storage key.", storageKey)
            : new MemoryStream(Keys.Reveal(ReencryptPersonalData.EvidenceColumn, content), writable: false);
    }

    private PersonalKeys Keys =>
        context.PersonalKeys ?? throw new PersonalDataException("Without keys of personal data no file can be read or written.");
}
