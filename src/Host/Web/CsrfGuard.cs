using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Web;

/// <summary>
/// A change that a cookie signs in must carry the header <c>X-CSRF: 1</c>, which no foreign page can make a browser send without
/// asking first (and no foreign origin is ever allowed). Bearer tokens are never sent by a browser on its own, so they need none.
/// </summary>
internal sealed class CsrfGuard(RequestDelegate next)
{
    /// <summary>The name of the session cookie.</summary>
    public const string SessionCookie = "laborflow-session";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var changes = !(
            HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method)
            || HttpMethods.IsTrace(request.Method)
        );
        if (changes && request.Cookies.ContainsKey(SessionCookie) && request.Headers["X-CSRF"] != "1" && !HasBearer(request))
            throw new ProblemException(KnownProblems.CsrfHeaderMissing);
        return next(context);
    }

    private static bool HasBearer(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}
