namespace LaborFlow.Cases.Tasks;

/// <summary>
/// The steps that the current advance does again, with what was done at them before: the new task goes to the same person, with the form as
/// it was filled. Scoped, as the advance is.
/// </summary>
public sealed class ReturnedSteps
{
    private readonly Dictionary<string, CaseTask> _earlier = new(StringComparer.Ordinal);

    /// <summary>Says that a step is done again.</summary>
    public void Add(CaseTask earlier) => _earlier[earlier.ActivityId] = earlier;

    /// <summary>What was done at an activity before, once; null when it runs for its own sake.</summary>
    public CaseTask? Take(string activityId) => _earlier.Remove(activityId, out var earlier) ? earlier : null;
}
