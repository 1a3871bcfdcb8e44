namespace LaborFlow.Cases.Tasks;

/// <summary>How the steps of a drawing follow each other.</summary>
public interface IStepOrder
{
    /// <summary>
    /// Which of the activities lead to another in the same round of the drawing. A step beside it does not: the case would go back there and
    /// lose the branch that it stands in.
    /// </summary>
    /// <param name="definitionVersionId">The version of the drawing.</param>
    /// <param name="earlier">Ids of activities.</param>
    /// <param name="activityId">The other.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlySet<string>> LeadingToAsync(
        string definitionVersionId,
        IReadOnlyCollection<string> earlier,
        string activityId,
        CancellationToken cancellationToken = default
    );
}
