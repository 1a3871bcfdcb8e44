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
/// <param name="Source">How its case came, such as <c>online</c> or <c>window</c>.</param>
internal sealed record TaskItem(
    Guid Id,
    string Title,
    string Step,
    CodeZh Procedure,
    Guid CaseId,
    string CaseNumber,
    string? DocketNumber,
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
    string? Party,
    IReadOnlyList<CoSigner> CoSigners,
    int UrgedCount,
    DateTimeOffset? UrgedAt,
    string? ReturnedTo,
    string? ReturnReason,
    long Revision,
    IReadOnlyList<string> Commands,
    string Source
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
internal sealed record TaskRow(
    CaseTask Task,
    string CaseNumber,
    string? DocketNumber,
    string MainCause,
    string Stage,
    string? Applicant,
    string? Respondent,
    string? AssigneeName,
    List<TaskRow.Signer> Signers,
    string Source
)
{
    /// <summary>A co-signer who was not let off, with the name that people know.</summary>
    internal sealed record Signer(TaskCoSigner Asked, string? Name);

    public static IQueryable<TaskRow> Of(LaborFlowDbContext database, IQueryable<CaseTask> tasks) =>
        from task in tasks.Include(task => task.Candidates)
        join found in database.Set<Case>() on task.CaseId equals found.Id
        select new TaskRow(
            task,
            found.CaseNumber,
            found.DocketNumber,
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
                .FirstOrDefault(),
            // By the name that is indexed.
            database
                .Set<AppUser>()
                .Where(person => task.Assignee != null && person.NormalizedUserName == task.Assignee.ToUpper())
                .Select(person => person.DisplayName)
                .FirstOrDefault(),
            database
                .Set<TaskCoSigner>()
                .Where(signer => signer.TaskId == task.Id && signer.RemovedAt == null)
                .OrderBy(signer => signer.RequestedAt)
                .Select(signer => new Signer(
                    signer,
                    database
                        .Set<AppUser>()
                        .Where(person => person.NormalizedUserName == signer.UserName.ToUpper())
                        .Select(person => person.DisplayName)
                        .FirstOrDefault()
                ))
                .ToList(),
            found.Channel
        );

    /// <summary>The items for one reader: what stands around them is read at once.</summary>
    public static async Task<IReadOnlyList<TaskItem>> ShowAsync(
        IReadOnlyList<TaskRow> rows,
        ClaimsPrincipal user,
        DateOnly today,
        Lights lights,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    ) =>
        Show(
            rows,
            user,
            today,
            lights,
            await TaskNeighbourhood.ReadAsync([.. rows.Select(row => row.Task)], user.UserName(), database, cancellationToken)
        );

    /// <summary>The items for one reader: commands are the reader's own.</summary>
    public static IReadOnlyList<TaskItem> Show(
        IReadOnlyList<TaskRow> rows,
        ClaimsPrincipal user,
        DateOnly today,
        Lights lights,
        TaskNeighbourhood neighbours
    )
    {
        var actor = user.ToActor();
        return
        [
            .. rows.Select(row =>
            {
                var task = row.Task;
                if (task.CoSigners.Count == 0)
                    task.CoSigners.AddRange(row.Signers.Select(signer => signer.Asked));
                return new TaskItem(
                    task.Id,
                    task.Title,
                    task.Step,
                    CodeZh.OfProcedure(task.ProcedureCode),
                    task.CaseId,
                    row.CaseNumber,
                    row.DocketNumber,
                    CodeZh.OfCause(row.MainCause),
                    row.Applicant,
                    row.Respondent,
                    CodeZh.OfStage(row.Stage),
                    task.CreatedAt,
                    task.DueOn,
                    lights.Of(task.Jurisdiction, ChinaDay.Of(task.CreatedAt), task.DueOn, today),
                    Lights.RemainingDays(task.DueOn, today),
                    task.Assignee is { } name ? new Person(name, row.AssigneeName ?? name) : null,
                    [.. task.Candidates.Select(candidate => candidate.Role).Order(StringComparer.Ordinal)],
                    StatusOf(task.Status),
                    task.Outcome,
                    task.CompletedBy,
                    task.CompletedAt,
                    task.DelegatedBy,
                    task.Party,
                    [
                        .. row.Signers.Select(signer => new CoSigner(
                            signer.Asked.UserName,
                            signer.Name ?? signer.Asked.UserName,
                            signer.Asked.RequestedBy,
                            signer.Asked.Agrees,
                            signer.Asked.Comment,
                            signer.Asked.SignedAt
                        )),
                    ],
                    task.UrgedCount,
                    task.UrgedAt,
                    task.ReturnedTo,
                    task.ReturnReason,
                    task.Revision,
                    TaskRights.CommandsOf(task, actor, neighbours.Of(task)),
                    row.Source
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
