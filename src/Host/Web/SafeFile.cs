namespace LaborFlow.Host.Web;

/// <summary>Sends a file that somebody uploaded: always as a download, under a policy that lets nothing in it run.</summary>
internal static class SafeFile
{
    public static IResult Send(Stream content, string contentType, string name) => new Result(content, contentType, name);

    private sealed class Result(Stream content, string contentType, string name) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            return TypedResults.File(content, contentType, name).ExecuteAsync(httpContext);
        }
    }
}
