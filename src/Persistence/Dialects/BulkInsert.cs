namespace LaborFlow.Persistence.Dialects;

/// <summary>A column of a <see cref="BulkInsert"/>: its name and its type in PostgreSQL's words (<c>text</c>, <c>timestamptz</c> …).</summary>
public readonly record struct BulkColumn(string Name, BulkType Type);

/// <summary>The value types that hand-written inserts use.</summary>
public enum BulkType
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>JSON kept character for character.</summary>
    Json,

    /// <summary>A 32-bit number.</summary>
    Integer,

    /// <summary>A 64-bit number.</summary>
    Long,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>An instant in UTC.</summary>
    Instant,

    /// <summary>A UUID.</summary>
    Uuid,

    /// <summary>A calendar day.</summary>
    Date,
}

/// <summary>Rows to add to one table; each row holds one value for each column, in order.</summary>
public sealed record BulkInsert(string Table, IReadOnlyList<BulkColumn> Columns, IReadOnlyList<object?[]> Rows)
{
    /// <summary>Tells listening hosts, in the same statement, that this channel has news; databases that cannot do that leave it out.</summary>
    public string? NotifyChannel { get; init; }
}
