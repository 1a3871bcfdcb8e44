using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Accounts;

/// <summary>常用视图: the filters that somebody keeps under names go with the account, to whatever computer it signs in at.</summary>
internal static class OwnViews
{
    private const int Most = 30;
    private const int LongestName = 30;
    private const int LongestSearch = 1_000;

    /// <param name="Search">The filters as the list's address has them after the question mark.</param>
    public sealed record View(string? Name, string? Search);

    /// <param name="Revision">To be sent with the next change; 0 while nothing was ever kept.</param>
    public sealed record Answer(IReadOnlyList<View> Views, long Revision);

    /// <param name="Views">All of them, in order: what is not among them is removed.</param>
    public sealed record Request(IReadOnlyList<View>? Views, long ExpectedRevision);

    public static void Map(IEndpointRouteBuilder account)
    {
        account.MapGet("/views/{list}", ReadAsync).RequireAuthorization(Policies.SignedIn).WithName("saved-views");
        account.MapPut("/views/{list}", KeepAsync).RequireAuthorization(Policies.SignedIn).WithName("keep-views");
    }

    private static async Task<Answer> ReadAsync(
        string list,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    ) => Show(await FindAsync(Known(list), user, database, cancellationToken));

    private static async Task<Answer> KeepAsync(
        string list,
        Request request,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var kept = JsonSerializer.Serialize(Checked(request.Views ?? []), JsonSerializerOptions.Web);
        var found = await FindAsync(Known(list), user, database, cancellationToken);
        if (request.ExpectedRevision != (found?.Revision ?? 0))
            throw new ProblemException(ChangedElsewhere);
        if (found is null)
        {
            found = new SavedViews
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                UserId = Id(user),
                List = list,
                Views = kept,
            };
            database.Add(found);
        }
        else
        {
            found.Views = kept;
            found.Revision++;
        }

        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException clash)
            when (clash is DbUpdateConcurrencyException || database.Dialect.ViolatedUniqueKey(clash.InnerException ?? clash) is not null)
        {
            throw new ProblemException(ChangedElsewhere);
        }
        return Show(found);
    }

    private static Task<SavedViews?> FindAsync(
        string list,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var owner = Id(user);
        return database.Set<SavedViews>().SingleOrDefaultAsync(views => views.UserId == owner && views.List == list, cancellationToken);
    }

    private static Guid Id(ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);

    private static string Known(string list) => list is "tasks" or "cases" ? list : throw new ProblemException(KnownProblems.NotFound);

    private static Answer Show(SavedViews? found) =>
        found is null
            ? new Answer([], 0)
            : new Answer(JsonSerializer.Deserialize<List<View>>(found.Views, JsonSerializerOptions.Web)!, found.Revision);

    private static List<View> Checked(IReadOnlyList<View> views)
    {
        if (views.Count > Most)
            throw ProblemException.Field(
                "views",
                "too-many",
                $"最多保存 {Most} 个视图，请先删除不用的。",
                $"At most {Most} views; remove one first."
            );
        var names = new HashSet<string>(StringComparer.Ordinal);
        var kept = new List<View>();
        foreach (var (at, view) in views.Index())
        {
            var name = view?.Name?.Trim() ?? "";
            if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
                throw ProblemException.Field(
                    $"views[{at}].name",
                    "invalid",
                    $"请填写视图名称，不超过 {LongestName} 个字。",
                    $"Name the view, in at most {LongestName} characters."
                );
            if (!names.Add(name))
                throw ProblemException.Field($"views[{at}].name", "taken", "已有同名视图。", "There is a view of that name.");
            if (view!.Search is not { Length: <= LongestSearch } search || search.Any(char.IsControl))
                throw ProblemException.Field(
                    $"views[{at}].search",
                    "too-long",
                    $"筛选条件不得超过 {LongestSearch} 个字符。",
                    $"The filters may have at most {LongestSearch} characters."
                );
            kept.Add(new View(name, search));
        }
        return kept;
    }

    private static Problem ChangedElsewhere { get; } =
        KnownProblems.Of(409, "views.changed", "常用视图已在别的窗口改动。", "The saved views were changed in another window.");
}
