using LaborFlow.Cases;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Definitions.Checks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Elsa;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Publishing;

/// <summary>发布检查: what stands against publishing a version, with the activity that each finding concerns.</summary>
internal static class CheckProcedure
{
    /// <summary>The findings of a version.</summary>
    /// <param name="Version">The version that was looked at.</param>
    /// <param name="CanPublish">False when one of them is an error.</param>
    /// <param name="Problems">In the order of the definition.</param>
    public sealed record Answer(int Version, bool CanPublish, IReadOnlyList<Finding> Problems);

    /// <summary>One finding; errors block, warnings don't.</summary>
    public sealed record Finding(string ActivityId, string Code, string Severity, string Zh, string En);

    public static void Map(IEndpointRouteBuilder procedures) =>
        procedures.MapGet("/{definitionId}/checks", HandleAsync).RequireAuthorization(Policies.DesignReaders).WithName("check-procedure");

    /// <summary>A refusal that lists the errors, field by field the activities' ids.</summary>
    public static Problem Failed(IReadOnlyList<DefinitionProblem> problems) =>
        KnownProblems.Of(
            422,
            "publication.checks-failed",
            "发布检查未通过，请先修正流程中的错误。",
            "The publish checks found errors; correct them first.",
            [.. problems.Select(problem => new FieldError(problem.ActivityId, problem.Code, problem.InChinese(), problem.En))]
        );

    /// <summary>A finding as callers read it.</summary>
    public static Finding View(DefinitionProblem problem) =>
        new(problem.ActivityId, problem.Code, problem.IsError ? "error" : "warning", problem.InChinese(), problem.En);

    private static async Task<Answer> HandleAsync(
        string definitionId,
        int? version,
        HttpContext context,
        DefinitionLibrary library,
        LaborFlowDbContext database,
        CancellationToken stop
    )
    {
        var options = version?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "Latest";
        var row = await library.FindAsync(definitionId, options, stop) ?? throw new ProblemException(KnownProblems.NotFound);
        await context.DemandAsync(row, database, stop);
        var problems = await library.CheckAsync(row, stop);
        return new Answer(row.Version, !problems.Any(problem => problem.IsError), [.. problems.Select(View)]);
    }
}
