using System.Text.Json;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Filing;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace LaborFlow.Host.Filing;

/// <summary>Reads an application: JSON alone, or multipart with the JSON in the part <c>application</c> and evidence in <c>files</c>.</summary>
internal sealed class DisputeForm(IOptions<JsonOptions> json, VirusScan scan)
{
    private const int LongestApplication = 1024 * 1024;

    public async Task<(FileDisputeRequest Application, IReadOnlyList<UploadedFile> Files)> ReadAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!request.HasFormContentType)
        {
            if (!request.HasJsonContentType())
                throw new ProblemException(KnownProblems.UnsupportedMediaType);
            if (request.ContentLength > LongestApplication)
                throw new ProblemException(KnownProblems.TooLarge);
            var sent = await JsonSerializer.DeserializeAsync<FileDisputeRequest>(
                request.Body,
                json.Value.SerializerOptions,
                cancellationToken
            );
            return (sent ?? throw Missing(""), []);
        }

        var form = await request.ReadFormAsync(cancellationToken);
        if (form.Keys.FirstOrDefault(key => key != "application") is { } unknown)
            throw ProblemException.Field(unknown, "field.unknown", "没有这一项，请检查名称。", "There is no such field; check its name.");
        var part = form["application"];
        if (part is not [{ Length: > 0 } text])
            throw Missing("application");
        var application =
            JsonSerializer.Deserialize<FileDisputeRequest>(text, json.Value.SerializerOptions) ?? throw Missing("application");
        return (application, await UploadedFiles.ReadAsync(form.Files, scan, cancellationToken));
    }

    private static ProblemException Missing(string field) =>
        ProblemException.Field(field, "required", "请填写申请内容。", "The application is missing.");
}
