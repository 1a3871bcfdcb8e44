using System.Text.RegularExpressions;
using LaborFlow.Host.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace LaborFlow.Host.Web;

/// <summary>
/// Serves the built front ends: the workbench at <c>/</c>, the designer (for administrators and auditors) at <c>/designer/</c>. A missing build
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

        app.MapMethods(
                "/designer/{**path}",
                Reading,
                (HttpContext context, string? path) => SendAsync(context, InDesigner(designer, path ?? ""), "private")
            )
            .RequireAuthorization(Policies.DesignReaders)
            .ExcludeFromDescription();
        app.MapMethods(
                "/{**path}",
                Reading,
                (HttpContext context, string? path) =>
                    SendAsync(context, InWorkbench(workbench, context.Request.Path, path ?? ""), "public")
            )
            .WithMetadata(new AllowAnonymousAttribute())
            .WithOrder(int.MaxValue)
            .ExcludeFromDescription();
    }

    private const string Page = "index.html";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>A file of a front end.</summary>
    /// <param name="File">The file.</param>
    /// <param name="NeverChanges">Its address changes with its content, so that a browser may keep it for good; anything else is asked for again.</param>
    private readonly record struct Sent(IFileInfo File, bool NeverChanges);

    private static Sent? InWorkbench(IFileProvider? files, PathString address, string path)
    {
        var file = Find(files, path is "" ? Page : path);
        if (file is null && !path.Contains('.', StringComparison.Ordinal) && !IsProgram(address))
            file = Find(files, Page);
        // The build puts a hash of the content into each name there.
        return file is null ? null : new Sent(file, path.StartsWith("assets/", StringComparison.Ordinal));
    }

    /// <summary>
    /// Studio names most of its files without a hash of their content, so the build puts all of them into a folder that has one for a name, and
    /// the page, which alone lies beside that folder, makes it its base. The page shows its base as its own address; when people keep that, it
    /// may be the folder of an earlier build.
    /// </summary>
    private static Sent? InDesigner(IFileProvider? files, string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var folder = slash < 0 ? path : path[..slash];
        var rest = Content().IsMatch(folder) ? path[folder.Length..].TrimStart('/') : path;
        if (rest is "" or Page)
            return Find(files, Page) is { } page ? new Sent(page, NeverChanges: false) : null;
        if (rest != path && Find(files, path) is { } current)
            return new Sent(current, NeverChanges: true);
        // Asked for by a page that has been open since before an upgrade.
        return
            files?.GetDirectoryContents("").FirstOrDefault(entry => entry.IsDirectory && Content().IsMatch(entry.Name)) is { } now
            && Find(files, $"{now.Name}/{rest}") is { } later
            ? new Sent(later, NeverChanges: false)
            : null;
    }

    private static async Task SendAsync(HttpContext context, Sent? sent, string keeper)
    {
        if (sent is not { File: var file, NeverChanges: var neverChanges })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var response = context.Response;
        response.ContentType = ContentTypes.TryGetContentType(file.Name, out var type) ? type : "application/octet-stream";
        response.Headers.CacheControl = neverChanges ? keeper + ", max-age=31536000, immutable" : "no-cache";
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

    [GeneratedRegex("^[0-9a-f]{12}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Content();

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
