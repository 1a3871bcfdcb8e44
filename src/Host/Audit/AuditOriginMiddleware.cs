using LaborFlow.Cases.Audit;
using LaborFlow.Host.Accounts;

namespace LaborFlow.Host.Audit;

/// <summary>Tells the audit trail of a request who acts and from which address.</summary>
internal sealed class AuditOriginMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, AuditTrail trail)
    {
        trail.Origin = context.Connection.RemoteIpAddress?.ToString();
        if (context.User.Identity is { IsAuthenticated: true, Name: { } name })
        {
            trail.Actor = name;
            trail.ActorRole = context.User.RoleCodes() is { Count: > 0 } roles ? string.Join(',', roles) : null;
        }
        return next(context);
    }
}
