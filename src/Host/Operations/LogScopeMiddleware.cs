namespace LaborFlow.Host.Operations;

/// <summary>Opens the log scope of a request, after routing and sign-in have said what it is about and whose it is.</summary>
internal sealed class LogScopeMiddleware(RequestDelegate next, ILogger<LogScopeMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context, LogScope scope)
    {
        scope.User = context.User.Identity?.Name;
        scope.CaseNumber = context.GetRouteValue("caseNumber") as string;
        using (logger.BeginScope(scope))
            await next(context);
    }
}
