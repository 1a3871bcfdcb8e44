namespace LaborFlow.Cases.Tasks;

public sealed partial class CaseTask
{
    /// <summary>The acts that the step permits: codes of <see cref="TaskActs"/>, separated by commas.</summary>
    public string PermittedActs { get; init; } = string.Join(',', TaskActs.All);

    /// <summary>The case's stage when the task was made: where the case goes back to when the step is done again.</summary>
    public string? StageBefore { get; init; }

    /// <summary>委派: whose task it stays while <see cref="Assignee"/> prepares it; null when it is not delegated.</summary>
    public string? DelegatedBy { get; private set; }

    /// <summary>退回、撤回: the step that the case went back to from here; null otherwise.</summary>
    public string? ReturnedTo { get; private set; }

    /// <summary>Why it went back.</summary>
    public string? ReturnReason { get; private set; }

    /// <summary>催办: how often somebody reminded.</summary>
    public int UrgedCount { get; private set; }

    /// <summary>The last reminder.</summary>
    public DateTimeOffset? UrgedAt { get; private set; }

    /// <summary>会签人员, those removed included.</summary>
    public List<TaskCoSigner> CoSigners { get; init; } = [];

    /// <summary>抄送人员.</summary>
    public List<TaskCopy> Copies { get; init; } = [];

    /// <summary>Everybody to whom it was ever delegated, one a line: whoever prepared it counts as having done it (双人规则).</summary>
    public string? Delegates { get; private set; }

    /// <summary>Whoever completed it or prepared it by delegation.</summary>
    public IEnumerable<string> DoneBy() =>
        (Delegates?.Split('\n') ?? []).Concat(CompletedBy is { } by ? [by] : []).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Co-signers whose opinion is still awaited.</summary>
    public IEnumerable<TaskCoSigner> AwaitedCoSigners() => CoSigners.Where(c => c is { SignedAt: null, RemovedAt: null });

    /// <summary>The step permits the act.</summary>
    public bool Permits(string act) => PermittedActs.Split(',').Contains(act, StringComparer.Ordinal);

    /// <summary>转办.</summary>
    public void Transfer(string to, DateTimeOffset at)
    {
        DelegatedBy = null;
        Claim(to, at);
    }

    /// <summary>委派.</summary>
    public void Delegate(string to, DateTimeOffset at)
    {
        var owner = Assignee;
        Claim(to, at);
        DelegatedBy = owner;
        Delegates = Delegates is null ? to : $"{Delegates}\n{to}";
    }

    /// <summary>交回: ends a delegation; the draft stays for the delegator.</summary>
    public void Return(DateTimeOffset at)
    {
        var owner = DelegatedBy ?? throw new InvalidOperationException($"Task {Id} is not delegated.");
        DelegatedBy = null;
        Claim(owner, at);
    }

    /// <summary>催办.</summary>
    public void Urge(DateTimeOffset at)
    {
        UrgedCount++;
        UrgedAt = at;
        Revision++;
    }

    /// <summary>Notes that the people around the task changed: a co-signer came, signed or went, a copy was given.</summary>
    public void Touch() => Revision++;

    /// <summary>退回、撤回: closes the task as one whose case went back.</summary>
    public void GoBack(string step, string reason, string by, DateTimeOffset at)
    {
        ReturnedTo = step;
        ReturnReason = reason;
        Cancel(by, at);
    }
}

/// <summary>会签: an officer whose opinion was asked for.</summary>
public sealed class TaskCoSigner
{
    /// <summary>The task; key together with the user.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>Whose opinion.</summary>
    public required string UserName { get; init; }

    /// <summary>Who asked.</summary>
    public required string RequestedBy { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>True or false once the officer signed.</summary>
    public bool? Agrees { get; set; }

    /// <summary>The opinion in words.</summary>
    public string? Comment { get; set; }

    /// <summary>When it was signed; null while it is awaited.</summary>
    public DateTimeOffset? SignedAt { get; set; }

    /// <summary>减签: when the officer was let off.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>抄送: an officer who may read the task and its case.</summary>
public sealed class TaskCopy
{
    /// <summary>The task; key together with the user.</summary>
    public required Guid TaskId { get; init; }

    /// <summary>Who may read.</summary>
    public required string UserName { get; init; }

    /// <summary>Who gave it.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the reader is told.</summary>
    public string? Note { get; init; }
}
