using LaborFlow.Cases.Audit;
using LaborFlow.Host.Accounts;

namespace LaborFlow.Host.Elsa;

/// <summary>
/// Records calls of the designer's API that were refused to somebody who is signed in: without permission, too large, with a script in a name, or
/// against what is published. The designer itself never makes such a call, so somebody made it by hand.
/// </summary>
internal sealed class RefusedCalls(RequestDelegate next, ILogger<RefusedCalls> logger)
{
    private const int LongestPath = 200;

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (!Concerns(context))
            return;
        var (user, status) = (context.User.UserName(), context.Response.StatusCode);
        var path = context.Request.Path.Value!;
        path = path.Length > LongestPath ? path[..LongestPath] : path;
        logger.LogWarning("Refused {Method} {Path} of {User}: {Status}", context.Request.Method, path, user, status);
        // A scope of its own: what the refused call had begun must not be saved with the record of its refusal.
        await using var scope = context.RequestServices.CreateAsyncScope();
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        (trail.Actor, trail.Origin) = (user, context.Connection.RemoteIpAddress?.ToString());
        var audit = scope.ServiceProvider.GetRequiredService<DesignAudit>();
        audit.Note(
            "procedure.call-refused",
            $"拒绝流程设计接口调用：{context.Request.Method} {path}（{status}）",
            $"Refused a call of the designer's API: {context.Request.Method} {path} ({status})",
            path
        );
        await audit.WriteAsync(CancellationToken.None);
    }

    /// <summary>Has a refusal recorded that its status alone does not tell apart from a mistake.</summary>
    public static void Record(HttpContext context) => context.Items[typeof(RefusedCalls)] = true;

    private static bool Concerns(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true
        && (
            context.Request.Path.StartsWithSegments("/elsa", StringComparison.OrdinalIgnoreCase)
            || context.Request.Path.StartsWithSegments("/api/procedures", StringComparison.OrdinalIgnoreCase)
        )
        && (
            context.Response.StatusCode
                is StatusCodes.Status403Forbidden
                    or StatusCodes.Status409Conflict
                    or StatusCodes.Status413PayloadTooLarge
            || context.Items.ContainsKey(typeof(RefusedCalls))
            // What is not there for a reader may be somebody's draft.
            || (context.Response.StatusCode == StatusCodes.Status404NotFound && !context.User.IsInRole(Roles.Administrator))
        );
}
