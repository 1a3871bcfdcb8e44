using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Imports;
using LaborFlow.Cases.Runs;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Jobs;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace LaborFlow.Host.Imports;

/// <summary>
/// Imports that go on by themselves: the answer comes at once with the run's address, which tells how far it is. The sheet is the same as for
/// <c>/api/disputes/import</c>.
/// </summary>
internal static class ImportRuns
{
    /// <param name="Lines">What became of each line so far.</param>
    public sealed record Item(RunItem Run, IReadOnlyList<LineReport> Lines);

    public static void Map(IEndpointRouteBuilder imports)
    {
        imports
            .MapPost("", StartAsync)
            .RequireAuthorization(Policies.Filing)
            .WithMetadata(
                new RequestSizeLimitAttribute(UploadedFiles.LargestRequest),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadedFiles.LargestRequest }
            )
            .Accepts<IFormFile>("multipart/form-data")
            .Produces<RunItem>(StatusCodes.Status202Accepted)
            .WithName("start-import");
        imports.MapGet("/{id:guid}", ReadAsync).RequireAuthorization(Policies.Filing).WithName("read-import");
    }

    private static async Task<IResult> StartAsync(
        HttpRequest request,
        ClaimsPrincipal user,
        LongRuns runs,
        ImportDisputes import,
        VirusScan scan,
        TimeProvider time,
        IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json,
        CancellationToken cancellationToken
    )
    {
        var upload = await ImportAtWindow.ReadAsync(request, scan, cancellationToken);
        var find = Attachments.Among(upload.Files);
        var sheet = DisputeSheet.Read(upload.Sheet.Content.Span, find);
        if (sheet.Faults.Count > 0)
            throw new InvalidInputException(sheet.Faults);
        var (name, options) = (user.UserName(), json.Value.SerializerOptions);
        var run = await runs.StartAsync(
            RunKinds.Import,
            Path.GetFileName(upload.Sheet.Name) is { Length: > 0 } given ? given : "disputes.csv",
            sheet.Lines.Count,
            name,
            async (tell, stop) =>
            {
                var lines = new List<LineReport>();
                await import.HandleAsync(
                    upload.Sheet.Content,
                    find,
                    name,
                    line =>
                    {
                        lines.Add(line);
                        return tell(lines.Count, () => JsonSerializer.Serialize(lines, options));
                    },
                    stop
                );
                return JsonSerializer.Serialize(lines, options);
            },
            cancellationToken
        );
        return TypedResults.Accepted($"/api/imports/{run.Id}", RunItem.Of(run, time.GetUtcNow()));
    }

    private static async Task<Item> ReadAsync(
        Guid id,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json,
        CancellationToken cancellationToken
    )
    {
        var run = await RunPages.DemandAsync(id, RunKinds.Import, user, database, cancellationToken);
        return new Item(
            RunItem.Of(run, time.GetUtcNow()),
            run.Result.Length == 0 ? [] : JsonSerializer.Deserialize<List<LineReport>>(run.Result, json.Value.SerializerOptions)!
        );
    }
}
