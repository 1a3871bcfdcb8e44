using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Documents;
using LaborFlow.Host.Operations;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Personal;
using LaborFlow.Persistence.Retention;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Retention;

/// <summary>
/// 归档: closed cases whose period of keeping is over go into a sealed, read-only volume: papers, evidence, course and audit chain, encrypted
/// under the keys of personal data. The volume's digest stands in the audit trail and in each case; the case itself changes no more.
/// </summary>
internal sealed class ArchiveCases(
    LaborFlowDbContext database,
    CaseVolume volumes,
    ICaseStore cases,
    PersonalKeys keys,
    StatuteRegister register,
    RetentionOptions options,
    IConfiguration configuration,
    TimeProvider time
)
{
    /// <summary>The parameter that says for how many years: Value after an award, Value2 otherwise.</summary>
    private const string Parameter = "arb-archive";
    private const string Column = "archive_volumes.content";
    private const int MostCases = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What a run did, or would do.</summary>
    /// <param name="Left">How many more are due, beyond what one volume takes: the next run takes them.</param>
    public sealed record Outcome(string? Volume, string? Sha256, IReadOnlyList<string> Cases, int Left);

    /// <summary>Where volumes lie.</summary>
    public string Directory =>
        options.ArchiveDirectory is { Length: > 0 } own ? own
        : configuration["LaborFlow:DataDirectory"] is { Length: > 0 } data ? Path.Combine(data, "archive")
        : throw new SetupException("No place for archive volumes: set Retention__ArchiveDirectory or LaborFlow__DataDirectory.");

    /// <summary>Writes one volume of the cases that are due, the oldest first.</summary>
    public async Task<Outcome> RunAsync(bool dryRun, CancellationToken cancellationToken)
    {
        var all = Due();
        var due = await all.OrderBy(found => found.ClosedAt).ThenBy(found => found.Id).Take(MostCases).ToListAsync(cancellationToken);
        var left = due.Count < MostCases ? 0 : await all.CountAsync(cancellationToken) - due.Count;
        if (dryRun || due.Count == 0)
            return new Outcome(null, null, [.. due.Select(found => found.CaseNumber)], left);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var name = $"volume-{now:yyyyMMdd}-{id:N}.zip";
        System.IO.Directory.CreateDirectory(Directory);
        var path = Path.Combine(Directory, name);
        var (sha256, size) = await WriteAsync(path, due, cancellationToken);

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.Add(
            new ArchiveVolume
            {
                Id = id,
                FileName = name,
                Sha256 = sha256,
                Size = size,
                WrittenAt = now,
            }
        );
        foreach (var found in due)
        {
            cases.Add(
                CaseEvents.Internal(
                    found.Id,
                    now,
                    "retention",
                    "case.archived",
                    $"案卷归入{name}（SHA-256 {sha256}），不再变更",
                    $"Archived in {name} (SHA-256 {sha256}); the case changes no more",
                    "《劳动人事争议仲裁办案规则》第二十四条"
                )
            );
            database.Add(
                new ArchivedCase
                {
                    CaseId = found.Id,
                    VolumeId = id,
                    ArchivedAt = now,
                }
            );
        }
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Outcome(name, sha256, [.. due.Select(found => found.CaseNumber)], left);
    }

    /// <summary>Whether a volume is there and is what was written.</summary>
    public async Task<bool> IsIntactAsync(ArchiveVolume volume, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory, volume.FileName);
        if (!File.Exists(path))
            return false;
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) == volume.Sha256;
    }

    /// <summary>The part of a volume that holds a case's papers, decrypted.</summary>
    public async Task<byte[]?> OpenAsync(ArchiveVolume volume, Guid caseId, CancellationToken cancellationToken)
    {
        await using var archive = await ZipFile.OpenReadAsync(Path.Combine(Directory, volume.FileName), cancellationToken);
        if (archive.GetEntry($"{caseId:N}/volume.zip.enc") is not { } entry)
            return null;
        await using var content = await entry.OpenAsync(cancellationToken);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return keys.Reveal(Column, bytes.ToArray());
    }

    private IQueryable<Case> Due()
    {
        var today = ChinaDay.Today(time);
        if (register.Find(Parameter, null, today).Row is not { Value: { } awarded, Value2: { } otherwise })
            throw new SetupException($"The register has no {Parameter} in force: nothing is archived.");
        var (long_, short_) = (ChinaDay.EndOf(today.AddYears(-(int)awarded)), ChinaDay.EndOf(today.AddYears(-(int)otherwise)));
        return database
            .Set<Case>()
            .Where(found =>
                found.ClosedAt != null && found.ClosedAt < (found.ClosedAs == "award" || found.ClosedAs == "awarded" ? long_ : short_)
            )
            .Where(found => !database.Set<ArchivedCase>().Any(archived => archived.CaseId == found.Id));
    }

    /// <summary>Writes the file under another name first: what bears the volume's name is whole.</summary>
    private async Task<(string Sha256, long Size)> WriteAsync(string path, IReadOnlyList<Case> due, CancellationToken cancellationToken)
    {
        var partial = path + ".partial";
        await using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write))
        await using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: false, Encoding.UTF8))
        {
            foreach (var found in due)
            {
                using var volume = new MemoryStream();
                await volumes.WriteAsync(found, volume, cancellationToken);
                await AddAsync(archive, $"{found.Id:N}/volume.zip.enc", keys.Protect(Column, volume.ToArray().AsSpan()), cancellationToken);
                var chain = AuditChain.OfCase(found.Id);
                var entries = await database
                    .Set<AuditEntry>()
                    .AsNoTracking()
                    .Where(entry => entry.ChainId == chain)
                    .OrderBy(entry => entry.Sequence)
                    .ToListAsync(cancellationToken);
                await AddAsync(
                    archive,
                    $"{found.Id:N}/audit.json.enc",
                    keys.Protect(Column, JsonSerializer.SerializeToUtf8Bytes(entries, Json).AsSpan()),
                    cancellationToken
                );
            }
            var index = due.Select(found => new
            {
                id = found.Id,
                caseNumber = found.CaseNumber,
                closedAt = found.ClosedAt,
            });
            await AddAsync(archive, "index.json", JsonSerializer.SerializeToUtf8Bytes(index, Json), cancellationToken);
        }
        await using (var written = File.OpenRead(partial))
        {
            var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancellationToken));
            var size = written.Length;
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(partial, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            File.Move(partial, path);
            File.SetAttributes(path, FileAttributes.ReadOnly);
            return (sha256, size);
        }
    }

    private static async Task AddAsync(ZipArchive archive, string name, byte[] content, CancellationToken cancellationToken)
    {
        await using var entry = await archive.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(cancellationToken);
        await entry.WriteAsync(content, cancellationToken);
    }
}
