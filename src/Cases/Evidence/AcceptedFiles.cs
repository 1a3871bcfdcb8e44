using System.Security.Cryptography;

namespace LaborFlow.Cases.Evidence;

/// <summary>A file as a client sent it.</summary>
/// <param name="Name">The client's file name.</param>
/// <param name="Content">All bytes.</param>
public sealed record UploadedFile(string Name, ReadOnlyMemory<byte> Content);

/// <summary>A file whose type was recognised by its content.</summary>
/// <param name="Name">The file name without any path.</param>
/// <param name="ContentType">The media type of the content.</param>
/// <param name="Content">All bytes.</param>
/// <param name="Sha256">64 lower-case hex digits.</param>
public sealed record AcceptedFile(string Name, string ContentType, ReadOnlyMemory<byte> Content, string Sha256);

/// <summary>Which files are taken as evidence: by extension and by content, which must agree.</summary>
public static class AcceptedFiles
{
    /// <summary>The largest file, 20 MB (20 × 1024 × 1024 bytes).</summary>
    public const long MaxBytes = 20L * 1024 * 1024;

    /// <summary>The most files of one request.</summary>
    public const int MaxFiles = 30;

    private const int LongestName = 200;

    /// <summary>Extensions with their dot, lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. FileKinds.ByExtension.Keys];

    /// <summary>Checks all files of a request.</summary>
    /// <param name="files">The files, in the order sent.</param>
    /// <param name="accepted">Those without a fault, in the same order.</param>
    /// <returns>Faults; fields are <c>files[i]</c>.</returns>
    public static IReadOnlyList<FieldError> Check(IReadOnlyList<UploadedFile> files, out IReadOnlyList<AcceptedFile> accepted)
    {
        var errors = new List<FieldError>();
        var sound = new List<AcceptedFile>();
        if (files.Count > MaxFiles)
            errors.Add(new("files", "too-many", $"一次最多提交{MaxFiles}个文件。", $"At most {MaxFiles} files at once."));
        else
            for (var i = 0; i < files.Count; i++)
                if (Check(files[i], $"files[{i}]", out var file) is { } error)
                    errors.Add(error);
                else
                    sound.Add(file!);

        accepted = sound;
        return errors;
    }

    private static FieldError? Check(UploadedFile upload, string field, out AcceptedFile? accepted)
    {
        accepted = null;
        // Browsers send bare names; anything before a slash is a client's directory and none of our business.
        var name = upload.Name.Replace('\\', '/').Split('/')[^1].Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            return new(
                field,
                "invalid-name",
                $"文件名无效或超过{LongestName}个字符。",
                $"The file name is invalid or longer than {LongestName} characters."
            );

        if (!FileKinds.ByExtension.TryGetValue(Path.GetExtension(name).ToLowerInvariant(), out var kind))
            return new(field, "forbidden-type", $"不接受该类型的文件：{name}。", $"Files of this type are not accepted: {name}.");

        if (upload.Content.Length == 0)
            return new(field, "empty", $"文件为空：{name}。", $"The file is empty: {name}.");

        if (upload.Content.Length > MaxBytes)
            return new(field, "too-large", $"文件超过20MB：{name}。", $"The file is over 20 MB: {name}.");

        if (!kind.Recognise(upload.Content))
            return new(
                field,
                "content-mismatch",
                $"文件内容与扩展名不符：{name}。",
                $"The content is not what the file's extension says: {name}."
            );

        accepted = new AcceptedFile(name, kind.ContentType, upload.Content, Convert.ToHexStringLower(SHA256.HashData(upload.Content.Span)));
        return null;
    }
}
