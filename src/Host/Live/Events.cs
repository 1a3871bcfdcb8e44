using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Live;

/// <summary>
/// Tells open pages which cases changed, as server-sent events: only ids, and only of cases within the reader's reach. What changed is then
/// read through the ordinary endpoints.
/// </summary>
internal static class Events
{
    /// <summary>A quiet stream says so this often: a dead line is noticed.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    /// <summary>After this the page connects again, and is authorised again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <param name="Cases">Cases that changed; none says that the line is alive.</param>
    public sealed record Changed(IReadOnlyList<Guid> Cases);

    public static WebApplicationBuilder AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChangeFeed>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ChangeFeed>());
        return builder;
    }

    public static void MapLive(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet(
                "/api/events",
                (
                    ClaimsPrincipal user,
                    ChangeFeed feed,
                    IServiceScopeFactory scopes,
                    TimeProvider time,
                    IHostApplicationLifetime lifetime,
                    CancellationToken gone
                ) => TypedResults.ServerSentEvents(StreamAsync(user, feed, scopes, time, lifetime.ApplicationStopping, gone))
            )
            .RequireAuthorization(Policies.CaseReaders)
            .WithMetadata(new OpenLine())
            .WithTags("Live")
            .WithName("events");

    private static async IAsyncEnumerable<SseItem<Changed>> StreamAsync(
        ClaimsPrincipal user,
        ChangeFeed feed,
        IServiceScopeFactory scopes,
        TimeProvider time,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken gone
    )
    {
        using var subscription = feed.Subscribe();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(gone, stopping);
        var until = time.GetUtcNow() + Longest;
        yield return new SseItem<Changed>(new Changed([]), "alive");
        while (time.GetUtcNow() < until)
        {
            var changes = await NextAsync(subscription, time, ended.Token);
            if (ended.IsCancellationRequested)
                yield break;
            if (await WithinReachAsync(changes, user, scopes, ended.Token) is not { } visible)
                yield break;
            if (changes.Count == 0 || visible.Count > 0)
                yield return new SseItem<Changed>(new Changed(visible), changes.Count == 0 ? "alive" : "changed");
        }
    }

    /// <summary>What has changed by now, waiting for the first; nothing when it was quiet for long, or at the end.</summary>
    private static async Task<IReadOnlyList<Guid>> NextAsync(
        ChangeFeed.Subscription subscription,
        TimeProvider time,
        CancellationToken ended
    )
    {
        using var quiet = new CancellationTokenSource(Quiet, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended, quiet.Token);
        try
        {
            await subscription.Changes.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            return [];
        }
        var changes = new List<Guid>();
        while (subscription.Changes.TryRead(out var change))
            changes.Add(change);
        return changes;
    }

    /// <returns>Null when the reader's session is over.</returns>
    private static async Task<IReadOnlyList<Guid>?> WithinReachAsync(
        IReadOnlyList<Guid> changes,
        ClaimsPrincipal user,
        IServiceScopeFactory scopes,
        CancellationToken cancellationToken
    )
    {
        var ids = changes.Distinct().ToList();
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        // The line may be older than what its reader may see now: who ended the session or lost a role hears nothing more.
        if (
            user.SessionId() is not { } session
            || await services.GetRequiredService<SessionBook>().ResumeAsync(session, cancellationToken, asked: false) is not { } caller
            || !Permissions.Of(caller.User.RoleCodes()).Contains(Policies.CaseReaders)
        )
            return null;
        var database = services.GetRequiredService<LaborFlowDbContext>();
        return await database
            .Set<Case>()
            .Visible(caller.User, database)
            .Where(found => ids.Contains(found.Id))
            .Select(found => found.Id)
            .ToListAsync(cancellationToken);
    }
}
