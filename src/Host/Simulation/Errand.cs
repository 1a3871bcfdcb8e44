namespace LaborFlow.Host.Simulation;

/// <summary>Something that people of a simulated district have set themselves to do.</summary>
/// <param name="Case">The case.</param>
/// <param name="Task">The step; null for what is done outside of steps.</param>
/// <param name="Kind">What is raised on a case that has ended; null for a step.</param>
internal readonly record struct Errand(Guid Case, Guid? Task, string? Kind);

/// <summary>When it is done. What is due at one moment has its order by case and matter, and not by which of them was found first.</summary>
internal readonly record struct ErrandTime(DateTimeOffset At, int Matter, string What)
{
    /// <summary>Earliest first.</summary>
    public static readonly Comparer<ErrandTime> Order = Comparer<ErrandTime>.Create(
        (one, other) =>
            one.At.CompareTo(other.At) is not 0 and var earlier ? earlier
            : one.Matter.CompareTo(other.Matter) is not 0 and var first ? first
            : string.CompareOrdinal(one.What, other.What)
    );
}
