using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Web;

namespace LaborFlow.Host.Tasks;

/// <summary>
/// The order of a list that holds what waits and what is over: all that waits, by what is due first, and then the rest, the latest first.
/// No index has that order, so the beginning of each of its parts is cut by one, and the page is cut from those.
/// </summary>
internal static class WaitingFirst
{
    /// <returns>The ids of the tasks on the page.</returns>
    public static IQueryable<Guid> Cut(IQueryable<CaseTask> tasks, PageRequest page, bool nullsLast)
    {
        var reach = page.Page * page.Size;
        var over = tasks
            .Where(task => task.CompletedAt != null)
            .OrderByDescending(task => task.CompletedAt)
            .ThenBy(task => task.Id)
            .Take(reach)
            .Select(task => new Place
            {
                Id = task.Id,
                // When something was due has no part in the order of what is over.
                DueOn = task.CompletedAt == null ? task.DueOn : null,
                CompletedAt = task.CompletedAt,
            });
        var all = Begin(CaseTaskStatus.Open).Concat(Begin(CaseTaskStatus.Claimed)).Concat(over);
        return page.Cut(
                all.OrderBy(place => place.CompletedAt != null)
                    .ThenByDescending(place => place.CompletedAt)
                    .ThenBy(place => place.DueOn == null)
                    .ThenBy(place => place.DueOn)
                    .ThenBy(place => place.Id)
            )
            .Select(place => place.Id);

        IQueryable<Place> Begin(CaseTaskStatus status)
        {
            var waiting = tasks.Where(task => task.Status == status);
            var sorted = nullsLast
                ? waiting.OrderBy(task => task.DueOn)
                : waiting.OrderBy(task => task.DueOn == null).ThenBy(task => task.DueOn);
            return Places(sorted.ThenBy(task => task.Id).Take(reach));
        }
    }

    private static IQueryable<Place> Places(IQueryable<CaseTask> tasks) =>
        tasks.Select(task => new Place
        {
            Id = task.Id,
            DueOn = task.DueOn,
            CompletedAt = task.CompletedAt,
        });

    private sealed class Place
    {
        public required Guid Id { get; init; }

        public required DateOnly? DueOn { get; init; }

        public required DateTimeOffset? CompletedAt { get; init; }
    }
}
