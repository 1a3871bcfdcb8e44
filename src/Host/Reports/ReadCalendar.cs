using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>日程: what is due and what takes place on each day, of one's own or of everything within reach.</summary>
internal static class ReadCalendar
{
    private const int LongestDays = 62;
    private const int MostEntries = 2000;

    /// <summary>
    /// Days asked for, both included; <see cref="Mine"/> leaves only what is the reader's own, <see cref="Office"/> what is that of its people, or of an authority's cases.
    /// </summary>
    public sealed record Query(DateOnly? From, DateOnly? To, bool? Mine, string? Person, Guid? Room, string? Office = null);

    public sealed record Answer(DateOnly From, DateOnly To, IReadOnlyList<Day> Days, IReadOnlyList<Entry> Entries, bool Cut);

    /// <param name="Date">The day.</param>
    /// <param name="IsOff">Whether it is off work, by the working calendar.</param>
    /// <param name="Zh">The holiday, when it is one.</param>
    public sealed record Day(DateOnly Date, bool IsOff, string? Zh);

    /// <param name="Kind"><c>task</c> due, statutory <c>deadline</c>, mediation <c>session</c> held, <c>hearing</c>, or <c>appointment</c>.</param>
    /// <param name="Light">Of tasks and deadlines.</param>
    /// <param name="At">Local time, of hearings and appointments.</param>
    /// <param name="Place">Where, of hearings and appointments.</param>
    /// <param name="En">In English, where there is any.</param>
    /// <param name="AppointmentId">Of an appointment: what can be moved to another day.</param>
    public sealed record Entry(
        DateOnly Date,
        string Kind,
        string Zh,
        Guid CaseId,
        string CaseNumber,
        string? Parties,
        Guid? TaskId,
        string? Person,
        string? Light,
        string? At = null,
        string? Place = null,
        string? En = null,
        Guid? AppointmentId = null
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/calendar", HandleAsync).RequireAuthorization(Policies.CaseReaders).WithName("calendar");

    private static async Task<Answer> HandleAsync(
        [AsParameters] Query query,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        WorkingCalendar calendar,
        Lights lights,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var today = ChinaDay.Today(time);
        var from = query.From ?? new DateOnly(today.Year, today.Month, 1);
        var to = query.To ?? from.AddMonths(1).AddDays(-1);
        if (to < from || to.DayNumber - from.DayNumber > LongestDays)
            throw ProblemException.Field(
                "to",
                "out-of-range",
                $"日程一次最多查看 {LongestDays} 天。",
                $"At most {LongestDays} days at a time."
            );
        var cases = database.Set<Case>().AsNoTracking().Visible(user, database);
        var person = query.Mine == true ? user.UserName() : query.Person;
        // An authority has cases and no people of its own: its days are those of its cases.
        var authority = Authority.Find(query.Office);
        if (authority is not null)
            cases = cases.OfOffice(authority.Id);
        var everybody = person is null && (query.Office is null || authority is not null);
        var people = database
            .Set<AppUser>()
            .Where(one => (person != null && one.UserName == person) || (query.Office != null && one.OfficeId == query.Office))
            .Select(one => one.UserName!);

        var tasks = database
            .Set<CaseTask>()
            .AsNoTracking()
            .Visible(user)
            .Where(task =>
                (task.Status == CaseTaskStatus.Open || task.Status == CaseTaskStatus.Claimed) && task.DueOn >= from && task.DueOn <= to
            );
        if (authority is not null)
            tasks = tasks.OfOffice(authority.Id, database);
        if (!everybody)
            tasks = tasks.Where(task => people.Contains(task.Assignee!));
        var due = await TaskRow.Of(database, tasks.OrderBy(task => task.DueOn).Take(MostEntries)).ToListAsync(cancellationToken);

        // A period concerns whoever holds an open task of its case.
        var open = database.Set<CaseTask>().Where(task => task.Status == CaseTaskStatus.Claimed);
        var periods = await (
            from deadline in database.Set<CaseDeadline>().AsNoTracking()
            join found in cases on deadline.CaseId equals found.Id
            where deadline.State == DeadlineState.Running && deadline.DueOn >= @from && deadline.DueOn <= to
            where everybody || open.Any(task => task.CaseId == found.Id && people.Contains(task.Assignee!))
            orderby deadline.DueOn
            select new
            {
                deadline.Name,
                deadline.StartsOn,
                deadline.DueOn,
                found.District,
                found.Id,
                found.CaseNumber,
                Applicant = found
                    .Parties.Where(party => party.Side == PartySide.Applicant)
                    .OrderBy(party => party.Position)
                    .Select(party => party.Name)
                    .FirstOrDefault(),
                Respondent = found
                    .Parties.Where(party => party.Side == PartySide.Respondent)
                    .OrderBy(party => party.Position)
                    .Select(party => party.Name)
                    .FirstOrDefault(),
            }
        )
            .Take(MostEntries)
            .ToListAsync(cancellationToken);

        var sessions = await (
            from session in database.Set<MediationSession>().AsNoTracking()
            join found in cases on session.CaseId equals found.Id
            where session.HeldOn >= @from && session.HeldOn <= to && (everybody || people.Contains(session.RecordedBy))
            orderby session.HeldOn
            select new
            {
                session.Number,
                session.HeldOn,
                session.RecordedBy,
                found.Id,
                found.CaseNumber,
                Applicant = found
                    .Parties.Where(party => party.Side == PartySide.Applicant)
                    .OrderBy(party => party.Position)
                    .Select(party => party.Name)
                    .FirstOrDefault(),
                Respondent = found
                    .Parties.Where(party => party.Side == PartySide.Respondent)
                    .OrderBy(party => party.Position)
                    .Select(party => party.Name)
                    .FirstOrDefault(),
            }
        )
            .Take(MostEntries)
            .ToListAsync(cancellationToken);

        var (held, more) = await CalendarMeetings.ReadAsync(
            database,
            cases,
            (from, to, today),
            people,
            everybody,
            query.Room,
            cancellationToken
        );
        if (query.Room is not null)
            return new Answer(from, to, Days(from, to, PlaceOf(user, calendar)), held, more);

        IEnumerable<Entry> entries =
        [
            .. held,
            .. sessions.Select(row => new Entry(
                row.HeldOn,
                "session",
                $"第 {row.Number} 次调解",
                row.Id,
                row.CaseNumber,
                Pair(row.Applicant, row.Respondent),
                null,
                row.RecordedBy,
                null,
                En: $"Session {row.Number}"
            )),
            .. periods.Select(row => new Entry(
                row.DueOn,
                "deadline",
                row.Name,
                row.Id,
                row.CaseNumber,
                Pair(row.Applicant, row.Respondent),
                null,
                null,
                lights.Of(row.District, row.StartsOn, row.DueOn, today)
            )),
            .. due.Select(row => new Entry(
                row.Task.DueOn!.Value,
                "task",
                row.Task.Title,
                row.Task.CaseId,
                row.CaseNumber,
                Pair(row.Applicant, row.Respondent),
                row.Task.Id,
                row.Task.Assignee,
                lights.Of(row.Task.Jurisdiction, ChinaDay.Of(row.Task.CreatedAt), row.Task.DueOn, today)
            )),
        ];
        var cut = more || due.Count == MostEntries || periods.Count == MostEntries || sessions.Count == MostEntries;
        return new Answer(
            from,
            to,
            Days(from, to, PlaceOf(user, calendar)),
            [.. entries.OrderBy(entry => entry.Date).ThenBy(entry => entry.At ?? "99", StringComparer.Ordinal)],
            cut
        );
    }

    private static IReadOnlyList<Day> Days(DateOnly from, DateOnly to, PlaceCalendar place)
    {
        var days = new List<Day>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var spans = place.SpansIn(day, day);
            days.Add(new Day(day, !place.IsWorkingDay(day), spans.Length > 0 ? spans[0].Name.Zh : null));
        }
        return days;
    }

    /// <summary>The calendar of the reader's own place, with its local days.</summary>
    private static PlaceCalendar PlaceOf(ClaimsPrincipal user, WorkingCalendar calendar) =>
        calendar.At(Jurisdiction.TryParse(user.Jurisdiction(), out var place) ? place : null);

    private static string? Pair(string? applicant, string? respondent) =>
        applicant is null ? respondent
        : respondent is null ? applicant
        : $"{applicant} / {respondent}";
}
