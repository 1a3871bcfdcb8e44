using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using LaborFlow.Cases;
using LaborFlow.Cases.Appointments;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Reminders;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Appointments;
using LaborFlow.Host.Mail;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reminders;

/// <summary>
/// 日历订阅: each officer has a private address that a calendar program reads without signing in. The address is a secret: it is shown once,
/// only its hash is stored, and asking for another one ends the old. It tells case numbers and days, no names.
/// </summary>
internal static class CalendarFeed
{
    public sealed record Address(string Url);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapPost("/api/notifications/calendar-feed", RenewAsync)
            .RequireAuthorization(Policies.Officers)
            .WithTags("Reminders")
            .WithName("renew-calendar-feed");
        // Public, since calendar programs cannot sign in: the token of 256 random bits in the address is the permission.
        endpoints
            .MapGet("/api/public/calendar/{token}.ics", ReadAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.Public)
            .WithTags("Reminders")
            .WithName("calendar-feed");
    }

    private static async Task<Address> RenewAsync(
        ClaimsPrincipal user,
        HttpRequest request,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var name = user.UserName();
        var feed = await database.FindAsync<CalendarSubscription>([name], cancellationToken);
        if (feed is null)
        {
            feed = new CalendarSubscription
            {
                UserName = name,
                TokenHash = "",
                RenewedAt = time.GetUtcNow(),
            };
            database.Add(feed);
        }
        (feed.TokenHash, feed.RenewedAt) = (Hash(token), time.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
        return new Address($"{request.Scheme}://{request.Host}/api/public/calendar/{token}.ics");
    }

    private static async Task<IResult> ReadAsync(
        string token,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var hash = Hash(token);
        var reader = await database
            .Set<CalendarSubscription>()
            .Where(feed => feed.TokenHash == hash)
            .Join(
                database.Set<AppUser>().Where(user => user.IsActive),
                feed => feed.UserName,
                user => user.UserName,
                (feed, user) => new { feed.UserName, user.DisplayName }
            )
            .SingleOrDefaultAsync(cancellationToken);
        if (reader is null)
            throw new ProblemException(KnownProblems.NotFound);
        var name = reader.UserName;
        var mine = database
            .Set<CaseTask>()
            .Where(task => task.Assignee == name && task.Status == CaseTaskStatus.Claimed)
            .Select(task => task.CaseId);
        var deadlines = await database
            .Set<CaseDeadline>()
            .Where(deadline => deadline.State == DeadlineState.Running && mine.Contains(deadline.CaseId))
            .Join(
                database.Set<Case>(),
                deadline => deadline.CaseId,
                disputed => disputed.Id,
                (deadline, disputed) =>
                    new
                    {
                        deadline.Id,
                        deadline.DueOn,
                        deadline.Name,
                        disputed.CaseNumber,
                    }
            )
            .ToListAsync(cancellationToken);
        var since = ChinaDay.Today(time).AddDays(-30);
        var sessions = await database
            .Set<MediationSession>()
            .Where(session => session.HeldOn >= since && mine.Contains(session.CaseId))
            .Join(
                database.Set<Case>(),
                session => session.CaseId,
                disputed => disputed.Id,
                (session, disputed) =>
                    new
                    {
                        session.Id,
                        session.HeldOn,
                        disputed.CaseNumber,
                    }
            )
            .ToListAsync(cancellationToken);
        // A hearing is that of whoever has a step of the case, worked on it before (the secretary who set it), or sits in its tribunal.
        var hearings = await database
            .Set<Hearing>()
            .AsNoTracking()
            .Where(hearing => hearing.HeldOn >= since && hearing.State != HearingState.NotHeld)
            .Where(hearing =>
                mine.Contains(hearing.CaseId)
                || database.Set<CaseTask>().Any(task => task.CaseId == hearing.CaseId && task.CompletedBy == name)
                || database
                    .Set<TribunalMember>()
                    .Any(member => member.CaseId == hearing.CaseId && (member.Name == name || member.Name == reader.DisplayName))
            )
            .Join(
                database.Set<Case>(),
                hearing => hearing.CaseId,
                disputed => disputed.Id,
                (hearing, disputed) => new { hearing, disputed.CaseNumber }
            )
            .ToListAsync(cancellationToken);
        var appointments = await database
            .Set<Appointment>()
            .AsNoTracking()
            .Where(held => held.Officer == name && held.Date >= since && held.CancelledAt == null)
            .OrderBy(held => held.Date)
            .Join(
                database.Set<Case>(),
                held => held.CaseId,
                disputed => disputed.Id,
                (held, disputed) =>
                    new
                    {
                        held,
                        disputed.CaseNumber,
                        disputed.ClosedAt,
                        Room = database.Set<Room>().Where(room => room.Id == held.RoomId).Select(room => room.Name).FirstOrDefault(),
                    }
            )
            .Where(one => one.ClosedAt == null)
            .ToListAsync(cancellationToken);
        var entries = deadlines
            .OrderBy(one => one.DueOn)
            .Select(one => new CalendarEntry($"{one.Id:N}@laborflow", one.DueOn, $"{one.CaseNumber} 期限届满", one.Name))
            .Concat(sessions.Select(one => new CalendarEntry($"{one.Id:N}@laborflow", one.HeldOn, $"{one.CaseNumber} 调解", null)))
            .Concat(hearings.OrderBy(one => one.hearing.HeldOn).Select(one => HearingEntries.Of(one.hearing, one.CaseNumber)))
            .Concat(
                appointments.Select(one => new CalendarEntry(
                    $"{one.held.Id:N}@laborflow",
                    one.held.Date,
                    $"{one.CaseNumber} {ScheduleAppointment.Zh(one.held.Kind)}",
                    null,
                    one.held.StartsAt,
                    one.Room ?? one.held.Place
                ))
            );
        return TypedResults.Text(ICalendar.Write(entries, time.GetUtcNow()), "text/calendar", Encoding.UTF8);
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
