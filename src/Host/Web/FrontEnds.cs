using System.Text.RegularExpressions;
using LaborFlow.Host.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace LaborFlow.Host.Web;

/// <summary>
/// Serves the built front ends: the workbench at <c>/</c>, the designer (administrators only) at <c>/designer/</c>. A missing build
/// is no error: the API serves without it.
/// </summary>
internal static partial class FrontEnds
{
    private static readonly FileExtensionContentTypeProvider ContentTypes = new()
    {
        Mappings =
        {
            [".dat"] = "application/octet-stream",
            [".blat"] = "application/octet-stream",
            [".webcil"] = "application/octet-stream",
        },
    };

    /// <summary>Addresses of programs, which never fall back to the workbench's page.</summary>
    private static readonly string[] Programs = ["/api", "/elsa", "/health", "/openapi", "/designer"];

    public static void MapFrontEnds(this WebApplication app)
    {
        var workbench = Directory(app.Configuration["LaborFlow:WorkbenchDirectory"], "workbench");
        var designer = Directory(app.Configuration["LaborFlow:DesignerDirectory"], "designer");

        app.MapMethods("/designer/{**path}", Reading, (HttpContext context, string? path) => SendAsync(context, designer, path ?? "", null))
            .RequireAuthorization(Policies.DesignReaders)
            .ExcludeFromDescription();
        app.MapMethods("/{**path}", Reading, (HttpContext context, string? path) => SendAsync(context, workbench, path ?? "", "index.html"))
            .WithMetadata(new AllowAnonymousAttribute())
            .WithOrder(int.MaxValue)
            .ExcludeFromDescription();
    }

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private static async Task SendAsync(HttpContext context, IFileProvider? files, string path, string? fallback)
    {
        var page = fallback is null;
        var file = Find(files, path is "" ? "index.html" : path);
        if (file is null && fallback is not null && !path.Contains('.', StringComparison.Ordinal) && !IsProgram(context.Request.Path))
            file = Find(files, fallback);
        if (file is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var response = context.Response;
        response.ContentType = ContentTypes.TryGetContentType(file.Name, out var type) ? type : "application/octet-stream";
        response.Headers.CacheControl = NeverChanges(context.Request, path)
            ? (page ? "private" : "public") + ", max-age=31536000, immutable"
            : "no-cache";
        response.Headers.Vary = "Accept-Encoding";
        var etag = $"\"{file.LastModified.UtcTicks:x}-{file.Length:x}\"";
        response.Headers.ETag = etag;
        if (context.Request.Headers.IfNoneMatch == etag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var packed =
            context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal) && file.PhysicalPath is { } original
                ? new FileInfo(original + ".br")
                : null;
        if (packed is { Exists: true })
        {
            response.Headers.ContentEncoding = "br";
            response.ContentLength = packed.Length;
            if (HttpMethods.IsGet(context.Request.Method))
                await response.SendFileAsync(packed.FullName, context.RequestAborted);
            return;
        }
        response.ContentLength = file.Length;
        if (HttpMethods.IsGet(context.Request.Method))
            await response.SendFileAsync(file, context.RequestAborted);
    }

    /// <summary>
    /// A file whose address holds a hash of its content: the builds put one into names under assets/, .NET into the names of its programs,
    /// and the designer's page into the query of what it names. Everything else is asked for again.
    /// </summary>
    private static bool NeverChanges(HttpRequest request, string path) =>
        path.StartsWith("assets/", StringComparison.Ordinal)
        || request.Query.ContainsKey("v")
        || (path.StartsWith('_') && Fingerprint().IsMatch(path));

    [GeneratedRegex(@"\.[a-z0-9]{10}\.", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Fingerprint();

    private static IFileInfo? Find(IFileProvider? files, string path) =>
        files?.GetFileInfo(path) is { Exists: true, IsDirectory: false } file ? file : null;

    private static bool IsProgram(PathString path) =>
        Programs.Any(program => path.StartsWithSegments(program, StringComparison.OrdinalIgnoreCase));

    /// <summary>The configured directory, or <c>NAME/dist</c> of the working copy that the host was built in.</summary>
    private static PhysicalFileProvider? Directory(string? configured, string name)
    {
        if (!string.IsNullOrEmpty(configured))
            return System.IO.Directory.Exists(configured) ? new PhysicalFileProvider(Path.GetFullPath(configured)) : null;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "LaborFlow.sln")))
                return Path.Combine(at.FullName, name, "dist") is var dist && System.IO.Directory.Exists(dist)
                    ? new PhysicalFileProvider(dist)
                    : null;
        }
        return null;
    }
}
