using LaborFlow.Engine.Durability;

namespace LaborFlow.Persistence.Tests.Workflows;

/// <summary>Rows of the engine with what a test does not care about filled in.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset At = new(2026, 3, 5, 1, 0, 0, TimeSpan.Zero);

    public static string Id() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("n");

    public static InstanceRow Instance(string? id = null, long revision = 1) =>
        new()
        {
            Id = id ?? Id(),
            DefinitionId = "mediation",
            DefinitionVersionId = "mediation-1",
            Version = 1,
            Status = "Running",
            SubStatus = "Suspended",
            CorrelationId = "case-1",
            CreatedAt = At,
            UpdatedAt = At,
            Revision = revision,
            StateJson = """{"b":1,"a":"\u0000调解"}""",
        };

    public static BookmarkRow Bookmark(string instanceId, string? id = null) =>
        new()
        {
            Id = id ?? Id(),
            InstanceId = instanceId,
            Name = "Elsa.Event",
            Hash = new('A', 64),
            PayloadJson = """{"eventName":"filed"}""",
            ActivityId = "wait",
            ActivityNodeId = "flow:wait",
            ActivityInstanceId = Id(),
            CreatedAt = At,
        };

    public static JournalRow Journal(string instanceId, long sequence) =>
        new()
        {
            Id = Id(),
            InstanceId = instanceId,
            Sequence = sequence,
            ActivityInstanceId = Id(),
            ActivityId = "wait",
            ActivityType = "Elsa.Event",
            NodeId = "flow:wait",
            Timestamp = At,
            EventName = "Started",
        };

    public static OutboxMessage Message(string instanceId) =>
        new()
        {
            Id = Id(),
            Kind = "engine.dispatch",
            InstanceId = instanceId,
            PayloadJson = "{}",
            CreatedAt = At,
        };

    public static AdvanceChanges Start(InstanceRow instance, BookmarkRow bookmark, string? operationId = null) =>
        new()
        {
            Instance = instance,
            IsNew = true,
            BookmarksAdded = [bookmark],
            Journal = [Journal(instance.Id, 1), Journal(instance.Id, 2)],
            Operation = operationId is null ? null : new(operationId, instance.Id, """{"started":true}""", "clerk", At),
        };

    /// <summary>A resume as the engine writes it: one bookmark used, the next one made, journal, a message, the answer.</summary>
    public static AdvanceChanges Resume(InstanceRow before, BookmarkRow used, string by, string? operationId = null) =>
        new()
        {
            Instance = before with { Revision = before.Revision + 1, StateJson = """{"step":2}""" },
            BookmarksConsumed = [new(used.Id, before.Id, by, At.AddMinutes(5), "Resumed", operationId)],
            BookmarksAdded = [Bookmark(before.Id)],
            Journal = [Journal(before.Id, (before.Revision * 2) + 1), Journal(before.Id, (before.Revision * 2) + 2)],
            Outbox = [Message(before.Id)],
            Operation = operationId is null ? null : new(operationId, before.Id, """{"resumed":true}""", by, At.AddMinutes(5)),
        };
}
