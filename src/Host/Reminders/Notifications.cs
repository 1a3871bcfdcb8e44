using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Reminders;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reminders;

/// <summary>我的通知: what the signed-in person was told, newest first, and which of it is read.</summary>
internal static class Notifications
{
    public sealed record Item(
        Guid Id,
        Guid CaseId,
        string CaseNumber,
        string Zh,
        string En,
        DateOnly DueOn,
        bool Urgent,
        DateTimeOffset CreatedAt,
        DateTimeOffset? ReadAt
    );

    public sealed record Page(IReadOnlyList<Item> Items, int Total, int Unread);

    public sealed record ReadRequest(IReadOnlyList<Guid>? Ids, bool All = false);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/notifications", ListAsync).RequireAuthorization(Policies.SignedIn).WithName("notifications");
        api.MapPost("/notifications/read", ReadAsync).RequireAuthorization(Policies.SignedIn).WithName("read-notifications");
    }

    private static async Task<Page> ListAsync(
        bool? unread,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var name = user.UserName();
        var mine = database.Set<Notification>().AsNoTracking().Where(notification => notification.UserName == name);
        var shown = unread == true ? mine.Where(notification => notification.ReadAt == null) : mine;
        var items = await cut.Cut(
                shown.OrderByDescending(notification => notification.CreatedAt).ThenByDescending(notification => notification.Id)
            )
            .Join(
                database.Set<Case>(),
                notification => notification.CaseId,
                disputed => disputed.Id,
                (notification, disputed) => new { notification, disputed.CaseNumber }
            )
            .OrderByDescending(pair => pair.notification.CreatedAt)
            .ThenByDescending(pair => pair.notification.Id)
            .ToListAsync(cancellationToken);
        return new Page(
            [
                .. items.Select(pair => new Item(
                    pair.notification.Id,
                    pair.notification.CaseId,
                    pair.CaseNumber,
                    pair.notification.Zh,
                    pair.notification.En,
                    pair.notification.DueOn,
                    pair.notification.Urgent,
                    pair.notification.CreatedAt,
                    pair.notification.ReadAt
                )),
            ],
            await shown.CountAsync(cancellationToken),
            await mine.CountAsync(notification => notification.ReadAt == null, cancellationToken)
        );
    }

    private static async Task<IResult> ReadAsync(
        ReadRequest request,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var name = user.UserName();
        var ids = request.Ids ?? [];
        var now = time.GetUtcNow();
        // Only one's own: ids of others are passed over in silence.
        await database
            .Set<Notification>()
            .Where(notification => notification.UserName == name && notification.ReadAt == null)
            .Where(notification => request.All || ids.Contains(notification.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(notification => notification.ReadAt, now), cancellationToken);
        return TypedResults.NoContent();
    }
}
