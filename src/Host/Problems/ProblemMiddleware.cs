using System.Diagnostics;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Host.Operations;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace LaborFlow.Host.Problems;

/// <summary>
/// The one place where failures become answers: every refusal is <c>application/problem+json</c>, and no stack trace, SQL or type
/// name leaves the process.
/// </summary>
internal sealed class ProblemMiddleware(
    RequestDelegate next,
    IEnumerable<IProblemSource> sources,
    IOptions<JsonOptions> json,
    ILogger<ProblemMiddleware> logger
)
{
    private readonly IProblemSource[] _sources = [.. sources];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: there is nobody to answer.
            context.Abort();
            return;
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, Explain(failure));
            return;
        }

        var response = context.Response;
        if (response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            await WriteAsync(context, KnownProblems.ForStatus(response.StatusCode));
    }

    private Problem Explain(Exception failure)
    {
        switch (failure)
        {
            case ProblemException known:
                return known.Problem;
            case BadHttpRequestException unreadable:
                return BindingProblems.From(unreadable);
            case JsonException unreadable:
                return BindingProblems.From(unreadable);
            case InvalidDataException:
                // Thrown by the form reader: a multipart body that is cut off or over its limits.
                return KnownProblems.InvalidInput([
                    new FieldError("", "form.malformed", "表单内容不完整或超过限制。", "The form is cut off or over its limits."),
                ]);
        }
        foreach (var source in _sources)
        {
            if (source.Explain(failure) is { } problem)
                return problem;
        }
        logger.LogError(failure, "Unexpected failure");
        return KnownProblems.Unexpected;
    }

    private async Task WriteAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        // Headers that say how to go on (Allow, Retry-After, WWW-Authenticate) stay; only the body is replaced.
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfterSeconds is { } wait && response.Headers.RetryAfter.Count == 0)
            response.Headers.RetryAfter = wait.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (problem.Status == StatusCodes.Status409Conflict)
            HostMeters.Conflicts.Add(1, new KeyValuePair<string, object?>("code", problem.Code));
        await response.WriteAsJsonAsync(
            problem with
            {
                TraceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
            },
            json.Value.SerializerOptions,
            "application/problem+json",
            CancellationToken.None
        );
    }
}

/// <summary>Knows how to explain the failures of one room. Rooms below the host do not know HTTP; each mapping is one such class.</summary>
internal interface IProblemSource
{
    /// <summary>The problem for <paramref name="failure"/>, or null when it is none of this source's.</summary>
    Problem? Explain(Exception failure);
}
