using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Inspection;

/// <summary>确定承办监察员: at least as many as <c>ins-officers-2</c> demands, each another person.</summary>
public sealed class AppointInspectors(ICaseStore cases, ITaskStore tasks, IOfficers officers, StatuteRegister register, TimeProvider time)
{
    private const string Parameter = "ins-officers-2";

    /// <returns>False when they are too few; nothing was recorded then but the reason.</returns>
    public async ValueTask<bool> HandleAsync(Case inspected, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, inspected.Id, step, cancellationToken);
        var names = data.List("inspectors").Select(i => i.GetString()!.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var row =
            register.Numeric(Parameter, new Jurisdiction(inspected.District[..6]), ChinaDay.Today(time))
            ?? throw new InvalidOperationException($"The register holds no {Parameter} in force.");
        var enough = names.Count >= row.Value;
        // People read the history: it says how an inspector is called, not with which account.
        var called = new List<string>(names.Count);
        foreach (var name in names)
            called.Add((await officers.FindAsync(name, cancellationToken))?.DisplayName ?? name);
        inspected.Revision++;
        cases.Add(
            CaseEvents.Internal(
                inspected.Id,
                time.GetUtcNow(),
                enough ? data.Task.CompletedBy! : "workflow",
                enough ? "inspectors.appointed" : "inspectors.refused",
                enough ? $"承办监察员：{string.Join("、", called)}" : $"承办监察员不得少于{row.Value:0}人",
                enough ? $"Inspectors: {string.Join(", ", called)}" : $"At least {row.Value:0} inspectors are needed",
                row.Basis
            )
        );
        return enough;
    }
}
