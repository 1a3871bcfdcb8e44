namespace LaborFlow.Statutes.Deadlines;

/// <summary>What a step of an explanation does.</summary>
public enum StepRule
{
    /// <summary>The event, whose day doesn't count.</summary>
    Start,

    /// <summary>The event before which a period must have ended.</summary>
    Before,

    /// <summary>The old count falls away and begins anew.</summary>
    Restart,

    /// <summary>The length of the period.</summary>
    Period,

    /// <summary>The last day that a paper names.</summary>
    Paper,

    /// <summary>An approved extension.</summary>
    Extension,

    /// <summary>Days on which the period stood still.</summary>
    Pause,

    /// <summary>A holiday that is no working day.</summary>
    Holiday,

    /// <summary>A Saturday or Sunday that is worked, and counts.</summary>
    MakeUpDay,

    /// <summary>Weekends that are no working days.</summary>
    Weekends,

    /// <summary>The last day rolls over days off.</summary>
    RollOver,

    /// <summary>The result.</summary>
    Due,

    /// <summary>A mark: a year's arrangement is missing.</summary>
    Provisional,

    /// <summary>A mark: the row or its unit awaits confirmation.</summary>
    Unconfirmed,
}

/// <summary>
/// One step of an explanation. The sentences are put together when they are read: a sweep over many deadlines needs the result and not
/// the words.
/// </summary>
public sealed class ExplanationStep
{
    private readonly Func<ExplanationStep, Bilingual> words;
    private readonly object? subject;

    // Boxed, so that two threads that read at once see a whole pair: at worst both put it together.
    private object? told;

    internal ExplanationStep(
        StepRule kind,
        DateOnly date,
        DateOnly until,
        int days,
        string basis,
        object? subject,
        Func<ExplanationStep, Bilingual> words
    )
    {
        Kind = kind;
        Date = date;
        Until = until;
        Days = days;
        Basis = basis;
        this.subject = subject;
        this.words = words;
    }

    /// <summary>The day that the step is about, or its first.</summary>
    public DateOnly Date { get; }

    /// <summary>What the step does, as a stable code (<c>start</c>, <c>holiday</c>, <c>roll-over</c> …).</summary>
    public string Rule =>
        Kind switch
        {
            StepRule.Start => "start",
            StepRule.Before => "before",
            StepRule.Restart => "restart",
            StepRule.Period => "period",
            StepRule.Paper => "paper",
            StepRule.Extension => "extension",
            StepRule.Pause => "pause",
            StepRule.Holiday => "holiday",
            StepRule.MakeUpDay => "make-up-day",
            StepRule.Weekends => "weekends",
            StepRule.RollOver => "roll-over",
            StepRule.Due => "due",
            StepRule.Provisional => "provisional",
            _ => "unconfirmed",
        };

    /// <summary>The article or notice that the step rests on.</summary>
    public string Basis { get; }

    /// <summary>The Chinese sentence.</summary>
    public string Zh => Told.Zh;

    /// <summary>The English sentence.</summary>
    public string En => Told.En;

    /// <summary>How many calendar days the step moves the end; negative when counting backwards, 0 for steps that only tell.</summary>
    public int Days { get; }

    private Bilingual Told => (Bilingual)(told ??= words(this));

    internal StepRule Kind { get; }

    internal DateOnly Until { get; }

    internal T Subject<T>() => (T)subject!;
}
