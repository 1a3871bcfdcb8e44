using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Imports;

namespace LaborFlow.Host.Imports;

/// <summary>Where the files that a sheet names are looked for.</summary>
internal static class Attachments
{
    /// <summary>Beside the sheet: in its folder and those below, never outside it, also not by way of a link.</summary>
    public static FindAttachment Beside(string sheet)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(Path.GetFullPath(sheet))!);
        var root = folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName;
        return path =>
        {
            if (path.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(path))
                return null;
            var file = new FileInfo(Path.GetFullPath(path.Replace('\\', '/'), root));
            if (
                !file.Exists
                || file.LinkTarget is not null
                || !file.FullName.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            )
                return null;
            // One byte over the limit is enough for the rule to refuse it.
            var content = new byte[Math.Min(file.Length, AcceptedFiles.MaxBytes + 1)];
            using var stream = file.OpenRead();
            stream.ReadExactly(content);
            return new UploadedFile(file.Name, content);
        };
    }

    /// <summary>Among the files of the same request: by the path that they were sent with, or by their bare name.</summary>
    public static FindAttachment Among(IReadOnlyList<UploadedFile> files)
    {
        static string Plain(string path) => path.Replace('\\', '/').TrimStart('/');
        static string Bare(string path) => Plain(path).Split('/')[^1];

        return path =>
            files.FirstOrDefault(file => Plain(file.Name) == Plain(path)) ?? files.FirstOrDefault(file => Bare(file.Name) == Bare(path));
    }
}
