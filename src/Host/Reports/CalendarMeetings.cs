using System.Globalization;
using LaborFlow.Cases;
using LaborFlow.Cases.Appointments;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Mediation;
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
    /// <param name="days">First day, last day (included), and today in China.</param>
    /// <param name="people">Only what these officers lead, sit in, or hear a case with an open task of theirs.</param>
    /// <param name="everybody">Not only theirs.</param>
    /// <param name="roomId">Only what is held in this room.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What is held, and whether there is more than could be told.</returns>
    public static async Task<(IReadOnlyList<ReadCalendar.Entry> Held, bool More)> ReadAsync(
        LaborFlowDbContext database,
        IQueryable<Case> cases,
        (DateOnly From, DateOnly To, DateOnly Today) days,
        IQueryable<string> people,
        bool everybody,
        Guid? roomId,
        CancellationToken cancellationToken
    )
    {
        var (from, to, today) = days;
        var room = roomId is null
            ? null
            : await database
                .Set<Room>()
                .Where(known => known.Id == roomId)
                .Select(known => known.Name)
                .SingleOrDefaultAsync(cancellationToken);
        var appointments = await (
            from held in database.Set<Appointment>().AsNoTracking()
            join found in cases on held.CaseId equals found.Id
            where held.CancelledAt == null && held.Date >= @from && held.Date <= to
            // What was set for later when its case was closed does not take place.
            where found.ClosedAt == null || held.Date <= today
            // A session that was held is told by its record.
            where
                roomId != null
                || held.Kind != AppointmentKind.Mediation
                || !database.Set<MediationSession>().Any(session => session.CaseId == found.Id && session.HeldOn == held.Date)
            where (everybody || people.Contains(held.Officer)) && (roomId == null || held.RoomId == roomId || held.Place == room)
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
        var hearings = await (
            from hearing in database.Set<Hearing>().AsNoTracking()
            join found in cases on hearing.CaseId equals found.Id
            where hearing.HeldOn >= @from && hearing.HeldOn <= to && (roomId == null || hearing.Place == room)
            where
                everybody
                || database
                    .Set<CaseTask>()
                    .Any(task => task.CaseId == found.Id && people.Contains(task.Assignee!) && task.Status == CaseTaskStatus.Claimed)
                || database
                    .Set<TribunalMember>()
                    .Any(seat => seat.CaseId == found.Id && people.Contains(seat.Name) && seat.ReplacedAt == null)
            orderby hearing.HeldOn
            select new
            {
                hearing,
                found.CaseNumber,
                found.ProcedureCode,
                Parties = found
                    .Parties.Where(party => party.Position == 0)
                    .OrderBy(party => party.Side)
                    .Select(party => party.Name)
                    .ToList(),
            }
        )
            .Take(Most)
            .ToListAsync(cancellationToken);
        IReadOnlyList<ReadCalendar.Entry> entries =
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
                row.Room ?? row.held.Place,
                row.held.Kind.ToString(),
                row.held.Id
            )),
            .. hearings.Select(row => new ReadCalendar.Entry(
                row.hearing.HeldOn,
                "hearing",
                $"第 {row.hearing.Number} 次{HearingKind.Of(row.ProcedureCode).Word}",
                row.hearing.CaseId,
                row.CaseNumber,
                string.Join(" / ", row.Parties),
                null,
                null,
                null,
                row.hearing.StartsAt,
                row.hearing.Place,
                $"Hearing {row.hearing.Number}"
            )),
        ];
        return (entries, appointments.Count == Most || hearings.Count == Most);
    }
}
