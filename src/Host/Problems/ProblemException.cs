using LaborFlow.Cases;

namespace LaborFlow.Host.Problems;

/// <summary>Ends the request with <paramref name="problem"/>. Whatever the request had begun is rolled back by its transaction.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Messages.En)
{
    /// <summary>What the caller is told.</summary>
    public Problem Problem { get; } = problem;

    /// <summary>One field of the request is wrong: 400.</summary>
    public static ProblemException Field(string field, string code, string zh, string en) =>
        new(KnownProblems.InvalidInput([new FieldError(field, code, zh, en)]));
}
