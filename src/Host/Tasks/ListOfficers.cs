using System.Security.Claims;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Tasks;

/// <summary>To whom a task can be transferred: its other candidates.</summary>
internal static class ListOfficers
{
    public static void Map(IEndpointRouteBuilder tasks) =>
        tasks.MapGet("/{id:guid}/officers", HandleAsync).RequireAuthorization(Policies.Officers).WithName("task-officers");

    private static async Task<FoundPeople> HandleAsync(
        Guid id,
        string? q,
        ClaimsPrincipal user,
        ReadTask.Reader reader,
        ITaskStore tasks,
        Officers officers,
        CancellationToken cancellationToken
    )
    {
        await reader.ItemAsync(id, user, cancellationToken);
        var task = await tasks.FindAsync(id, forUpdate: false, cancellationToken) ?? throw new ProblemException(KnownProblems.NotFound);
        return await officers.CandidatesAsync(task, q, cancellationToken);
    }
}
