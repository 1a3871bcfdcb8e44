namespace LaborFlow.Host.Collective;

/// <summary>How collective disputes are looked for among single cases; section <c>Collective</c>. The numbers are the authority's own choice, not law.</summary>
internal sealed record CollectiveOptions
{
    /// <summary>Open cases of the last so many days are looked at together.</summary>
    public int Days { get; init; } = 30;

    /// <summary>A group that was raised is raised again when so many workers came to it.</summary>
    public int GrowthStep { get; init; } = 5;

    /// <summary>Cases filed within so many days of each other are proposed for merging.</summary>
    public int MergeDays { get; init; } = 30;
}
