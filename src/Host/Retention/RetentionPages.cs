using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Retention;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Retention;

/// <summary>归档与清理: what ran, which volumes there are, and running a job, first dry.</summary>
internal static class RetentionPages
{
    public sealed record Answer(Periods Periods, IReadOnlyList<Run> Runs, IReadOnlyList<Volume> Volumes);

    public sealed record Periods(int DraftDays, int PortalDays, int SessionDays, string ArchiveDirectory);

    public sealed record Run(Guid Id, string Job, bool DryRun, string StartedBy, DateTimeOffset RanAt, int Items, JsonElement Outcome);

    /// <param name="Intact">Null until it is checked.</param>
    public sealed record Volume(Guid Id, string FileName, string Sha256, long Size, DateTimeOffset WrittenAt, int Cases, bool? Intact);

    /// <param name="DryRun">True, also when it is left out: only what would be done is told.</param>
    public sealed record Request(bool DryRun = true);

    public static void MapRetention(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/administration/retention").WithTags("Retention").RequireAuthorization(Policies.Administration);
        group.MapGet("", ReadAsync).WithName("retention");
        group.MapPost("/verify", VerifyAsync).WithName("verify-volumes");
        group
            .MapPost(
                "/{job}/run",
                async (string job, Request request, ClaimsPrincipal user, RunRetention retention, CancellationToken stop) =>
                    Show(await retention.RunAsync(job, request.DryRun, user.UserName(), stop))
            )
            .WithName("run-retention");
    }

    private static async Task<Answer> ReadAsync(
        LaborFlowDbContext database,
        RetentionOptions options,
        ArchiveCases archive,
        CancellationToken stop
    )
    {
        var runs = await database.Set<RetentionRun>().AsNoTracking().OrderByDescending(run => run.RanAt).Take(50).ToListAsync(stop);
        return new Answer(
            new Periods(options.DraftDays, options.PortalDays, options.SessionDays, archive.Directory),
            [.. runs.Select(Show)],
            await VolumesAsync(database, null, stop)
        );
    }

    private static Task<IReadOnlyList<Volume>> VerifyAsync(LaborFlowDbContext database, ArchiveCases archive, CancellationToken stop) =>
        VolumesAsync(database, archive, stop);

    private static async Task<IReadOnlyList<Volume>> VolumesAsync(LaborFlowDbContext database, ArchiveCases? check, CancellationToken stop)
    {
        var rows = await database
            .Set<ArchiveVolume>()
            .AsNoTracking()
            .OrderByDescending(volume => volume.WrittenAt)
            .Take(200)
            .ToListAsync(stop);
        var ids = rows.Select(row => row.Id).ToList();
        var counts = await database
            .Set<ArchivedCase>()
            .Where(archived => ids.Contains(archived.VolumeId))
            .GroupBy(archived => archived.VolumeId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, stop);
        var volumes = new List<Volume>();
        foreach (var row in rows)
            volumes.Add(
                new Volume(
                    row.Id,
                    row.FileName,
                    row.Sha256,
                    row.Size,
                    row.WrittenAt,
                    counts.GetValueOrDefault(row.Id),
                    check is null ? null : await check.IsIntactAsync(row, stop)
                )
            );
        return volumes;
    }

    private static Run Show(RetentionRun run) =>
        new(run.Id, run.Job, run.DryRun, run.StartedBy, run.RanAt, run.Items, TaskJson.Read(run.OutcomeJson));
}
