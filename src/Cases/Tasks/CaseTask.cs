using LaborFlow.Cases.Deadlines;

namespace LaborFlow.Cases.Tasks;

/// <summary>The life of a task.</summary>
public enum CaseTaskStatus
{
    /// <summary>Offered to its candidates.</summary>
    Open,

    /// <summary>One person has it.</summary>
    Claimed,

    /// <summary>Done, with an outcome.</summary>
    Completed,

    /// <summary>Withdrawn by the procedure: another way was taken.</summary>
    Cancelled,
}

/// <summary>待办任务: a human step of a procedure, offered to candidate roles or to a party.</summary>
public sealed partial class CaseTask
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The procedure, for lists.</summary>
    public required string ProcedureCode { get; init; }

    /// <summary>Chinese title.</summary>
    public required string Title { get; init; }

    /// <summary>The step's stable key within the procedure, e.g. <c>clerk-review</c>.</summary>
    public required string Step { get; init; }

    /// <summary>The form pinned to its version: an id of <c>FormVersion</c>.</summary>
    public required string FormId { get; init; }

    /// <summary>Outcomes as JSON: an array of <see cref="TaskOutcome"/>.</summary>
    public required string OutcomesJson { get; init; }

    /// <summary>What the form is prefilled with, JSON object.</summary>
    public string? FormDataJson { get; init; }

    /// <summary>Articles of law, one a line.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>Roles that may claim it; empty for a task of a party only.</summary>
    public List<TaskCandidate> Candidates { get; init; } = [];

    /// <summary>The office (mediation organisation) whose members it is offered to; null for all members of the roles in the jurisdiction.</summary>
    public Guid? OfficeId { get; init; }

    /// <summary>双人规则: user names, one a line, who did an earlier step and may not do this one; null when anybody may.</summary>
    public string? ExcludedUsers { get; set; }

    /// <summary>GB/T 2260 code of the jurisdiction that it is offered in.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary><c>applicant</c> or <c>respondent</c> when the party may complete it with a query code; null for officers only.</summary>
    public string? Party { get; init; }

    /// <summary>User name of the person who has it.</summary>
    public string? Assignee { get; private set; }

    /// <summary>When it was claimed.</summary>
    public DateTimeOffset? ClaimedAt { get; private set; }

    /// <summary>The last day by law; null when no period runs.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>The register's parameter that <see cref="DueOn"/> follows from.</summary>
    public string? DueParameter { get; init; }

    /// <summary>The period of the case that <see cref="DueOn"/> was taken from; null when none ran, and of tasks from before it was noted.</summary>
    public Guid? DueDeadlineId { get; init; }

    /// <summary>Open, claimed, completed or cancelled.</summary>
    public CaseTaskStatus Status { get; private set; } = CaseTaskStatus.Open;

    /// <summary>The waiting instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The bookmark that completion consumes.</summary>
    public required string BookmarkId { get; init; }

    /// <summary>The activity of the definition.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The definition version (row id) that made it.</summary>
    public required string DefinitionVersionId { get; init; }

    /// <summary>A half-filled form, JSON object; never checked against the schema.</summary>
    public string? DraftJson { get; private set; }

    /// <summary>The completed form, JSON object.</summary>
    public string? DataJson { get; private set; }

    /// <summary>The outcome's code.</summary>
    public string? Outcome { get; private set; }

    /// <summary>User name, <c>applicant</c> or <c>respondent</c>.</summary>
    public string? CompletedBy { get; private set; }

    /// <summary>When it was completed or cancelled.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>
    /// The order in which the case's steps were completed: the case's revision then. Steps that are done at one instant have an order, too.
    /// </summary>
    public long? CompletionOrder { get; private set; }

    /// <summary>合议: the vote that did not carry; later steps read the one that did.</summary>
    public bool Dissents { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Optimistic concurrency token, from 1; every command on the task raises it.</summary>
    public long Revision { get; private set; } = 1;

    /// <summary>Neither completed nor cancelled.</summary>
    public bool IsOpen => Status is CaseTaskStatus.Open or CaseTaskStatus.Claimed;

    /// <summary>
    /// Moves with a period whose last day changed, when the task is open and was due with it. Of several periods that move on one day each
    /// takes its own tasks along: by its last day alone a task would go on with the next one.
    /// </summary>
    public void Follow(CaseDeadline deadline, DateOnly before)
    {
        if (IsOpen && (DueDeadlineId is { } own ? own == deadline.Id : DueParameter == deadline.ParameterId && DueOn == before))
            DueOn = deadline.DueOn;
    }

    /// <summary>Gives the task to a person.</summary>
    public void Claim(string userName, DateTimeOffset at)
    {
        Assignee = userName;
        ClaimedAt = at;
        Status = CaseTaskStatus.Claimed;
        Revision++;
    }

    /// <summary>Offers it to its candidates again.</summary>
    public void Release()
    {
        Assignee = null;
        ClaimedAt = null;
        DelegatedBy = null;
        Status = CaseTaskStatus.Open;
        Revision++;
    }

    /// <summary>Keeps a half-filled form. Leaves <see cref="Revision"/>: a draft must not make the writer's own completion conflict.</summary>
    public void SaveDraft(string draftJson) => DraftJson = draftJson;

    /// <summary>Completes it.</summary>
    public void Complete(string outcome, string dataJson, string by, DateTimeOffset at, long order)
    {
        CompletionOrder = order;
        Outcome = outcome;
        DataJson = dataJson;
        DraftJson = null;
        CompletedBy = by;
        CompletedAt = at;
        Status = CaseTaskStatus.Completed;
        Revision++;
    }

    /// <summary>回避: an officer may not do it; who has it gives it back.</summary>
    public void Exclude(string userName)
    {
        ExcludedUsers = ExcludedUsers is null ? userName : $"{ExcludedUsers}\n{userName}";
        if (string.Equals(Assignee, userName, StringComparison.OrdinalIgnoreCase))
            Release();
        else
            Revision++;
    }

    /// <summary>Withdraws it; a completed task stays completed.</summary>
    public void Cancel(string by, DateTimeOffset at)
    {
        if (!IsOpen)
            return;

        CompletedBy = by;
        CompletedAt = at;
        Status = CaseTaskStatus.Cancelled;
        Revision++;
    }
}

/// <summary>A role that a task is offered to.</summary>
public sealed class TaskCandidate
{
    /// <summary>The task; key together with the role.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>Role name.</summary>
    public required string Role { get; init; }
}
