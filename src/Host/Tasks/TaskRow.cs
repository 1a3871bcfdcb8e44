using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Filing;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Tasks;

/// <summary>A task as lists show it.</summary>
internal sealed record TaskItem(
    Guid Id,
    string Title,
    string Step,
    CodeZh Procedure,
    Guid CaseId,
    string CaseNumber,
    CodeZh Cause,
    string? Applicant,
    string? Respondent,
    CodeZh Stage,
    DateTimeOffset CreatedAt,
    DateOnly? DueOn,
    string Light,
    int? RemainingDays,
    Person? Assignee,
    IReadOnlyList<string> CandidateRoles,
    string Status,
    string? Outcome,
    string? CompletedBy,
    DateTimeOffset? CompletedAt,
    string? DelegatedBy,
    IReadOnlyList<CoSigner> CoSigners,
    int UrgedCount,
    DateTimeOffset? UrgedAt,
    string? ReturnedTo,
    string? ReturnReason,
    long Revision,
    IReadOnlyList<string> Commands
);

/// <summary>An officer whose opinion was asked for; awaited while it is not signed.</summary>
internal sealed record CoSigner(
    string UserName,
    string DisplayName,
    string RequestedBy,
    bool? Agrees,
    string? Comment,
    DateTimeOffset? SignedAt
);

/// <summary>Somebody with an account.</summary>
internal sealed record Person(string UserName, string DisplayName);

/// <summary>A task with what lists need of its case, in one query.</summary>
internal sealed record TaskRow(CaseTask Task, string CaseNumber, string MainCause, string Stage, string? Applicant, string? Respondent)
{
    public static IQueryable<TaskRow> Of(LaborFlowDbContext database, IQueryable<CaseTask> tasks) =>
        from task in tasks
        join found in database.Set<Case>() on task.CaseId equals found.Id
        select new TaskRow(
            task,
            found.CaseNumber,
            found.MainCause,
            found.Stage,
            found
                .Parties.Where(party => party.Side == PartySide.Applicant)
                .OrderBy(party => party.Position)
                .Select(party => party.Name)
                .FirstOrDefault(),
            found
                .Parties.Where(party => party.Side == PartySide.Respondent)
                .OrderBy(party => party.Position)
                .Select(party => party.Name)
                .FirstOrDefault()
        );

    /// <summary>The items for one reader: names of assignees are looked up together, commands are the reader's own.</summary>
    public static async Task<IReadOnlyList<TaskItem>> ShowAsync(
        IReadOnlyList<TaskRow> rows,
        ClaimsPrincipal user,
        DateOnly today,
        Lights lights,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var ids = rows.Select(row => row.Task.Id).ToList();
        var signers = (
            await database
                .Set<TaskCoSigner>()
                .AsNoTracking()
                .Where(signer => ids.Contains(signer.TaskId) && signer.RemovedAt == null)
                .OrderBy(signer => signer.RequestedAt)
                .ToListAsync(cancellationToken)
        ).ToLookup(signer => signer.TaskId);
        var names = rows.Select(row => row.Task.Assignee)
            .OfType<string>()
            .Concat(signers.SelectMany(of => of).Select(signer => signer.UserName))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var people =
            names.Count == 0
                ? []
                : await database
                    .Set<AppUser>()
                    .Where(person => names.Contains(person.UserName!))
                    .ToDictionaryAsync(person => person.UserName!, person => person.DisplayName, StringComparer.Ordinal, cancellationToken);
        var candidates = (
            await database
                .Set<TaskCandidate>()
                .AsNoTracking()
                .Where(candidate => ids.Contains(candidate.TaskId))
                .ToListAsync(cancellationToken)
        ).ToLookup(candidate => candidate.TaskId);
        var actor = user.ToActor();
        var neighbours = await TaskNeighbourhood.ReadAsync([.. rows.Select(row => row.Task)], actor.UserName, database, cancellationToken);
        return
        [
            .. rows.Select(row =>
            {
                var task = row.Task;
                if (task.Candidates.Count == 0)
                    task.Candidates.AddRange(candidates[task.Id]);
                if (task.CoSigners.Count == 0)
                    task.CoSigners.AddRange(signers[task.Id]);
                return new TaskItem(
                    task.Id,
                    task.Title,
                    task.Step,
                    CodeZh.OfProcedure(task.ProcedureCode),
                    task.CaseId,
                    row.CaseNumber,
                    CodeZh.OfCause(row.MainCause),
                    row.Applicant,
                    row.Respondent,
                    CodeZh.OfStage(row.Stage),
                    task.CreatedAt,
                    task.DueOn,
                    lights.Of(task.Jurisdiction, ChinaDay.Of(task.CreatedAt), task.DueOn, today),
                    Lights.RemainingDays(task.DueOn, today),
                    task.Assignee is { } name ? new Person(name, people.GetValueOrDefault(name, name)) : null,
                    [.. task.Candidates.Select(candidate => candidate.Role).Order(StringComparer.Ordinal)],
                    StatusOf(task.Status),
                    task.Outcome,
                    task.CompletedBy,
                    task.CompletedAt,
                    task.DelegatedBy,
                    [
                        .. signers[task.Id]
                            .Select(signer => new CoSigner(
                                signer.UserName,
                                people.GetValueOrDefault(signer.UserName, signer.UserName),
                                signer.RequestedBy,
                                signer.Agrees,
                                signer.Comment,
                                signer.SignedAt
                            )),
                    ],
                    task.UrgedCount,
                    task.UrgedAt,
                    task.ReturnedTo,
                    task.ReturnReason,
                    task.Revision,
                    TaskRights.CommandsOf(task, actor, neighbours.Of(task))
                );
            }),
        ];
    }

    private static string StatusOf(CaseTaskStatus status) =>
        status switch
        {
            CaseTaskStatus.Open => "open",
            CaseTaskStatus.Claimed => "claimed",
            CaseTaskStatus.Completed => "completed",
            _ => "cancelled",
        };
}
