using LaborFlow.Cases;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Fund;

/// <summary>What a fund's books take once only: of two people in the same second the database lets one through, and the other reads why.</summary>
internal static class OnceOnly
{
    /// <summary>Saves, or says that somebody was quicker.</summary>
    /// <param name="database">The context that is saved.</param>
    /// <param name="save">Saves it.</param>
    /// <param name="code">The code of the refusal.</param>
    /// <param name="zh">What somebody else has done, and what to do now.</param>
    /// <param name="en">The same in English.</param>
    /// <exception cref="NotAllowedException">Somebody else did it first.</exception>
    public static async Task SaveAsync(LaborFlowDbContext database, Func<Task> save, string code, string zh, string en)
    {
        try
        {
            await save();
        }
        catch (DbUpdateException clash)
            when (clash is DbUpdateConcurrencyException || database.Dialect.ViolatedUniqueKey(clash.InnerException ?? clash) is not null)
        {
            throw new NotAllowedException(code, zh, en);
        }
    }
}
