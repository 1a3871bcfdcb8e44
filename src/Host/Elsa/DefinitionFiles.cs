using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Values;
using LaborFlow.Host.Problems;
using Microsoft.AspNetCore.Mvc;

namespace LaborFlow.Host.Elsa;

/// <summary>Definitions as files: export of one or many, import of models and files.</summary>
internal static class DefinitionFiles
{
    /// <summary>The largest definition that is taken: 500 activities make about 1 MB.</summary>
    public const int LargestBytes = 8 * 1024 * 1024;

    /// <summary>Lets these endpoints take more than the host's usual request.</summary>
    public static RequestSizeLimitAttribute SizeLimit { get; } = new(LargestBytes);

    public static void MapReading(RouteGroupBuilder api)
    {
        api.MapMethods("/workflow-definitions/{definitionId}/export", ["GET", "POST"], ExportAsync);
        api.MapPost("/bulk-actions/export/workflow-definitions", ExportManyAsync);
    }

    public static void MapChanging(RouteGroupBuilder api)
    {
        api.MapMethods(
                "/workflow-definitions/import",
                ["POST", "PUT"],
                (JsonObject model, DefinitionLibrary library, DesignAudit audit, CancellationToken stop) =>
                    ImportAsync(null, model, library, audit, stop)
            )
            .WithMetadata(SizeLimit);
        api.MapMethods(
                "/workflow-definitions/{definitionId}/import",
                ["POST", "PUT"],
                (string definitionId, JsonObject model, DefinitionLibrary library, DesignAudit audit, CancellationToken stop) =>
                    ImportAsync(definitionId, model, library, audit, stop)
            )
            .WithMetadata(SizeLimit);
        api.MapPost("/workflow-definitions/import-files", ImportFilesAsync).DisableAntiforgery().WithMetadata(SizeLimit);
    }

    private static async Task<IResult> ExportAsync(
        string definitionId,
        string? versionOptions,
        HttpContext context,
        DefinitionLibrary library,
        DesignAudit audit,
        CancellationToken stop
    )
    {
        var row = await context.FindAsync(definitionId, versionOptions, library, stop);
        await RecordExportAsync([row], audit, stop);
        return Results.File(Bytes(row), "application/octet-stream", FileName(row));
    }

    private static async Task<IResult> ExportManyAsync(
        InstanceEndpoints.IdsRequest request,
        HttpContext context,
        IDefinitionStore store,
        DesignAudit audit,
        CancellationToken stop
    )
    {
        var found = request.Ids is { Count: > 0 } ids ? (await store.ListAsync(new DefinitionQuery { Ids = [.. ids] }, stop)).Items : [];
        var rows = found.Where(context.Sees).ToList();
        if (rows.Count < found.Count)
            RefusedCalls.Record(context);
        if (rows.Count == 0)
            throw new ProblemException(KnownProblems.NotFound);

        using var buffer = new MemoryStream();
        await using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                await using var entry = await zip.CreateEntry(FileName(row)).OpenAsync(stop);
                await entry.WriteAsync(Bytes(row), stop);
            }
        }
        await RecordExportAsync(rows, audit, stop);
        return Results.File(buffer.ToArray(), "application/zip", "workflow-definitions.zip");
    }

    private static Task RecordExportAsync(IReadOnlyList<DefinitionRow> rows, DesignAudit audit, CancellationToken stop)
    {
        foreach (var row in rows)
            audit.Note(
                "procedure.exported",
                $"导出流程 {row.DefinitionId} 第 {row.Version} 版",
                $"Exported version {row.Version} of {row.DefinitionId}",
                "version:" + row.Id
            );
        return audit.WriteAsync(stop);
    }

    /// <summary>Saves a draft. That it was saved is recorded with it; that it was imported, here.</summary>
    public static Task<DefinitionRow> SaveAsync(
        WorkflowDefinition definition,
        bool imported,
        DefinitionLibrary library,
        DesignAudit audit,
        CancellationToken stop
    )
    {
        NamesInDefinitions.DemandPlain(definition.Json);
        return audit.TogetherAsync(
            async () =>
            {
                var row = await library.SaveAsync(definition, cancellationToken: stop);
                if (imported)
                    audit.Note(
                        "procedure.imported",
                        $"导入流程 {row.DefinitionId} 第 {row.Version} 版",
                        $"Imported version {row.Version} of {row.DefinitionId}",
                        "version:" + row.Id
                    );
                return row;
            },
            stop
        );
    }

    private static async Task<IResult> ImportAsync(
        string? definitionId,
        JsonObject model,
        DefinitionLibrary library,
        DesignAudit audit,
        CancellationToken stop
    )
    {
        DemandOnce(model);
        var definition = new WorkflowDefinition(model);
        if (definitionId is not null)
            definition.DefinitionId = definitionId;
        return Results.Json(DefinitionJson.Full(await SaveAsync(definition, imported: true, library, audit, stop)));
    }

    private static async Task<IResult> ImportFilesAsync(
        HttpContext context,
        DefinitionLibrary library,
        DesignAudit audit,
        CancellationToken stop
    )
    {
        var form = await context.Request.ReadFormAsync(stop);
        // All files are read before the first is saved: one that cannot be read leaves nothing half-imported.
        var models = new List<JsonObject>();
        foreach (var file in form.Files)
        {
            NamesInDefinitions.DemandPlainFileName(file.FileName);
            await using var stream = file.OpenReadStream();
            if (Path.GetExtension(file.FileName).Equals(".zip", StringComparison.OrdinalIgnoreCase))
                models.AddRange(await FromZipAsync(stream, stop));
            else
                models.Add(await ReadAsync(stream, file.FileName, stop));
        }
        foreach (var model in models)
            await SaveAsync(new WorkflowDefinition(model), imported: true, library, audit, stop);
        return Results.Json(new JsonObject { ["count"] = models.Count });
    }

    private static async Task<List<JsonObject>> FromZipAsync(Stream stream, CancellationToken stop)
    {
        var models = new List<JsonObject>();
        await using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        long total = 0;
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
        {
            // What an archive says of its sizes may be a lie; what is read is counted.
            await using var content = await entry.OpenAsync(stop);
            using var bytes = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (int read; (read = await content.ReadAsync(buffer, stop)) > 0; )
            {
                if ((total += read) > LargestBytes)
                    throw new ProblemException(KnownProblems.TooLarge);
                await bytes.WriteAsync(buffer.AsMemory(0, read), stop);
            }
            bytes.Position = 0;
            models.Add(await ReadAsync(bytes, entry.Name, stop));
        }
        return models;
    }

    private static async Task<JsonObject> ReadAsync(Stream stream, string name, CancellationToken stop)
    {
        try
        {
            if (await JsonNode.ParseAsync(stream, cancellationToken: stop) is JsonObject model)
            {
                DemandOnce(model);
                NamesInDefinitions.DemandPlain(model);
                return model;
            }
        }
        catch (JsonException)
        {
            // Answered below, as for JSON that is no object.
        }
        throw ProblemException.Field(
            "files",
            "definition.not-json",
            $"文件“{name}”不是流程定义。",
            $"The file '{name}' is not a definition."
        );
    }

    /// <summary>Demands that no member stands twice in one object: which of the two is meant cannot be known.</summary>
    /// <exception cref="ProblemException">One does.</exception>
    public static void DemandOnce(JsonNode? node)
    {
        try
        {
            // Objects are read when they are first looked into; that is when a second member of one name is found.
            if (node is JsonObject members)
            {
                foreach (var member in members)
                    DemandOnce(member.Value);
            }
            else if (node is JsonArray items)
            {
                foreach (var item in items)
                    DemandOnce(item);
            }
        }
        catch (Exception twice) when (twice is ArgumentException or JsonException)
        {
            throw ProblemException.Field(
                "model",
                "definition.duplicate-member",
                "同一对象中有重名的成员。",
                "A member stands twice: " + twice.Message
            );
        }
    }

    private static byte[] Bytes(DefinitionRow row) =>
        Encoding.UTF8.GetBytes(
            DefinitionJson.Export(row).ToJsonString(new JsonSerializerOptions(JsonValues.Options) { WriteIndented = true })
        );

    private static string FileName(DefinitionRow row)
    {
        var slug = string.Concat((row.Name ?? "").ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'));
        var definition = string.Concat(
            row.DefinitionId.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-')
        );
        return $"workflow-definition-{slug}-{definition}-{row.Id}.json";
    }
}
