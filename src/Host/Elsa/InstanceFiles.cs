using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Values;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Elsa;

/// <summary>Instances as files: state, bookmarks, executions and journal of one or many. Each export is recorded.</summary>
internal static class InstanceFiles
{
    public static void MapReading(RouteGroupBuilder api)
    {
        api.MapGet("/workflow-instances/{id}/export", ExportAsync);
        api.MapPost("/bulk-actions/export/workflow-instances", ExportManyAsync);
    }

    /// <summary>An instance is the record of a case: it comes to be by its procedure, never from a file.</summary>
    public static void MapChanging(RouteGroupBuilder api) =>
        api.MapPost(
                "/bulk-actions/import/workflow-instances",
                IResult () =>
                    throw new ProblemException(
                        KnownProblems.Of(
                            403,
                            "instance.no-import",
                            "流程实例是案件的办理记录，不能从文件导入。",
                            "An instance is the record of a case and cannot be imported."
                        )
                    )
            )
            .DisableAntiforgery();

    private static async Task<IResult> ExportAsync(string id, ReachedInstances store, DesignAudit audit, CancellationToken stop)
    {
        var row = await store.FindAsync(id, stop) ?? throw new ProblemException(KnownProblems.NotFound);
        var file = await BytesAsync(row, store, stop);
        await RecordAsync([row], audit, stop);
        return Results.File(file, "application/json", FileName(row));
    }

    private static async Task<IResult> ExportManyAsync(
        InstanceEndpoints.IdsRequest request,
        ReachedInstances store,
        DesignAudit audit,
        CancellationToken stop
    )
    {
        var asked = (request.Ids ?? []).ToHashSet(StringComparer.Ordinal);
        if (asked.Count > DefinitionEndpoints.LargestPage)
            throw ProblemException.Field(
                "ids",
                "too-many",
                $"一次最多导出 {DefinitionEndpoints.LargestPage} 个实例。",
                $"At most {DefinitionEndpoints.LargestPage} instances at once."
            );
        var rows = asked.Count == 0 ? [] : (await store.ListAsync(new InstanceQuery { Ids = asked, Take = asked.Count }, stop)).Items;
        if (rows.Count == 0)
            throw new ProblemException(KnownProblems.NotFound);

        using var buffer = new MemoryStream();
        await using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                await using var entry = await zip.CreateEntry(FileName(row)).OpenAsync(stop);
                await entry.WriteAsync(await BytesAsync(row, store, stop), stop);
            }
        }
        await RecordAsync(rows, audit, stop);
        return Results.File(buffer.ToArray(), "application/zip", "workflow-instances.zip");
    }

    private static async Task RecordAsync(IReadOnlyList<InstanceRow> rows, DesignAudit audit, CancellationToken stop)
    {
        foreach (var row in rows)
            audit.Note("instance.exported", $"导出流程实例：{row.Id}", $"Exported the instance {row.Id}", "instance:" + row.Id);
        await audit.WriteAsync(stop);
    }

    private static async Task<byte[]> BytesAsync(InstanceRow row, IInstanceStore store, CancellationToken stop)
    {
        var bookmarks = await store.FindBookmarksAsync(new BookmarkQuery { InstanceId = row.Id }, stop);
        var journal = (await store.ReadJournalAsync(row.Id, 0, int.MaxValue, stop)).Items;
        var state = WorkflowStateJson.Of(row, bookmarks);
        var model = new JsonObject
        {
            ["bookmarks"] = state["bookmarks"]!.DeepClone(),
            ["activityExecutionRecords"] = new JsonArray([.. ExecutionRecord.From(journal).Select(record => (JsonNode)record.Full())]),
            ["workflowExecutionLogRecords"] = new JsonArray([.. journal.Select(entry => (JsonNode)InstanceJson.Journal(entry))]),
            ["workflowState"] = state,
        };
        return Encoding.UTF8.GetBytes(model.ToJsonString(new JsonSerializerOptions(JsonValues.Options) { WriteIndented = true }));
    }

    private static string FileName(InstanceRow row) => $"workflow-instance-{row.Id}.json";
}
