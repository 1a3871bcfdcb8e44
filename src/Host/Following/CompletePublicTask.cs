using LaborFlow.Cases;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Following;

/// <summary>A party takes a step that waits for it: corrects the application, confirms or declines the agreement.</summary>
internal static class CompletePublicTask
{
    public static void Map(IEndpointRouteBuilder publicCases) =>
        publicCases
            .MapPost("/tasks/{id:guid}/complete", HandleAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.Public)
            .WithName("complete-public-task");

    private static async Task<ReadPublicCase.Answer> HandleAsync(
        string caseNumber,
        Guid id,
        [FromHeader(Name = "X-Query-Code")] string? queryCode,
        CompleteTaskRequest request,
        FollowedCase followed,
        TaskCompletion completion,
        ReadPublicCase.Reader reader,
        ICaseStore cases,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var (found, side) = await followed.FindAsync(caseNumber, queryCode, forUpdate: false, cancellationToken);
        // Another case's task, or one of the other side or of officers alone, is no task to this caller.
        if (
            !await database
                .Set<CaseTask>()
                .AnyAsync(task => task.Id == id && task.CaseId == found.Id && task.Party == side, cancellationToken)
        )
            throw new ProblemException(KnownProblems.NotFound);
        await completion.RunAsync(id, request, Actor.OfParty(side), cancellationToken);
        database.ChangeTracker.Clear();
        return await reader.ReadAsync((await cases.FindAsync(found.Id, forUpdate: false, cancellationToken))!, side, cancellationToken);
    }
}
