using LaborFlow.Host.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace LaborFlow.Host.Web;

/// <summary>
/// Answers a request that announces more than its endpoint takes. The server would hang up on a client that still sends, which then sees a
/// broken connection instead of the answer: what is announced is read and thrown away first, up to a bound.
/// </summary>
internal sealed class OversizedRequests(RequestDelegate next)
{
    private const long LargestDrained = 64L * 1024 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        if (
            context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize is { } limit
            && context.Request.ContentLength is { } announced
            && announced > limit
        )
        {
            if (announced <= LargestDrained && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = announced;
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            }

            throw new ProblemException(KnownProblems.TooLargeFor(limit));
        }

        await next(context);
    }
}
