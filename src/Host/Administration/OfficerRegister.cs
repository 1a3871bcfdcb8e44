using System.Globalization;
using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Appointments;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Appointments;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Administration;

/// <summary>
/// 人员名册: mediators, arbitrators, their secretaries and inspectors of the reader's place, what they have to do and when they are engaged in
/// the next two weeks. Of a case out of the reader's reach only the time is told.
/// </summary>
internal static class OfficerRegister
{
    private const int Days = 14;

    private static readonly string[] Listed = ["mediator", "arbitrator", "tribunal-secretary", "inspector"];

    /// <param name="Open">Tasks that the person has taken.</param>
    /// <param name="Overdue">Those of them whose day passed.</param>
    public sealed record Item(
        string UserName,
        string DisplayName,
        string? Office,
        string? Jurisdiction,
        int Open,
        int Overdue,
        IReadOnlyList<Engaged> Engagements
    );

    /// <param name="Kind">开庭, 调解 or 现场检查.</param>
    /// <param name="En">The same in English.</param>
    /// <param name="StartsAt">Local time.</param>
    /// <param name="CaseId">Null where the case is out of the reader's reach.</param>
    public sealed record Engaged(
        DateOnly Date,
        string? StartsAt,
        string? EndsAt,
        string Kind,
        string En,
        string? Place,
        Guid? CaseId,
        string? CaseNumber
    );

    /// <param name="From">The first day of the engagements.</param>
    /// <param name="To">The last one.</param>
    public sealed record Answer(IReadOnlyList<Item> Items, int Total, DateOnly From, DateOnly To);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/api/registers/officers", HandleAsync)
            .RequireAuthorization(Policies.CaseReaders)
            .WithTags("Administration")
            .WithName("list-registered-officers");

    private static async Task<Answer> HandleAsync(
        string? role,
        string? q,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var wanted = role ?? Listed[0];
        if (!Listed.Contains(wanted))
            throw ProblemException.Field(
                "role",
                "unknown-code",
                "应为调解员、仲裁员、仲裁庭书记员或监察员。",
                "One of " + string.Join(", ", Listed) + "."
            );
        var cut = PageRequest.Of(page, pageSize);
        var people = database
            .Set<AppUser>()
            .AsNoTracking()
            .Within(user)
            .Where(person =>
                person.IsActive
                && database
                    .Set<IdentityUserRole<Guid>>()
                    .Any(link =>
                        link.UserId == person.Id && database.Set<AppRole>().Any(one => one.Id == link.RoleId && one.Name == wanted)
                    )
            );
        if (q?.Trim() is { Length: > 0 } text)
            people = people.Where(person => person.DisplayName.Contains(text) || person.UserName!.Contains(text));
        var rows = await cut.Cut(
                people.OrderBy(person => person.Jurisdiction).ThenBy(person => person.DisplayName).ThenBy(person => person.Id)
            )
            .Select(person => new
            {
                UserName = person.UserName!,
                person.DisplayName,
                person.OfficeId,
                person.Jurisdiction,
            })
            .ToListAsync(cancellationToken);
        var today = ChinaDay.Today(time);
        var names = rows.ConvertAll(row => row.UserName);
        var offices = rows.Select(row => Guid.TryParse(row.OfficeId, out var id) ? id : Guid.Empty).Distinct().ToList();
        var officeNames = await database
            .Set<MediationOrganisation>()
            .Where(office => offices.Contains(office.Id))
            .ToDictionaryAsync(office => office.Id.ToString(), office => office.Name, StringComparer.OrdinalIgnoreCase, cancellationToken);
        var work = await database
            .Set<CaseTask>()
            .AsNoTracking()
            .Visible(user)
            .Where(task => task.Status == CaseTaskStatus.Claimed && names.Contains(task.Assignee!))
            .GroupBy(task => task.Assignee)
            .Select(group => new
            {
                group.Key,
                Open = group.Count(),
                Overdue = group.Count(task => task.DueOn < today),
            })
            .ToListAsync(cancellationToken);
        var engaged = await EngagedAsync(names, (today, today.AddDays(Days - 1)), user, database, cancellationToken);
        return new Answer(
            [
                .. rows.Select(row =>
                {
                    var has = work.Find(one => one.Key == row.UserName);
                    return new Item(
                        row.UserName,
                        row.DisplayName,
                        row.OfficeId is { } office ? officeNames.GetValueOrDefault(office) : null,
                        row.Jurisdiction,
                        has?.Open ?? 0,
                        has?.Overdue ?? 0,
                        [
                            .. engaged[row.UserName]
                                .OrderBy(one => one.Date)
                                .ThenBy(one => one.StartsAt, StringComparer.Ordinal)
                                .DistinctBy(one => (one.Date, one.StartsAt, one.CaseId)),
                        ]
                    );
                }),
            ],
            await people.CountAsync(cancellationToken),
            today,
            today.AddDays(Days - 1)
        );
    }

    /// <summary>What the people lead, and where they sit, by user name.</summary>
    private static async Task<ILookup<string, Engaged>> EngagedAsync(
        List<string> names,
        (DateOnly From, DateOnly To) days,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var (from, to) = days;
        var appointments = await database
            .Set<Appointment>()
            .AsNoTracking()
            .Where(held => held.CancelledAt == null && held.Date >= from && held.Date <= to && names.Contains(held.Officer))
            .Select(held => new
            {
                held,
                Room = database.Set<Room>().Where(room => room.Id == held.RoomId).Select(room => room.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var hearings = await (
            from hearing in database.Set<Hearing>().AsNoTracking()
            join seat in database.Set<TribunalMember>() on hearing.CaseId equals seat.CaseId
            where hearing.HeldOn >= @from && hearing.HeldOn <= to && seat.ReplacedAt == null && names.Contains(seat.Name)
            select new { hearing, seat.Name }
        ).ToListAsync(cancellationToken);
        var ids = appointments.Select(row => row.held.CaseId).Concat(hearings.Select(row => row.hearing.CaseId)).Distinct().ToList();
        var cases = await database
            .Set<Case>()
            .AsNoTracking()
            .Visible(user, database)
            .Where(found => ids.Contains(found.Id))
            .ToDictionaryAsync(found => found.Id, found => found.CaseNumber, cancellationToken);
        Guid? Known(Guid id) => cases.ContainsKey(id) ? id : null;
        return appointments
            .Select(row =>
                (
                    Name: row.held.Officer,
                    Engaged: new Engaged(
                        row.held.Date,
                        row.held.StartsAt.ToString("HH:mm", CultureInfo.InvariantCulture),
                        row.held.EndsAt.ToString("HH:mm", CultureInfo.InvariantCulture),
                        ScheduleAppointment.Zh(row.held.Kind),
                        row.held.Kind.ToString(),
                        row.Room ?? row.held.Place,
                        Known(row.held.CaseId),
                        cases.GetValueOrDefault(row.held.CaseId)
                    )
                )
            )
            .Concat(
                hearings.Select(row =>
                    (
                        row.Name,
                        Engaged: new Engaged(
                            row.hearing.HeldOn,
                            row.hearing.StartsAt,
                            null,
                            ScheduleAppointment.Zh(AppointmentKind.Hearing),
                            nameof(AppointmentKind.Hearing),
                            row.hearing.Place,
                            Known(row.hearing.CaseId),
                            cases.GetValueOrDefault(row.hearing.CaseId)
                        )
                    )
                )
            )
            .ToLookup(one => one.Name, one => one.Engaged, StringComparer.Ordinal);
    }
}
