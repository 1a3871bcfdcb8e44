using System.Globalization;
using LaborFlow.Cases;
using LaborFlow.Cases.Appointments;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Appointments;

/// <summary>What stands in the way of an appointment.</summary>
/// <param name="Kind"><c>room</c>, <c>officer</c>, <c>case</c>, <c>day-off</c> or <c>notice</c>.</param>
/// <param name="Blocks">It cannot be scheduled so at all; the others are told, and the scheduler decides.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
internal sealed record Conflict(string Kind, bool Blocks, string Zh, string En);

/// <summary>What somebody wants to schedule.</summary>
/// <param name="Kind">What takes place.</param>
/// <param name="Date">The day.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
/// <param name="RoomId">The room; null when it is named by <paramref name="Place"/>, or there is none.</param>
/// <param name="Place">Where, as it is written on the notice: the name of a room stands for the room.</param>
/// <param name="Officer">User name of who leads it.</param>
/// <param name="Replaces">The appointment that gives way to it.</param>
internal sealed record Slot(
    AppointmentKind Kind,
    DateOnly Date,
    TimeOnly From,
    TimeOnly To,
    Guid? RoomId,
    string? Place,
    string Officer,
    Guid? Replaces = null
);

/// <summary>Finds what is at the same time: in the same room, with the same people, or of the same case.</summary>
internal sealed class Conflicts(LaborFlowDbContext database, WorkingCalendar calendar, CaseClock clock, TimeProvider time)
{
    /// <summary>How long a hearing is taken to last whose procedure has set only its beginning.</summary>
    private const int HearingHours = 2;

    /// <summary>When something ends of which only the beginning is set; on the same day.</summary>
    public static TimeOnly? EndOf(TimeOnly? begins)
    {
        var days = 0;
        var end = begins?.AddHours(HearingHours, out days);
        return days > 0 ? TimeOnly.MaxValue : end;
    }

    public async Task<List<Conflict>> FindAsync(Case found, Slot slot, CancellationToken cancellationToken)
    {
        var room = await RoomAsync(found, slot, cancellationToken);
        var people = await PeopleAsync(found, slot, cancellationToken);
        List<Conflict> conflicts =
        [
            .. await OfAppointmentsAsync(found, slot, room, people, cancellationToken),
            .. await OfHearingsAsync(found, slot, room, people, cancellationToken),
        ];
        if (!calendar.At(new Jurisdiction(found.District[..6])).IsWorkingDay(slot.Date))
            conflicts.Add(new("day-off", false, "该日为休息日或者节假日。", "That day is off work."));
        if (OfNotice(found, slot) is { } late)
            conflicts.Add(late);
        return conflicts;
    }

    private async Task<Room?> RoomAsync(Case found, Slot slot, CancellationToken cancellationToken)
    {
        var district = found.District[..6];
        var name = slot.Place?.Trim();
        return slot.RoomId is null && string.IsNullOrEmpty(name)
            ? null
            : await database
                .Set<Room>()
                .AsNoTracking()
                .Where(known => slot.RoomId != null ? known.Id == slot.RoomId : known.Name == name && known.District.StartsWith(district))
                .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Who has to be there: the officer who leads it, and the whole tribunal when the case is heard.</summary>
    private async Task<List<string>> PeopleAsync(Case found, Slot slot, CancellationToken cancellationToken)
    {
        if (slot.Kind != AppointmentKind.Hearing)
            return [slot.Officer];
        var seats = await database
            .Set<TribunalMember>()
            .Where(seat => seat.CaseId == found.Id && seat.ReplacedAt == null)
            .Select(seat => seat.Name)
            .ToListAsync(cancellationToken);
        return [slot.Officer, .. seats.Where(name => name != slot.Officer)];
    }

    private async Task<IEnumerable<Conflict>> OfAppointmentsAsync(
        Case found,
        Slot slot,
        Room? room,
        List<string> people,
        CancellationToken cancellationToken
    )
    {
        var (roomId, place) = (room?.Id, room?.Name);
        var sameDay = await (
            from held in database.Set<Appointment>().AsNoTracking()
            join matter in database.Set<Case>() on held.CaseId equals matter.Id
            where
                held.CancelledAt == null
                && held.Id != slot.Replaces
                && held.Date == slot.Date
                && (
                    (roomId != null && (held.RoomId == roomId || held.Place == place))
                    || people.Contains(held.Officer)
                    || held.CaseId == found.Id
                )
            select new { held, matter.CaseNumber }
        ).ToListAsync(cancellationToken);
        return sameDay
            .Where(other => other.held.Overlaps(slot.Date, slot.From, slot.To))
            .SelectMany(other =>
            {
                var when = $"{other.held.StartsAt:HH:mm}–{other.held.EndsAt:HH:mm}";
                var told = new List<Conflict>();
                if (room is not null && (other.held.RoomId == room.Id || other.held.Place == room.Name))
                    told.Add(
                        new("room", true, $"该场所 {when} 已排 {other.CaseNumber}。", $"The room is taken {when} by {other.CaseNumber}.")
                    );
                if (other.held.CaseId == found.Id)
                    told.Add(new("case", false, $"本案 {when} 已有排期。", $"This case is scheduled {when} already."));
                else if (people.Contains(other.held.Officer))
                    told.Add(Busy(other.held.Officer, slot, when, other.CaseNumber));
                return told;
            });
    }

    /// <summary>Hearings that the procedures themselves have set, by the name of the room on their notices and by their tribunals.</summary>
    private async Task<IEnumerable<Conflict>> OfHearingsAsync(
        Case found,
        Slot slot,
        Room? room,
        List<string> people,
        CancellationToken cancellationToken
    )
    {
        var place = room?.Name;
        var hearings = await (
            from hearing in database.Set<Hearing>().AsNoTracking()
            join matter in database.Set<Case>() on hearing.CaseId equals matter.Id
            where hearing.HeldOn == slot.Date && hearing.State == HearingState.Scheduled
            let seated = database
                .Set<TribunalMember>()
                .Where(seat => seat.CaseId == hearing.CaseId && seat.ReplacedAt == null && people.Contains(seat.Name))
                .Select(seat => seat.Name)
                .FirstOrDefault()
            let working = database
                .Set<CaseTask>()
                .Where(task => task.CaseId == hearing.CaseId && task.Status == CaseTaskStatus.Claimed && people.Contains(task.Assignee!))
                .Select(task => task.Assignee)
                .FirstOrDefault()
            where (place != null && hearing.Place == place) || hearing.CaseId == found.Id || seated != null || working != null
            select new
            {
                hearing.CaseId,
                hearing.StartsAt,
                hearing.Place,
                matter.CaseNumber,
                Person = seated ?? working,
            }
        ).ToListAsync(cancellationToken);
        return hearings
            .Where(hearing =>
                TimeOnly.TryParse(hearing.StartsAt, CultureInfo.InvariantCulture, out var begins)
                && begins < slot.To
                && slot.From < EndOf(begins)
            )
            .SelectMany(hearing =>
            {
                var told = new List<Conflict>();
                // One's own hearing gives way to the one that is being set.
                if (hearing.CaseId == found.Id)
                    return slot.Kind == AppointmentKind.Hearing
                        ? []
                        : [new("case", false, $"本案 {hearing.StartsAt} 起开庭。", $"This case is heard from {hearing.StartsAt}.")];
                if (place is not null && hearing.Place == place)
                    told.Add(
                        new(
                            "room",
                            true,
                            $"该场所 {hearing.StartsAt} 起有 {hearing.CaseNumber} 开庭。",
                            $"{hearing.CaseNumber} is heard there from {hearing.StartsAt}."
                        )
                    );
                if (hearing.Person is { } person)
                    told.Add(Busy(person, slot, $"{hearing.StartsAt} 起", hearing.CaseNumber));
                return told;
            });
    }

    /// <summary>Both sides have the written notice of a hearing so many days before it; simplified handling may be shorter.</summary>
    private Conflict? OfNotice(Case found, Slot slot)
    {
        if (slot.Kind != AppointmentKind.Hearing || found.Stage == Stages.FastTrack)
            return null;
        var (word, _, period, basis) = HearingKind.Of(found);
        var latest = clock.Reckon(found, period, slot.Date).DueOn;
        return ChinaDay.Today(time) <= latest
            ? null
            : new(
                "notice",
                false,
                $"按{basis}，{slot.Date:yyyy-MM-dd}{word}最迟应在{latest:yyyy-MM-dd}通知双方；简易处理的除外。",
                $"For a hearing on {slot.Date:yyyy-MM-dd} both sides must be notified by {latest:yyyy-MM-dd}, except in simplified handling."
            );
    }

    private static Conflict Busy(string person, Slot slot, string when, string caseNumber) =>
        person == slot.Officer
            ? new("officer", false, $"办理人 {when} 已排 {caseNumber}。", $"The officer has {caseNumber} at {when}.")
            : new("officer", false, $"仲裁庭成员 {when} 已排 {caseNumber}。", $"A member of the tribunal has {caseNumber} at {when}.");
}
