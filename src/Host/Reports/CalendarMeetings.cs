using System.Globalization;
using LaborFlow.Cases;
using LaborFlow.Cases.Appointments;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Appointments;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>What people come together for: appointments, and hearings that the arbitration procedure has set.</summary>
internal static class CalendarMeetings
{
    private const int Most = 2000;

    /// <param name="database">The database.</param>
    /// <param name="cases">Those within the reader's reach.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day, included.</param>
    /// <param name="person">Only what this officer leads, or hears a case with an open task of theirs.</param>
    /// <param name="roomId">Only what is held in this room.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyList<ReadCalendar.Entry>> ReadAsync(
        LaborFlowDbContext database,
        IQueryable<Case> cases,
        DateOnly from,
        DateOnly to,
        string? person,
        Guid? roomId,
        CancellationToken cancellationToken
    )
    {
        var appointments = await (
            from held in database.Set<Appointment>().AsNoTracking()
            join found in cases on held.CaseId equals found.Id
            where held.CancelledAt == null && held.Date >= @from && held.Date <= to
            where (person == null || held.Officer == person) && (roomId == null || held.RoomId == roomId)
            orderby held.Date, held.StartsAt
            select new
            {
                held,
                found.CaseNumber,
                Room = database.Set<Room>().Where(room => room.Id == held.RoomId).Select(room => room.Name).FirstOrDefault(),
                Parties = found
                    .Parties.Where(party => party.Position == 0)
                    .OrderBy(party => party.Side)
                    .Select(party => party.Name)
                    .ToList(),
            }
        )
            .Take(Most)
            .ToListAsync(cancellationToken);
        var room = roomId is null
            ? null
            : await database
                .Set<Room>()
                .Where(known => known.Id == roomId)
                .Select(known => known.Name)
                .SingleOrDefaultAsync(cancellationToken);
        var hearings = await (
            from hearing in database.Set<Hearing>().AsNoTracking()
            join found in cases on hearing.CaseId equals found.Id
            where hearing.HeldOn >= @from && hearing.HeldOn <= to && (roomId == null || hearing.Place == room)
            where
                person == null
                || database
                    .Set<CaseTask>()
                    .Any(task => task.CaseId == found.Id && task.Assignee == person && task.Status == CaseTaskStatus.Claimed)
            orderby hearing.HeldOn
            select new
            {
                hearing,
                found.CaseNumber,
                Parties = found
                    .Parties.Where(party => party.Position == 0)
                    .OrderBy(party => party.Side)
                    .Select(party => party.Name)
                    .ToList(),
            }
        )
            .Take(Most)
            .ToListAsync(cancellationToken);
        return
        [
            .. appointments.Select(row => new ReadCalendar.Entry(
                row.held.Date,
                "appointment",
                ScheduleAppointment.Zh(row.held.Kind),
                row.held.CaseId,
                row.CaseNumber,
                string.Join(" / ", row.Parties),
                null,
                row.held.Officer,
                null,
                row.held.StartsAt.ToString("HH:mm", CultureInfo.InvariantCulture),
                row.Room ?? row.held.Place
            )),
            .. hearings.Select(row => new ReadCalendar.Entry(
                row.hearing.HeldOn,
                "hearing",
                $"第 {row.hearing.Number} 次开庭",
                row.hearing.CaseId,
                row.CaseNumber,
                string.Join(" / ", row.Parties),
                null,
                null,
                null,
                row.hearing.StartsAt,
                row.hearing.Place
            )),
        ];
    }
}
