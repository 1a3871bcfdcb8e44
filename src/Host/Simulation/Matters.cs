using System.Collections.Concurrent;
using LaborFlow.Cases;
using LaborFlow.Persistence;
using LaborFlow.Workflows;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Simulation;

/// <summary>
/// Whose dice are thrown for a case: the number in which it arrived. A case that came of another one (an inspection of a clue, a listing of an
/// employer, a claim that was split off) has a number of its own, made of that one's.
/// </summary>
internal sealed class Matters
{
    /// <summary>More than arrive in a year.</summary>
    private const int Most = 1_000_000;

    private readonly ConcurrentDictionary<Guid, int> _numbers = [];
    private readonly ConcurrentDictionary<int, int> _children = [];
    private readonly List<string> _procedures = [.. ProcedureFiles.ReadAll().Select(p => p.DefinitionId)];

    /// <summary>Notes the number in which a case arrived.</summary>
    public void Arrived(Guid found, int number) => _numbers[found] = number;

    /// <summary>The number of a case; of one that nobody told of, 0.</summary>
    public int Of(Guid found) => _numbers.GetValueOrDefault(found);

    /// <summary>Gives numbers to cases that came of others.</summary>
    public async Task LearnAsync(LaborFlowDbContext database, IEnumerable<Guid> cases, CancellationToken cancellationToken)
    {
        var unknown = cases.Where(found => !_numbers.ContainsKey(found)).Distinct().ToList();
        if (unknown.Count == 0)
            return;
        var found = await database
            .Set<Case>()
            .AsNoTracking()
            .Where(c => unknown.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.RelatedCaseId,
                c.ProcedureCode,
                c.Facts,
            })
            .ToListAsync(cancellationToken);
        // Of several children of one case the facts tell which is which: ids and numbers depend on who was quicker.
        foreach (var child in found.OrderBy(c => c.ProcedureCode, StringComparer.Ordinal).ThenBy(c => c.Facts, StringComparer.Ordinal))
        {
            var parent = child.RelatedCaseId is { } related ? Of(related) : 0;
            var number = Most + (parent * (_procedures.Count + 1)) + _procedures.IndexOf(child.ProcedureCode) + 1;
            // Brothers of one kind.
            var brother = _children.AddOrUpdate(number, 0, (_, count) => count + 1);
            _numbers[child.Id] = number + (brother * 7_919);
        }
    }
}
