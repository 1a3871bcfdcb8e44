using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Appointments;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Appointments;

/// <summary>办案场所: administrators keep the rooms, officers choose among them.</summary>
internal static class Rooms
{
    private const int LongestText = 200;
    private const int MostSeats = 2_000;

    /// <param name="District">GB/T 2260 code; fixed once the room is there.</param>
    /// <param name="Active">False: nothing new is held there.</param>
    public sealed record Request(string? Name, string? District, string? Address, int? Seats, bool? Active);

    public sealed record Item(Guid Id, string Name, string District, string Address, int Seats, bool Active);

    public static void Map(IEndpointRouteBuilder rooms)
    {
        rooms.MapGet("", ListAsync).RequireAuthorization(Policies.CaseReaders).WithName("list-rooms");
        rooms
            .MapPost("", AddAsync)
            .RequireAuthorization(Policies.Administration)
            .Produces<Item>(StatusCodes.Status201Created)
            .WithName("add-room");
        rooms.MapPut("/{id:guid}", ChangeAsync).RequireAuthorization(Policies.Administration).WithName("change-room");
    }

    private static async Task<IReadOnlyList<Item>> ListAsync(
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var prefix = CurrentActor.ReachPrefix(user.Jurisdiction());
        var rooms = await database
            .Set<Room>()
            .AsNoTracking()
            .Where(room => room.District.StartsWith(prefix))
            .OrderBy(room => room.District)
            .ThenBy(room => room.Name)
            .ToListAsync(cancellationToken);
        return [.. rooms.Select(Show)];
    }

    private static async Task<IResult> AddAsync(
        Request request,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = Check(request);
        var district = Districts.Find(request.District);
        if (district is null)
            errors.Add(new("district", "required", "请选择所在区。", "Choose the district."));
        else if (errors.Count == 0)
        {
            var name = request.Name!.Trim();
            if (await database.Set<Room>().AnyAsync(room => room.District == district.Code && room.Name == name, cancellationToken))
                errors.Add(new("name", "taken", "本区已有同名场所。", "There is a room of this name."));
        }
        if (errors.Count > 0)
            throw new InvalidInputException(errors);
        var room = new Room
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Name = request.Name!.Trim(),
            District = district!.Code,
            Address = request.Address!.Trim(),
            Seats = request.Seats!.Value,
            Active = request.Active ?? true,
        };
        database.Add(room);
        await database.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/rooms/{room.Id}", Show(room));
    }

    private static async Task<Item> ChangeAsync(Guid id, Request request, LaborFlowDbContext database, CancellationToken cancellationToken)
    {
        var room =
            await database.Set<Room>().SingleOrDefaultAsync(room => room.Id == id, cancellationToken)
            ?? throw new ProblemException(KnownProblems.NotFound);
        var errors = Check(request);
        if (errors.Count > 0)
            throw new InvalidInputException(errors);
        (room.Name, room.Address, room.Seats) = (request.Name!.Trim(), request.Address!.Trim(), request.Seats!.Value);
        room.Active = request.Active ?? room.Active;
        await database.SaveChangesAsync(cancellationToken);
        return Show(room);
    }

    private static List<FieldError> Check(Request request)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > LongestText)
            errors.Add(new("name", "required", "请填写名称，不超过200字。", "A name of at most 200 characters is needed."));
        if (string.IsNullOrWhiteSpace(request.Address) || request.Address.Length > LongestText)
            errors.Add(new("address", "required", "请填写地址，不超过200字。", "An address of at most 200 characters is needed."));
        if (request.Seats is not (>= 1 and <= MostSeats))
            errors.Add(new("seats", "out-of-range", $"座位数应为1至{MostSeats}。", $"From 1 to {MostSeats} seats."));
        return errors;
    }

    private static Item Show(Room room) => new(room.Id, room.Name, room.District, room.Address, room.Seats, room.Active);
}
