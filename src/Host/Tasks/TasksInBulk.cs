using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Runs;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Jobs;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using Microsoft.Extensions.Options;

namespace LaborFlow.Host.Tasks;

/// <summary>
/// One command on many tasks. Each is a transaction of its own, so that one that cannot be carried out stops no other; the answer tells of
/// each what came of it.
/// </summary>
internal static class TasksInBulk
{
    private const int Most = 200;

    // 减签 names an officer whom each task must have asked, and 会签 is an opinion on one paper: both stay with the single task.
    private static readonly string[] Commands = ["claim", "release", "complete", "return", .. TaskActs.All];

    /// <param name="Id">The task.</param>
    /// <param name="ExpectedRevision">The revision that the caller saw.</param>
    public sealed record Line(Guid Id, long ExpectedRevision);

    /// <param name="Command">
    /// <c>claim</c>, <c>release</c>, <c>complete</c>, <c>return</c>, or one of <see cref="TaskActs"/>; <c>send-back</c> sends each to the step
    /// that was completed last.
    /// </param>
    /// <param name="Items">At most 200 tasks.</param>
    /// <param name="To">For <c>transfer</c>, <c>delegate</c>, <c>co-sign</c> and <c>copy</c>: the other officer.</param>
    /// <param name="Reason">For <c>return</c> and the acts of <see cref="TaskActs"/>.</param>
    /// <param name="Outcome">For <c>complete</c>.</param>
    /// <param name="Data">For <c>complete</c>: the same form for all.</param>
    /// <param name="OperationId">Chosen by the client; a repeated request with the same id has no second effect on any task.</param>
    public sealed record Request(
        string? Command,
        IReadOnlyList<Line>? Items,
        string? To,
        string? Reason,
        string? Outcome,
        JsonElement? Data,
        string? OperationId
    );

    /// <param name="Id">The task.</param>
    /// <param name="Status">The status that the single command would have been answered with: 200, 400, 404, 409 or 422.</param>
    /// <param name="Task">The task as it is now; null when the command failed.</param>
    /// <param name="Problem">Why it failed; null when it did not.</param>
    public sealed record Result(Guid Id, int Status, TaskItem? Task, Problem? Problem);

    public sealed record Answer(IReadOnlyList<Result> Items, int Done, int Failed);

    /// <param name="Run">How far it is.</param>
    /// <param name="Items">What came of each task so far.</param>
    public sealed record RunAnswer(RunItem Run, IReadOnlyList<Result> Items);

    public static void Map(IEndpointRouteBuilder tasks)
    {
        tasks.MapPost("/bulk", HandleAsync).RequireAuthorization(Policies.Officers).WithName("tasks-in-bulk");
        tasks
            .MapPost("/bulk/runs", StartAsync)
            .RequireAuthorization(Policies.Officers)
            .Produces<RunItem>(StatusCodes.Status202Accepted)
            .WithName("start-bulk");
        tasks.MapGet("/bulk/runs/{id:guid}", ReadAsync).RequireAuthorization(Policies.Officers).WithName("read-bulk");
    }

    private static async Task<Answer> HandleAsync(
        Request request,
        ClaimsPrincipal user,
        AuditTrail trail,
        IServiceScopeFactory scopes,
        IEnumerable<IProblemSource> sources,
        CancellationToken cancellationToken
    )
    {
        var results = await RunAllAsync(request, Demand(request), user, trail, scopes, sources, _ => Task.CompletedTask, cancellationToken);
        var done = results.Count(result => result.Problem is null);
        return new Answer(results, done, results.Count - done);
    }

    /// <summary>The same, going on by itself: who started it can leave and come back.</summary>
    private static async Task<IResult> StartAsync(
        Request request,
        ClaimsPrincipal user,
        AuditTrail trail,
        LongRuns runs,
        IServiceScopeFactory scopes,
        IEnumerable<IProblemSource> sources,
        TimeProvider time,
        IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json,
        CancellationToken cancellationToken
    )
    {
        var lines = Demand(request);
        var options = json.Value.SerializerOptions;
        var run = await runs.StartAsync(
            RunKinds.Bulk,
            request.Command!,
            lines.Count,
            user.UserName(),
            async (tell, stop) =>
                JsonSerializer.Serialize(
                    await RunAllAsync(
                        request,
                        lines,
                        user,
                        trail,
                        scopes,
                        sources,
                        soFar => tell(soFar.Count, () => JsonSerializer.Serialize(soFar, options)),
                        stop
                    ),
                    options
                ),
            cancellationToken
        );
        return TypedResults.Accepted($"/api/tasks/bulk/runs/{run.Id}", RunItem.Of(run, time.GetUtcNow()));
    }

    private static async Task<RunAnswer> ReadAsync(
        Guid id,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json,
        CancellationToken cancellationToken
    )
    {
        var run = await RunPages.DemandAsync(id, RunKinds.Bulk, user, database, cancellationToken);
        return new RunAnswer(
            RunItem.Of(run, time.GetUtcNow()),
            run.Result.Length == 0 ? [] : JsonSerializer.Deserialize<List<Result>>(run.Result, json.Value.SerializerOptions)!
        );
    }

    private static List<Line> Demand(Request request)
    {
        if (!Commands.Contains(request.Command, StringComparer.Ordinal))
            throw ProblemException.Field(
                "command",
                "unknown-code",
                "不支持批量执行此操作。",
                "One of " + string.Join(", ", Commands) + "."
            );
        return request.Items is { Count: > 0 and <= Most } items
            ? [.. items.DistinctBy(line => line.Id)]
            : throw ProblemException.Field("items", "out-of-range", $"请选择1至{Most}项任务。", $"From 1 to {Most} tasks.");
    }

    private static async Task<List<Result>> RunAllAsync(
        Request request,
        List<Line> lines,
        ClaimsPrincipal user,
        AuditTrail trail,
        IServiceScopeFactory scopes,
        IEnumerable<IProblemSource> sources,
        Func<List<Result>, Task> tell,
        CancellationToken cancellationToken
    )
    {
        var results = new List<Result>(lines.Count);
        foreach (var line in lines)
        {
            await using var scope = LongRuns.ScopeOf(scopes, trail);
            try
            {
                results.Add(new Result(line.Id, 200, await RunAsync(request, line, user, scope.ServiceProvider, cancellationToken), null));
            }
            catch (Exception failure) when (failure is not OperationCanceledException && Explain(failure, sources) is { } problem)
            {
                results.Add(new Result(line.Id, problem.Status, null, problem));
            }
            await tell(results);
        }
        return results;
    }

    private static Problem? Explain(Exception failure, IEnumerable<IProblemSource> sources) =>
        (failure as ProblemException)?.Problem
        ?? sources.Select(source => source.Explain(failure)).FirstOrDefault(found => found is not null);

    private static async Task<TaskItem> RunAsync(
        Request request,
        Line line,
        ClaimsPrincipal user,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var unit = services.GetRequiredService<TaskUnit>();
        var (id, revision, operation) = (line.Id, line.ExpectedRevision, request.OperationId);
        Task<TaskItem> Do(Func<Actor, ValueTask<CaseTask>> act) =>
            unit.RunAsync(id, user, request.Command!, operation, act, cancellationToken);
        var acts = services.GetRequiredService<OfficerActs>();
        var reader = services.GetRequiredService<ReadTask.Reader>();
        var toOfficer = new OfficerAct(request.To, request.Reason, revision, operation);
        var reasoned = new ReasonedAct(request.Reason, revision, operation);
        switch (request.Command)
        {
            case "claim":
                var claim = services.GetRequiredService<ClaimTask>();
                return await Do(actor => claim.HandleAsync(id, new TaskCommand(revision, operation), actor, cancellationToken));
            case "release":
                var release = services.GetRequiredService<ReleaseTask>();
                return await Do(actor => release.HandleAsync(id, new TaskCommand(revision, operation), actor, cancellationToken));
            case "return":
                return await Do(actor => acts.ReturnAsync(id, reasoned, actor, cancellationToken));
            case TaskActs.Transfer:
                return await Do(actor => acts.TransferAsync(id, toOfficer, actor, cancellationToken));
            case TaskActs.Delegate:
                return await Do(actor => acts.DelegateAsync(id, toOfficer, actor, cancellationToken));
            case TaskActs.CoSign:
                return await Do(actor => acts.CoSignAsync(id, toOfficer, actor, cancellationToken));
            case TaskActs.Urge:
                return await Do(actor => acts.UrgeAsync(id, reasoned, actor, cancellationToken));
            case TaskActs.Copy:
                return await Do(actor => acts.CopyAsync(id, toOfficer, actor, cancellationToken));
        }

        var item = await reader.ItemAsync(id, user, cancellationToken);
        var back = services.GetRequiredService<TaskStepsBack>();
        switch (request.Command)
        {
            case TaskActs.SendBack:
                await back.SendBackAsync(id, new SendBackAct(null, request.Reason, revision, operation), user.ToActor(), cancellationToken);
                break;
            case TaskActs.TakeBack:
                await back.TakeBackAsync(id, reasoned, user.ToActor(), cancellationToken);
                break;
            default:
                if (item.Commands.Contains("complete") && !item.Commands.Contains(TaskActs.CompleteTogether))
                    throw new NotAllowedException(
                        "task.not-together",
                        "本步骤须逐件办理，不能批量办结。请打开各任务分别办理。",
                        "This step is completed one by one: open each task and complete it by itself."
                    );
                var data =
                    request.Data ?? throw new InvalidInputException([new("data", "required", "请填写表单。", "The form is missing.")]);
                await services
                    .GetRequiredService<TaskCompletion>()
                    .RunAsync(id, new CompleteTaskRequest(request.Outcome, data, revision, operation), user.ToActor(), cancellationToken);
                break;
        }

        return await reader.ItemAsync(id, user, cancellationToken);
    }
}
