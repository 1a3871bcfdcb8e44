using LaborFlow.Cases.Evidence;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;

namespace LaborFlow.Host.Filing;

/// <summary>Reads the files of a multipart request into memory, within the limits.</summary>
internal static class UploadedFiles
{
    /// <summary>A request with files: thirty files would be 600 MB, so a whole request is held to what one application needs.</summary>
    public const long LargestRequest = 120L * 1024 * 1024;

    /// <exception cref="ProblemException">A part is not called <c>files</c>.</exception>
    /// <param name="parts">The files of the form.</param>
    /// <param name="scan">Sees every file before anybody else does.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<IReadOnlyList<UploadedFile>> ReadAsync(
        IFormFileCollection parts,
        VirusScan scan,
        CancellationToken cancellationToken
    )
    {
        var files = new List<UploadedFile>(parts.Count);
        foreach (var part in parts)
        {
            if (part.Name != "files")
                throw ProblemException.Field(
                    part.Name,
                    "field.unknown",
                    "文件应放在 files 部分。",
                    "Files belong into parts called files."
                );
            files.Add(new UploadedFile(part.FileName, await ReadAsync(part, cancellationToken)));
        }
        await scan.DemandCleanAsync(files, cancellationToken);
        return files;
    }

    /// <summary>The bytes of one part, cut after the first one over the limit: the rule refuses it then, and the rest need not be held.</summary>
    public static async Task<byte[]> ReadAsync(IFormFile part, CancellationToken cancellationToken)
    {
        var content = new byte[(int)Math.Min(part.Length, AcceptedFiles.MaxBytes + 1)];
        await using var stream = part.OpenReadStream();
        await stream.ReadExactlyAsync(content, cancellationToken);
        return content;
    }
}
