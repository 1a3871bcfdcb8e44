using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Tasks;

/// <summary>People to choose one from: whoever is not among the first ones is found by more of the name, and the total says that there are more.</summary>
internal sealed record FoundPeople(IReadOnlyList<Person> Items, int Total)
{
    /// <summary>As many as one chooses from at once.</summary>
    private const int First = 50;

    /// <param name="users">Who may be chosen.</param>
    /// <param name="text">A part of the name, or of the user name; blank for all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<FoundPeople> AmongAsync(IQueryable<AppUser> users, string? text, CancellationToken cancellationToken)
    {
        if (text?.Trim() is { Length: > 0 } name)
            users = users.Where(user => user.DisplayName.Contains(name) || user.UserName!.Contains(name));
        var first = await users
            .OrderBy(user => user.DisplayName)
            .ThenBy(user => user.UserName)
            .Take(First)
            .Select(user => new Person(user.UserName!, user.DisplayName))
            .ToListAsync(cancellationToken);
        return new FoundPeople(first, first.Count < First ? first.Count : await users.CountAsync(cancellationToken));
    }
}
