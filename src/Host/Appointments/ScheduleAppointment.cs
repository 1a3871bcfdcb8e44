using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Appointments;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Appointments;

/// <summary>
/// 排期: a hearing, a mediation session or an inspection of a case gets its time, its room and its officer. What already stands at that time
/// is shown; a room cannot be taken twice, a person only when the scheduler insists.
/// </summary>
internal sealed class ScheduleAppointment(
    LaborFlowDbContext database,
    CaseReader reader,
    Conflicts conflicts,
    IOfficers officers,
    TimeProvider time
)
{
    private const int LongestPlace = 200;

    /// <param name="Officer">User name of who leads it; the scheduler when not given.</param>
    /// <param name="DespiteConflicts">The scheduler has seen that the officer or the case is expected elsewhere, too.</param>
    /// <param name="Replaces">改期: the appointment of the same case that this one stands for from now on.</param>
    public sealed record Request(
        Guid? CaseId,
        AppointmentKind? Kind,
        DateOnly? Date,
        TimeOnly? StartsAt,
        TimeOnly? EndsAt,
        Guid? RoomId,
        string? Place,
        string? Officer,
        bool DespiteConflicts,
        Guid? Replaces = null
    );

    public sealed record Item(
        Guid Id,
        Guid CaseId,
        AppointmentKind Kind,
        DateOnly Date,
        TimeOnly StartsAt,
        TimeOnly EndsAt,
        Guid? RoomId,
        string Place,
        string Officer
    );

    public static void Map(IEndpointRouteBuilder appointments)
    {
        appointments
            .MapGet(
                "",
                (Guid caseId, ClaimsPrincipal user, ScheduleAppointment desk, CancellationToken cancellationToken) =>
                    desk.OfCaseAsync(caseId, user, cancellationToken)
            )
            .RequireAuthorization(Policies.CaseReaders)
            .WithName("list-appointments");
        appointments
            .MapGet(
                "/officers",
                (Guid caseId, ClaimsPrincipal user, ScheduleAppointment desk, CancellationToken cancellationToken) =>
                    desk.OfficersAsync(caseId, user, cancellationToken)
            )
            .RequireAuthorization(Policies.Scheduling)
            .WithName("appointment-officers");
        appointments
            .MapPost(
                "/conflicts",
                (Request request, ClaimsPrincipal user, ScheduleAppointment desk, CancellationToken cancellationToken) =>
                    desk.ConflictsAsync(request, user, cancellationToken)
            )
            .RequireAuthorization(Policies.Scheduling)
            .WithName("appointment-conflicts");
        appointments
            .MapPost(
                "",
                async (Request request, ClaimsPrincipal user, ScheduleAppointment desk, CancellationToken cancellationToken) =>
                {
                    var made = await desk.HandleAsync(request, user, cancellationToken);
                    return TypedResults.Created($"/api/appointments/{made.Id}", made);
                }
            )
            .RequireAuthorization(Policies.Scheduling)
            .WithName("schedule-appointment");
        appointments
            .MapPost(
                "/{id:guid}/cancel",
                async (Guid id, ClaimsPrincipal user, ScheduleAppointment desk, CancellationToken cancellationToken) =>
                {
                    await desk.CancelAsync(id, user, cancellationToken);
                    return TypedResults.NoContent();
                }
            )
            .RequireAuthorization(Policies.Scheduling)
            .WithName("cancel-appointment");
    }

    public async Task<IReadOnlyList<Item>> OfCaseAsync(Guid caseId, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await reader.DemandAsync(caseId, user, cancellationToken);
        var found = await (
            from held in database.Set<Appointment>().AsNoTracking()
            where held.CaseId == caseId && held.CancelledAt == null
            orderby held.Date, held.StartsAt
            select new
            {
                held,
                Room = database.Set<Room>().Where(room => room.Id == held.RoomId).Select(room => room.Name).FirstOrDefault(),
            }
        ).ToListAsync(cancellationToken);
        return [.. found.Select(row => Show(row.held, row.Room))];
    }

    /// <summary>Who may lead an appointment of the case.</summary>
    public async Task<IReadOnlyList<Person>> OfficersAsync(Guid caseId, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var found = await reader.DemandAsync(caseId, user, cancellationToken);
        return
        [
            .. (await officers.ListAsync(Permissions.Table[Policies.Scheduling], cancellationToken))
                .Where(officer => Reaches(officer, found) && officer.Recused?.Contains(found.Id) != true)
                .Select(officer => new Person(officer.UserName, officer.DisplayName ?? officer.UserName)),
        ];
    }

    /// <summary>What stands in the way. A step that sets only when it begins is taken to last as long as a hearing, wherever it is held.</summary>
    public async Task<IReadOnlyList<Conflict>> ConflictsAsync(Request request, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        request = request with { EndsAt = request.EndsAt ?? Conflicts.EndOf(request.StartsAt) };
        Demand(request, whereItIs: false);
        var found = await reader.DemandAsync(request.CaseId!.Value, user, cancellationToken);
        await DemandOfficerAsync(request, found, cancellationToken);
        return await FindAsync(request, found, user, cancellationToken);
    }

    /// <exception cref="NotAllowedException"><c>appointment.room-taken</c>, or <c>appointment.conflict</c> that was not seen yet.</exception>
    public async Task<Item> HandleAsync(Request request, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        Demand(request);
        var found = await reader.DemandAsync(request.CaseId!.Value, user, cancellationToken);
        if (found.ClosedAt is not null)
            throw new NotAllowedException("case.closed", "案件已办结。", "The case is closed.");
        await DemandOfficerAsync(request, found, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var replaced = await ReplacedAsync(request, found, cancellationToken);
        var room = await TakeRoomAsync(request.RoomId, cancellationToken);
        var standing = await FindAsync(request, found, user, cancellationToken);
        if (standing.Find(conflict => conflict.Blocks) is { } taken)
            throw new NotAllowedException("appointment.room-taken", taken.Zh, taken.En);
        if (!request.DespiteConflicts && standing is [var first, ..])
            throw new NotAllowedException("appointment.conflict", first.Zh, first.En);

        var now = time.GetUtcNow();
        var made = new Appointment
        {
            Id = Guid.CreateVersion7(now),
            CaseId = found.Id,
            Kind = request.Kind!.Value,
            Date = request.Date!.Value,
            StartsAt = request.StartsAt!.Value,
            EndsAt = request.EndsAt!.Value,
            RoomId = room?.Id,
            Place = room is null ? request.Place!.Trim() : null,
            Officer = request.Officer ?? user.UserName(),
            ScheduledBy = user.UserName(),
            ScheduledAt = now,
        };
        database.Add(made);
        replaced?.Cancel(now);
        Tell(
            made,
            user,
            now,
            replaced is null ? "appointment.made" : "appointment.moved",
            replaced is null
                ? $"{Zh(made.Kind)}排期：{When(made)}，{room?.Name ?? made.Place}"
                : $"{Zh(made.Kind)}改期：{When(replaced)}改为{When(made)}，{room?.Name ?? made.Place}",
            replaced is null ? "Scheduled" : "Moved"
        );
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Show(made, room?.Name);
    }

    public async Task CancelAsync(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var held =
            await database.Set<Appointment>().SingleOrDefaultAsync(held => held.Id == id && held.CancelledAt == null, cancellationToken)
            ?? throw new ProblemException(KnownProblems.NotFound);
        await reader.DemandAsync(held.CaseId, user, cancellationToken);
        var now = time.GetUtcNow();
        held.Cancel(now);
        Tell(held, user, now, "appointment.cancelled", $"取消{Zh(held.Kind)}排期：{When(held)}", "Called off");
        await database.SaveChangesAsync(cancellationToken);
    }

    private Task<List<Conflict>> FindAsync(Request request, Case found, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        conflicts.FindAsync(
            found,
            new Slot(
                request.Kind!.Value,
                request.Date!.Value,
                request.StartsAt!.Value,
                request.EndsAt!.Value,
                request.RoomId,
                request.Place,
                request.Officer ?? user.UserName(),
                request.Replaces
            ),
            cancellationToken
        );

    private async Task<Appointment?> ReplacedAsync(Request request, Case found, CancellationToken cancellationToken) =>
        request.Replaces is not { } id
            ? null
            : await database
                .Set<Appointment>()
                .SingleOrDefaultAsync(held => held.Id == id && held.CaseId == found.Id && held.CancelledAt == null, cancellationToken)
                ?? throw new ProblemException(KnownProblems.NotFound);

    /// <summary>Two who take the same room at the same moment: the second waits here, and then sees the first.</summary>
    private async Task<Room?> TakeRoomAsync(Guid? roomId, CancellationToken cancellationToken)
    {
        if (roomId is null)
            return null;
        await database
            .Set<Room>()
            .Where(known => known.Id == roomId)
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.Seats, known => known.Seats), cancellationToken);
        return await database
                .Set<Room>()
                .AsNoTracking()
                .SingleOrDefaultAsync(known => known.Id == roomId && known.Active, cancellationToken)
            ?? throw ProblemException.Field("roomId", "unknown-code", "没有该场所，或者已停用。", "There is no such room in use.");
    }

    /// <summary>Who is to lead it is an officer who reaches the case and is not kept off it.</summary>
    private async Task DemandOfficerAsync(Request request, Case found, CancellationToken cancellationToken)
    {
        if (request.Officer is not { } name)
            return;
        var officer = await officers.FindAsync(name, cancellationToken);
        if (officer is null || !Reaches(officer, found))
            throw ProblemException.Field("officer", "unknown-code", "没有该办理人，请重新选择。", "There is no such officer here.");
        if (officer.Recused?.Contains(found.Id) == true)
            throw ProblemException.Field(
                "officer",
                "recused",
                "该人员已回避本案，请另选办理人。",
                "That officer is recused: choose another."
            );
    }

    private static bool Reaches(Actor officer, Case found) =>
        found.District.StartsWith(CurrentActor.ReachPrefix(officer.Jurisdiction), StringComparison.Ordinal);

    private void Tell(Appointment held, ClaimsPrincipal user, DateTimeOffset now, string action, string zh, string en) =>
        database.Add(
            CaseEvents.Public(
                held.CaseId,
                now,
                user.UserName(),
                action,
                zh,
                $"{en}: {held.Kind.ToString()}, {held.Date:yyyy-MM-dd} {held.StartsAt:HH:mm}"
            )
        );

    private void Demand(Request request, bool whereItIs = true)
    {
        var errors = new List<FieldError>();
        if (request.CaseId is null)
            errors.Add(new("caseId", "required", "请选择案件。", "Choose the case."));
        if (request.Kind is null)
            errors.Add(new("kind", "required", "请选择类型。", "Choose what takes place."));
        if (request.Date is null)
            errors.Add(new("date", "required", "请选择日期。", "Choose the day."));
        else if (request.Date < ChinaDay.Today(time))
            errors.Add(new("date", "in-past", "日期不得早于今天。", "Not before today."));
        if (request.StartsAt is null)
            errors.Add(new("startsAt", "required", "请选择开始时间。", "Choose when it begins."));
        if (request.EndsAt is null || request.EndsAt <= request.StartsAt)
            errors.Add(new("endsAt", "contradictory", "结束时间应晚于开始时间。", "It ends after it begins."));
        if (whereItIs && request.RoomId is null && (string.IsNullOrWhiteSpace(request.Place) || request.Place.Length > LongestPlace))
            errors.Add(new("place", "required", "请选择场所，或者填写地点。", "Choose a room or write where."));
        if (errors.Count > 0)
            throw new InvalidInputException(errors);
    }

    private static Item Show(Appointment held, string? room) =>
        new(held.Id, held.CaseId, held.Kind, held.Date, held.StartsAt, held.EndsAt, held.RoomId, room ?? held.Place ?? "", held.Officer);

    private static string When(Appointment held) => $"{held.Date:yyyy年M月d日} {held.StartsAt:HH:mm}";

    internal static string Zh(AppointmentKind kind) =>
        kind switch
        {
            AppointmentKind.Hearing => "开庭",
            AppointmentKind.Mediation => "调解",
            _ => "现场检查",
        };
}
