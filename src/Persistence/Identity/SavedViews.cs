namespace LaborFlow.Persistence.Identity;

/// <summary>常用视图: the filters of one list that an account keeps under names, in the order in which their owner wants them.</summary>
public sealed class SavedViews
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Of which list: <c>tasks</c> or <c>cases</c>.</summary>
    public required string List { get; init; }

    /// <summary>A JSON array of names and filters; encrypted, since somebody may have searched for an identity number.</summary>
    public required string Views { get; set; }

    /// <summary>Optimistic concurrency token, from 1: two windows of one owner must not undo each other's changes.</summary>
    public long Revision { get; set; } = 1;
}
