using LaborFlow.Persistence.Dialects;

namespace LaborFlow.Host.Problems;

/// <summary>A database that does not answer, or asks to try again, is 503: nothing was changed, and the caller may repeat the command.</summary>
internal sealed class DatabaseProblems(SqlDialect dialect, ILogger<DatabaseProblems> logger) : IProblemSource
{
    public Problem? Explain(Exception failure)
    {
        if (!dialect.IsTransient(failure))
            return null;
        logger.LogWarning(failure, "The database could not carry out a command now");
        return KnownProblems.Unavailable;
    }
}
