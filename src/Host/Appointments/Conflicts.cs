using System.Globalization;
using LaborFlow.Cases;
using LaborFlow.Cases.Appointments;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Persistence;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Appointments;

/// <summary>What stands in the way of an appointment.</summary>
/// <param name="Kind"><c>room</c>, <c>officer</c>, <c>case</c> or <c>day-off</c>.</param>
/// <param name="Blocks">It cannot be scheduled so at all; the others are told, and the scheduler decides.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
internal sealed record Conflict(string Kind, bool Blocks, string Zh, string En);

/// <summary>Finds what is at the same time: in the same room, with the same officer, or of the same case.</summary>
internal sealed class Conflicts(LaborFlowDbContext database, WorkingCalendar calendar)
{
    /// <summary>How long a hearing is taken to last whose procedure has set only its beginning.</summary>
    private const int HearingHours = 2;

    public async Task<List<Conflict>> FindAsync(
        Case found,
        DateOnly date,
        TimeOnly from,
        TimeOnly to,
        Guid? roomId,
        string officer,
        CancellationToken cancellationToken
    )
    {
        var conflicts = new List<Conflict>();
        var sameDay = await (
            from held in database.Set<Appointment>().AsNoTracking()
            join matter in database.Set<Case>() on held.CaseId equals matter.Id
            where
                held.CancelledAt == null
                && held.Date == date
                && ((roomId != null && held.RoomId == roomId) || held.Officer == officer || held.CaseId == found.Id)
            select new { held, matter.CaseNumber }
        ).ToListAsync(cancellationToken);
        foreach (var other in sameDay.Where(other => other.held.Overlaps(date, from, to)))
        {
            var when = $"{other.held.StartsAt:HH:mm}–{other.held.EndsAt:HH:mm}";
            if (roomId is not null && other.held.RoomId == roomId)
                conflicts.Add(
                    new("room", true, $"该场所 {when} 已排 {other.CaseNumber}。", $"The room is taken {when} by {other.CaseNumber}.")
                );
            if (other.held.Officer == officer)
                conflicts.Add(
                    new("officer", false, $"办理人 {when} 已排 {other.CaseNumber}。", $"The officer has {other.CaseNumber} {when}.")
                );
            if (other.held.CaseId == found.Id)
                conflicts.Add(new("case", false, $"本案 {when} 已有排期。", $"This case is scheduled {when} already."));
        }

        conflicts.AddRange(await OfHearingsAsync(found, date, from, to, roomId, cancellationToken));
        if (!calendar.At(new Jurisdiction(found.District[..6])).IsWorkingDay(date))
            conflicts.Add(new("day-off", false, "该日为休息日或者节假日。", "That day is off work."));
        return conflicts;
    }

    /// <summary>Hearings that the arbitration procedure itself has set, by the name of the room on their notices.</summary>
    private async Task<List<Conflict>> OfHearingsAsync(
        Case found,
        DateOnly date,
        TimeOnly from,
        TimeOnly to,
        Guid? roomId,
        CancellationToken cancellationToken
    )
    {
        var room = roomId is null
            ? null
            : await database
                .Set<Room>()
                .Where(known => known.Id == roomId)
                .Select(known => known.Name)
                .SingleOrDefaultAsync(cancellationToken);
        var hearings = await (
            from hearing in database.Set<Hearing>().AsNoTracking()
            join matter in database.Set<Case>() on hearing.CaseId equals matter.Id
            where hearing.HeldOn == date && hearing.State == HearingState.Scheduled
            select new
            {
                hearing.CaseId,
                hearing.StartsAt,
                hearing.Place,
                matter.CaseNumber,
            }
        ).ToListAsync(cancellationToken);
        var conflicts = new List<Conflict>();
        foreach (var hearing in hearings)
        {
            if (
                !TimeOnly.TryParse(hearing.StartsAt, CultureInfo.InvariantCulture, out var begins)
                || begins >= to
                || from >= begins.AddHours(HearingHours)
            )
                continue;
            if (room is not null && hearing.Place == room)
                conflicts.Add(
                    new(
                        "room",
                        true,
                        $"该场所 {hearing.StartsAt} 起有 {hearing.CaseNumber} 开庭。",
                        $"{hearing.CaseNumber} is heard there from {hearing.StartsAt}."
                    )
                );
            else if (hearing.CaseId == found.Id)
                conflicts.Add(new("case", false, $"本案 {hearing.StartsAt} 起开庭。", $"This case is heard from {hearing.StartsAt}."));
        }

        return conflicts;
    }
}
