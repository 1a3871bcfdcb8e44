using System.Security.Claims;
using LaborFlow.Cases.Recusals;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Accounts;

/// <summary>
/// The sessions of all accounts. A cookie or token only names its session; who it is and what they may is read here at every request, so
/// that a changed role, a switched-off account or an ended session holds at once, on every host.
/// </summary>
internal sealed class SessionBook(LaborFlowDbContext database, Sessions lasting, TimeProvider time)
{
    public const string Browser = "browser";
    public const string Program = "program";

    private const int LongestAgent = 256;

    /// <summary>A session that goes on: its caller, and whether the password must be replaced before anything else.</summary>
    public sealed record Resumed(ClaimsPrincipal User, bool MustChangePassword);

    /// <summary>Begins a session, and gives what its cookie or token holds.</summary>
    public async Task<(ClaimsPrincipal Ticket, Resumed Caller)> OpenAsync(AppUser user, string kind, string method, HttpContext context)
    {
        var now = time.GetUtcNow();
        var agent = context.Request.Headers.UserAgent.ToString();
        var session = new UserSession
        {
            Id = Guid.CreateVersion7(now),
            UserId = user.Id,
            Kind = kind,
            Method = method,
            Address = context.Connection.RemoteIpAddress?.ToString(),
            Agent = agent.Length == 0 ? null : agent[..Math.Min(agent.Length, LongestAgent)],
            StartedAt = now,
            SeenAt = now,
        };
        database.Add(session);
        await database.SaveChangesAsync(context.RequestAborted);
        var caller = await ResumeAsync(session.Id, context.RequestAborted) ?? throw new ProblemException(KnownProblems.WrongCredentials);
        return (Ticket(session.Id), caller);
    }

    /// <summary>What a cookie or token holds.</summary>
    public static ClaimsPrincipal Ticket(Guid session) =>
        new(new ClaimsIdentity([new Claim(AccountClaims.Session, session.ToString("N"))], "laborflow"));

    /// <summary>The caller of a session; null when it is ended, was idle for too long, or the account is switched off.</summary>
    /// <param name="id">The session.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="asked">Somebody asked for something. An open line that looks whether it may go on keeps no session alive.</param>
    public async Task<Resumed?> ResumeAsync(Guid id, CancellationToken cancellationToken, bool asked = true)
    {
        var found = await (
            from session in database.Set<UserSession>().AsNoTracking()
            join user in database.Set<AppUser>() on session.UserId equals user.Id
            where session.Id == id && session.EndedAt == null && user.IsActive
            select new
            {
                session.Kind,
                session.SeenAt,
                user.Id,
                user.UserName,
                user.DisplayName,
                user.OfficeId,
                user.Jurisdiction,
                user.MustChangePassword,
                Roles = (
                    from link in database.Set<IdentityUserRole<Guid>>()
                    join role in database.Set<AppRole>() on link.RoleId equals role.Id
                    where link.UserId == user.Id
                    select role.Name
                ).ToList(),
                Recused = database
                    .Set<Recusal>()
                    .Where(recusal => recusal.UserName == user.UserName && recusal.LiftedAt == null)
                    .Select(recusal => recusal.CaseId)
                    .ToList(),
            }
        )
            .AsSingleQuery()
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;
        var now = time.GetUtcNow();
        if (now - found.SeenAt > Idle(found.Kind))
            return null;
        if (asked && now - found.SeenAt > TimeSpan.FromMinutes(1))
        {
            await database
                .Set<UserSession>()
                .Where(session => session.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.SeenAt, now), cancellationToken);
        }
        List<Claim> claims =
        [
            new(AccountClaims.Session, id.ToString("N")),
            new(ClaimTypes.NameIdentifier, found.Id.ToString()),
            new(ClaimTypes.Name, found.UserName!),
            new(AccountClaims.DisplayNameClaim, found.DisplayName),
            .. found.Roles.Select(role => new Claim(ClaimTypes.Role, role!)),
            .. found.Recused.Select(caseId => new Claim(AccountClaims.RecusedClaim, caseId.ToString())),
        ];
        if (found.OfficeId is { } office)
            claims.Add(new(AccountClaims.OfficeClaim, office));
        if (found.Jurisdiction is { } jurisdiction)
            claims.Add(new(AccountClaims.JurisdictionClaim, jurisdiction));
        return new Resumed(new ClaimsPrincipal(new ClaimsIdentity(claims, "laborflow")), found.MustChangePassword);
    }

    /// <summary>Sessions of an account that may go on, the newest first.</summary>
    public async Task<IReadOnlyList<UserSession>> OpenOnesAsync(Guid userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (browsers, programs) = (now - Idle(Browser), now - Idle(Program));
        return await database
            .Set<UserSession>()
            .AsNoTracking()
            .Where(session => session.UserId == userId && session.EndedAt == null)
            .Where(session => session.SeenAt >= (session.Kind == Browser ? browsers : programs))
            .OrderByDescending(session => session.SeenAt)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Ends sessions of an account: one, or all but one.</summary>
    /// <returns>How many were ended.</returns>
    public Task<int> EndAsync(Guid userId, Guid? only, Guid? except, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database
            .Set<UserSession>()
            .Where(session =>
                session.UserId == userId
                && session.EndedAt == null
                && (only == null || session.Id == only)
                && (except == null || session.Id != except)
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(session => session.EndedAt, now).SetProperty(session => session.EndedBy, by),
                cancellationToken
            );
    }

    private TimeSpan Idle(string kind) =>
        kind == Browser ? TimeSpan.FromMinutes(lasting.IdleMinutes) : TimeSpan.FromHours(lasting.RefreshHours);
}
