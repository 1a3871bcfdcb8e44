using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Cases;

/// <summary>
/// 期限中止、恢复、延长、重新计算: an officer who works on the case pauses, resumes or restarts a running period; a head of office extends it.
/// </summary>
internal static class ChangeDeadlines
{
    public sealed record Request(DateOnly? On, int? Days, string? Basis, string? Reason);

    public sealed record Answer(string ParameterId, DateOnly StartsOn, DateOnly DueOn, string State, bool Provisional);

    private static readonly string[] Heads = ["director", "head", "supervisor"];

    public static void Map(IEndpointRouteBuilder cases)
    {
        foreach (var change in new[] { "pause", "resume", "extend", "restart" })
        {
            cases
                .MapPost(
                    "/{id:guid}/deadlines/{parameterId}/" + change,
                    (
                        Guid id,
                        string parameterId,
                        Request request,
                        ClaimsPrincipal user,
                        CaseReader reader,
                        ICaseStore store,
                        ChangeDeadline deadlines,
                        LaborFlowDbContext database,
                        TimeProvider time,
                        CancellationToken cancellationToken
                    ) => HandleAsync(change, id, parameterId, request, user, reader, store, deadlines, database, time, cancellationToken)
                )
                .RequireAuthorization(Policies.Officers)
                .WithName(change + "-deadline");
        }
    }

    private static async Task<Answer> HandleAsync(
        string change,
        Guid id,
        string parameterId,
        Request request,
        ClaimsPrincipal user,
        CaseReader reader,
        ICaseStore store,
        ChangeDeadline deadlines,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrWhiteSpace(request.Basis))
            throw ProblemException.Field("basis", "required", "请写明法律依据。", "Name the legal basis.");
        await reader.DemandAsync(id, user, cancellationToken);
        await DemandRightAsync(change, id, user, database, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var disputed = (await store.FindAsync(id, forUpdate: true, cancellationToken))!;
        var reason = new DeadlineReason(
            user.UserName(),
            string.Join(',', user.RoleCodes()),
            request.Basis.Trim(),
            request.Reason?.Trim() ?? ""
        );
        var on = request.On ?? ChinaDay.Today(time);
        var changed = change switch
        {
            "pause" => await deadlines.PauseAsync(disputed, parameterId, on, reason, cancellationToken),
            "resume" => await deadlines.ResumeAsync(disputed, parameterId, on, reason, cancellationToken),
            "extend" => await deadlines.ExtendAsync(
                disputed,
                parameterId,
                request.Days ?? throw ProblemException.Field("days", "required", "请填写延长天数。", "Say by how much."),
                reason,
                cancellationToken
            ),
            _ => await deadlines.RestartAsync(disputed, parameterId, on, reason, cancellationToken),
        };
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Answer(
            changed.ParameterId,
            changed.StartsOn,
            changed.DueOn,
            changed.State == DeadlineState.Paused ? "paused" : "running",
            changed.Provisional
        );
    }

    private static async Task DemandRightAsync(
        string change,
        Guid id,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        if (Heads.Any(user.IsInRole))
            return;
        var name = user.UserName();
        if (
            change == "extend"
            || !await database
                .Set<CaseTask>()
                .AnyAsync(task => task.CaseId == id && (task.Assignee == name || task.CompletedBy == name), cancellationToken)
        )
            throw new ProblemException(KnownProblems.Forbidden);
    }
}
