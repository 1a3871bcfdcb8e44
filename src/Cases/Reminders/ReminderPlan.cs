using System.Text.Json;
using System.Text.Json.Serialization;

namespace LaborFlow.Cases.Reminders;

/// <summary>When a reminder goes out, measured on the deadline.</summary>
public enum ReminderMoment
{
    /// <summary>The first day on which half of the time has passed.</summary>
    Half,

    /// <summary>A number of working days before the last day.</summary>
    Before,

    /// <summary>On the last day.</summary>
    Due,

    /// <summary>A number of working days after the last day, and on every working day from then on.</summary>
    Overdue,
}

/// <summary>Who is reminded.</summary>
public enum ReminderRecipient
{
    /// <summary>经办人: who has the open task of the case, or who may claim it.</summary>
    Officer,

    /// <summary>科室负责人: heads of the office in the case's jurisdiction.</summary>
    Head,

    /// <summary>督办人员: the supervising authority.</summary>
    Supervisor,

    /// <summary>当事人: the side that has to keep the day, of the periods that bind one (<see cref="PartyPeriods"/>).</summary>
    Party,
}

/// <summary>One line of a plan.</summary>
/// <param name="Moment">When.</param>
/// <param name="WorkingDays">How many working days before, or after (from 1); 0 for the others.</param>
/// <param name="To">Who.</param>
/// <param name="CanWait">True: it goes into the morning's digest; false: a mail of its own at once.</param>
public sealed record ReminderRule(ReminderMoment Moment, int WorkingDays, ReminderRecipient To, bool CanWait);

/// <summary>
/// 提醒方案: which reminders a running deadline has. The most particular plan counts: that of procedure and jurisdiction, then of the
/// procedure, then of the jurisdiction, then the general one.
/// </summary>
public sealed class ReminderPlan
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>A code of <see cref="Procedures"/>; empty for all.</summary>
    public required string ProcedureCode { get; init; }

    /// <summary>GB/T 2260 code of the office's jurisdiction; empty for all.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>The rules as JSON.</summary>
    public required string RulesJson { get; set; }

    /// <summary>Who edited it last.</summary>
    public required string UpdatedBy { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Optimistic concurrency token.</summary>
    public long Revision { get; set; } = 1;

    /// <summary>The rules.</summary>
    public IReadOnlyList<ReminderRule> Rules() => Read(RulesJson);

    /// <summary>Rules from JSON.</summary>
    /// <exception cref="JsonException">It is no array of rules.</exception>
    public static IReadOnlyList<ReminderRule> Read(string json) => JsonSerializer.Deserialize<List<ReminderRule>>(json, Json) ?? [];

    /// <summary>Rules as JSON.</summary>
    public static string Write(IReadOnlyList<ReminderRule> rules) => JsonSerializer.Serialize(rules, Json);

    /// <summary>
    /// The plan of an installation that has none of its own: half-way, five and two working days before, on the day, when overdue daily; whoever
    /// must keep the day, two working days before it.
    /// </summary>
    public static IReadOnlyList<ReminderRule> Usual { get; } =
    [
        new(ReminderMoment.Half, 0, ReminderRecipient.Officer, CanWait: true),
        new(ReminderMoment.Before, 5, ReminderRecipient.Officer, CanWait: true),
        new(ReminderMoment.Before, 2, ReminderRecipient.Officer, CanWait: true),
        new(ReminderMoment.Before, 2, ReminderRecipient.Head, CanWait: true),
        new(ReminderMoment.Before, 2, ReminderRecipient.Party, CanWait: false),
        new(ReminderMoment.Due, 0, ReminderRecipient.Officer, CanWait: false),
        new(ReminderMoment.Overdue, 1, ReminderRecipient.Officer, CanWait: false),
        new(ReminderMoment.Overdue, 1, ReminderRecipient.Head, CanWait: false),
        new(ReminderMoment.Overdue, 3, ReminderRecipient.Supervisor, CanWait: false),
    ];

    /// <summary>The plan for a case.</summary>
    public static IReadOnlyList<ReminderRule> For(IEnumerable<ReminderPlan> plans, string procedureCode, string district) =>
        plans
            .Where(plan => plan.ProcedureCode.Length == 0 || plan.ProcedureCode == procedureCode)
            .Where(plan =>
                plan.Jurisdiction.Length == 0 || new Statutes.Jurisdiction(plan.Jurisdiction).Contains(new Statutes.Jurisdiction(district))
            )
            .OrderByDescending(plan => plan.ProcedureCode.Length > 0)
            .ThenByDescending(plan => plan.Jurisdiction.Length == 0 ? -1 : (int)new Statutes.Jurisdiction(plan.Jurisdiction).Level)
            .FirstOrDefault()
            ?.Rules()
        ?? Usual;
}
