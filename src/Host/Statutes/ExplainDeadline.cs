using System.Text.Json;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Statutes;

/// <summary>期限计算: counts a statutory period and tells each step with its article.</summary>
internal static class ExplainDeadline
{
    /// <summary>
    /// What is asked. Members that are left out or null say nothing; an instant without an offset is read by China's clock, so that no
    /// host's own zone has a say.
    /// </summary>
    public sealed record Question(
        string? ParameterId,
        string? Jurisdiction,
        DateOnly? StartsOn,
        string? StartsAt,
        IReadOnlyList<Pause>? Pauses,
        int? ExtensionDays,
        int? ExtensionsGranted,
        DateOnly? RestartsOn
    );

    /// <summary>Both days included.</summary>
    public sealed record Pause(DateOnly? From, DateOnly? To);

    public sealed record Answer(
        string ParameterId,
        string Basis,
        DateOnly StartsOn,
        DateOnly DueOn,
        DateTimeOffset? DueAt,
        DateOnly NominalDueOn,
        bool Provisional,
        bool NeedsConfirmation,
        string Zh,
        string En,
        IReadOnlyList<Step> Steps
    );

    public sealed record Step(DateOnly Date, string Rule, string Basis, int Days, string Zh, string En);

    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    public static void Map(IEndpointRouteBuilder statutes) =>
        statutes.MapPost("/deadlines/explain", Handle).RequireAuthorization(Policies.CaseReaders).WithName("explain-deadline");

    private static Answer Handle(Question question, StatuteRegister register, WorkingCalendar calendar)
    {
        var result = DeadlineCalculator.Explain(RequestOf(question), register, calendar);
        if (!result.Succeeded)
            throw StatuteRefusals.Of(result.Refusal);
        var found = result.Explanation;
        return new Answer(
            found.Parameter.Id,
            found.Parameter.Basis,
            found.StartsOn,
            found.DueOn,
            found.DueAt,
            found.NominalDueOn,
            found.Provisional,
            found.NeedsConfirmation,
            found.Zh,
            found.En,
            [.. found.Steps.Select(step => new Step(step.Date, step.Rule, step.Basis, step.Days, step.Zh, step.En))]
        );
    }

    private static DeadlineRequest RequestOf(Question question) =>
        new()
        {
            ParameterId = question.ParameterId ?? "",
            Jurisdiction = question.Jurisdiction,
            StartsOn = question.StartsOn,
            StartsAt = InstantOf(question.StartsAt),
            Pauses = [.. (question.Pauses ?? []).Select(PauseOf)],
            ExtensionDays = question.ExtensionDays ?? 0,
            ExtensionsGranted = question.ExtensionsGranted ?? 0,
            RestartsOn = question.RestartsOn,
        };

    private static DeadlinePause PauseOf(Pause? pause, int index) =>
        pause is { From: { } from, To: { } to }
            ? new DeadlinePause(from, to)
            : throw ProblemException.Field(
                $"pauses[{index}].{(pause?.From is null ? "from" : "to")}",
                "required",
                "中止期间须写明起日（from）和止日（to）。",
                "A pause needs its first day (from) and its last (to)."
            );

    private static DateTimeOffset? InstantOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        // JSON's own reader takes ISO 8601 alone, which no culture reads otherwise.
        var value = JsonSerializer.SerializeToElement(text);
        if (value.TryGetDateTime(out var plain) && plain.Kind == DateTimeKind.Unspecified)
            return new DateTimeOffset(plain, ChinaOffset);
        return value.TryGetDateTimeOffset(out var instant)
            ? instant
            : throw ProblemException.Field(
                "startsAt",
                "invalid",
                "起算时刻应为日期和时间，如2026-02-14T10:30:00+08:00。",
                "An instant such as 2026-02-14T10:30:00+08:00."
            );
    }
}

/// <summary>What the law does not let one calculate.</summary>
internal static class StatuteRefusals
{
    /// <summary>What the form has wrong is a field of it (400); what the law refuses names its article (422).</summary>
    public static ProblemException Of(Refusal refusal)
    {
        var (zh, en) = (refusal.Message.Zh, refusal.Message.En);
        var problem = refusal.Field is { } field
            ? KnownProblems.Of(400, refusal.Code, zh, en, [new(field, refusal.Code, zh, en)])
            : KnownProblems.Of(422, refusal.Code, zh, en);
        return new(problem with { Details = new Dictionary<string, object?> { ["basis"] = refusal.Basis } });
    }
}
