namespace LaborFlow.Cases.Tasks;

/// <summary>What officers do with a task beside completing it. A step may permit all of them or some.</summary>
public static class TaskActs
{
    /// <summary>转办: gives the task to another candidate for good.</summary>
    public const string Transfer = "transfer";

    /// <summary>委派: has another officer prepare it; it comes back and stays the delegator's.</summary>
    public const string Delegate = "delegate";

    /// <summary>加签: asks another officer's opinion, without which the task cannot be completed. Removing one is 减签.</summary>
    public const string CoSign = "co-sign";

    /// <summary>催办: reminds whoever has to act.</summary>
    public const string Urge = "urge";

    /// <summary>抄送: lets another officer read the task and its case.</summary>
    public const string Copy = "copy";

    /// <summary>退回: sends the case back to an earlier step.</summary>
    public const string SendBack = "send-back";

    /// <summary>撤回: takes an own step back while nobody has acted on the next.</summary>
    public const string TakeBack = "take-back";

    /// <summary>
    /// 批量办结: one form for many tasks of the step. None of the acts that a drawing may name: it follows from who decides the step, and the
    /// drawing may say otherwise.
    /// </summary>
    public const string CompleteTogether = "complete-together";

    /// <summary>All: what a step permits unless its drawing says otherwise.</summary>
    public static readonly IReadOnlyList<string> All = [Transfer, Delegate, CoSign, Urge, Copy, SendBack, TakeBack];
}
