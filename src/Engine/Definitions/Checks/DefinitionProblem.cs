namespace LaborFlow.Engine.Definitions.Checks;

/// <summary>Something that a check of a definition found.</summary>
/// <param name="ActivityId">Where.</param>
/// <param name="Code">Which check.</param>
/// <param name="IsError">Errors refuse the publication, warnings don't.</param>
/// <param name="Zh">A sentence in Chinese.</param>
/// <param name="En">A sentence in English.</param>
public sealed record DefinitionProblem(string ActivityId, string Code, bool IsError, string Zh, string En);

/// <summary>Collects problems; a problem that two checks find is told once.</summary>
internal sealed class ProblemList
{
    private readonly List<DefinitionProblem> _problems = [];
    private readonly HashSet<(string Activity, string Code, string En)> _known = [];

    public IReadOnlyList<DefinitionProblem> Items => _problems;

    public void Error(string activityId, string code, string zh, string en) => Add(new(activityId, code, true, zh, en));

    public void Warning(string activityId, string code, string zh, string en) => Add(new(activityId, code, false, zh, en));

    private void Add(DefinitionProblem problem)
    {
        if (_known.Add((problem.ActivityId, problem.Code, problem.En)))
        {
            _problems.Add(problem);
        }
    }
}
