using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Documents;

/// <summary>The case as one archive volume. Taking it away is itself written into the case's course.</summary>
internal static class DownloadVolume
{
    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapGet("/{id:guid}/volume", HandleAsync)
            .RequireAuthorization(Policies.CaseReaders)
            .Produces(StatusCodes.Status200OK, contentType: "application/zip")
            .WithName("case-volume");

    private static async Task<IResult> HandleAsync(
        Guid id,
        ClaimsPrincipal user,
        CaseReader reader,
        CaseVolume volume,
        ICaseStore cases,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var matter = await reader.DemandAsync(id, user, cancellationToken);
        cases.Add(
            CaseEvents.Internal(matter.Id, time.GetUtcNow(), user.Identity!.Name!, "volume.exported", "导出案件卷宗", "Exported the volume")
        );
        await database.SaveChangesAsync(cancellationToken);
        // Through a file of its own, since a volume may be hundreds of megabytes; it goes away when it is closed.
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"laborflow-volume-{Guid.CreateVersion7(time.GetUtcNow()):N}"),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            }
        );
        try
        {
            await volume.WriteAsync(matter, file, cancellationToken);
            file.Position = 0;
            return SafeFile.Send(file, "application/zip", $"{matter.CaseNumber}卷宗.zip");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
