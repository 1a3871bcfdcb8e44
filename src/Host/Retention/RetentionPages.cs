using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Retention;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Retention;

/// <summary>归档与清理: what ran, which volumes there are, and running a job, first dry.</summary>
internal static class RetentionPages
{
    public sealed record RunPage(IReadOnlyList<Run> Items, int Total);

    public sealed record VolumePage(IReadOnlyList<Volume> Items, int Total);

    /// <summary>What came of checking all volumes.</summary>
    /// <param name="Broken">Those that are gone or are not what was written, the newest first.</param>
    public sealed record Checked(int Volumes, IReadOnlyList<Volume> Broken);

    public sealed record Periods(int DraftDays, int PortalDays, int SessionDays, string ArchiveDirectory);

    public sealed record Run(Guid Id, string Job, bool DryRun, string StartedBy, DateTimeOffset RanAt, int Items, JsonElement Outcome);

    public sealed record Volume(Guid Id, string FileName, string Sha256, long Size, DateTimeOffset WrittenAt, int Cases);

    /// <param name="DryRun">True, also when it is left out: only what would be done is told.</param>
    public sealed record Request(bool DryRun = true);

    public static void MapRetention(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/administration/retention").WithTags("Retention").RequireAuthorization(Policies.Administration);
        group.MapGet("", Read).WithName("retention");
        group.MapGet("/runs", RunsAsync).WithName("retention-runs");
        group.MapGet("/volumes", VolumesAsync).WithName("retention-volumes");
        group.MapPost("/verify", VerifyAsync).WithName("verify-volumes");
        group
            .MapPost(
                "/{job}/run",
                async (string job, Request request, ClaimsPrincipal user, RunRetention retention, CancellationToken stop) =>
                    Show(await retention.RunAsync(job, request.DryRun, user.UserName(), stop))
            )
            .WithName("run-retention");
    }

    private static Periods Read(RetentionOptions options, ArchiveCases archive) =>
        new(options.DraftDays, options.PortalDays, options.SessionDays, archive.Directory);

    private static async Task<RunPage> RunsAsync(int? page, int? pageSize, LaborFlowDbContext database, CancellationToken stop)
    {
        var cut = PageRequest.Of(page, pageSize);
        var runs = database.Set<RetentionRun>().AsNoTracking();
        var shown = await cut.Cut(runs.OrderByDescending(run => run.RanAt).ThenByDescending(run => run.Id)).ToListAsync(stop);
        return new RunPage([.. shown.Select(Show)], await runs.CountAsync(stop));
    }

    private static async Task<VolumePage> VolumesAsync(int? page, int? pageSize, LaborFlowDbContext database, CancellationToken stop)
    {
        var cut = PageRequest.Of(page, pageSize);
        var shown = await cut.Cut(Newest(database)).ToListAsync(stop);
        return new VolumePage(await ShowAsync(shown, database, stop), await database.Set<ArchiveVolume>().CountAsync(stop));
    }

    /// <summary>Every volume, however many there are.</summary>
    private static async Task<Checked> VerifyAsync(LaborFlowDbContext database, ArchiveCases archive, CancellationToken stop)
    {
        var all = await Newest(database).ToListAsync(stop);
        var broken = new List<ArchiveVolume>();
        foreach (var volume in all)
        {
            if (!await archive.IsIntactAsync(volume, stop))
                broken.Add(volume);
        }
        return new Checked(all.Count, await ShowAsync(broken, database, stop));
    }

    private static IQueryable<ArchiveVolume> Newest(LaborFlowDbContext database) =>
        database.Set<ArchiveVolume>().AsNoTracking().OrderByDescending(volume => volume.WrittenAt).ThenByDescending(volume => volume.Id);

    private static async Task<IReadOnlyList<Volume>> ShowAsync(
        IReadOnlyList<ArchiveVolume> rows,
        LaborFlowDbContext database,
        CancellationToken stop
    )
    {
        var ids = rows.Select(row => row.Id).ToList();
        var counts = await database
            .Set<ArchivedCase>()
            .Where(archived => ids.Contains(archived.VolumeId))
            .GroupBy(archived => archived.VolumeId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, stop);
        return
        [
            .. rows.Select(row => new Volume(row.Id, row.FileName, row.Sha256, row.Size, row.WrittenAt, counts.GetValueOrDefault(row.Id))),
        ];
    }

    private static Run Show(RetentionRun run) =>
        new(run.Id, run.Job, run.DryRun, run.StartedBy, run.RanAt, run.Items, TaskJson.Read(run.OutcomeJson));
}
