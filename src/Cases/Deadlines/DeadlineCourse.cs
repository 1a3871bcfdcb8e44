using System.Text.Json;
using LaborFlow.Statutes.Deadlines;

namespace LaborFlow.Cases.Deadlines;

/// <summary>What happened to a deadline since it started: pauses, extension, restart. From it and the start every recount follows.</summary>
public sealed record DeadlineCourse
{
    /// <summary>Times in which it stood still; the last one is open (no end) while it is paused.</summary>
    public IReadOnlyList<DeadlineHalt> Halts { get; init; } = [];

    /// <summary>The approved extension, in the parameter's own unit.</summary>
    public int ExtensionDays { get; init; }

    /// <summary>Who approved the extension.</summary>
    public string? ExtensionApprovedBy { get; init; }

    /// <summary>The last day that a paper names (文书指定), where the law gives no number.</summary>
    public DateOnly? SetFor { get; init; }

    /// <summary>The day from which it began anew.</summary>
    public DateOnly? RestartsOn { get; init; }

    /// <summary>The course as stored.</summary>
    public static DeadlineCourse Read(string? json) =>
        json is null
            ? new DeadlineCourse()
            : JsonSerializer.Deserialize<DeadlineCourse>(json, JsonSerializerOptions.Web) ?? new DeadlineCourse();

    /// <summary>The course to store; null when nothing happened.</summary>
    public string? Write() => this == new DeadlineCourse() ? null : JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The pauses for the calculator; an open one reaches <paramref name="today"/>.</summary>
    public IReadOnlyList<DeadlinePause> PausesUntil(DateOnly today) =>
        [.. Halts.Where(halt => (halt.To ?? today) >= halt.From).Select(halt => new DeadlinePause(halt.From, halt.To ?? today))];
}

/// <summary>A time in which a deadline stood still, both days included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while it lasts.</param>
/// <param name="Basis">Why, with the article.</param>
public sealed record DeadlineHalt(DateOnly From, DateOnly? To, string Basis);
