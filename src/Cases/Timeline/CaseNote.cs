namespace LaborFlow.Cases.Timeline;

/// <summary>办案便笺: what one officer writes down for those who work on the case. No part of the file; parties never see it.</summary>
public sealed class CaseNote : ICaseRecord
{
    /// <summary>The longest text.</summary>
    public const int LongestText = 4_000;

    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>User name.</summary>
    public required string Author { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The text; it may tell of a person's health, so it is kept encrypted.</summary>
    public required string Text { get; init; }
}
