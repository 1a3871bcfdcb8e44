using LaborFlow.Engine.Alterations;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Engine.Runtime;

public sealed partial class WorkflowRuntime
{
    private const int AlterationPage = 200;

    /// <summary>
    /// Alters an instance, or lists what would change and what cannot. When anything cannot be done, nothing is. The journal says who
    /// altered what; a repeated operation id gives the first answer.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such instance.</exception>
    public async ValueTask<AlterationReport> AlterAsync(AlterRequest request, CancellationToken cancellationToken = default)
    {
        try
        {
            var result = await AdvanceAsync(
                new AdvanceScope(request.InstanceId, OperationId: request.DryRun ? null : request.OperationId),
                request,
                async transaction =>
                {
                    var run = await AlterAsync(transaction, request, cancellationToken);
                    if (request.DryRun || run.Problems.Count > 0)
                    {
                        throw new NotAltered(run.Changes, run.Problems);
                    }

                    if (run.Workflow.SubStatus != "Cancelled")
                    {
                        await WorkflowRunner.RunAsync(run.Workflow);
                    }

                    return run.Workflow;
                },
                cancellationToken
            );
            return new AlterationReport
            {
                InstanceId = request.InstanceId,
                Applied = true,
                Changes = result.Alterations ?? [],
                Result = result,
            };
        }
        catch (NotAltered stopped)
        {
            return new AlterationReport
            {
                InstanceId = request.InstanceId,
                Changes = stopped.Changes,
                Problems = stopped.Problems,
            };
        }
    }

    /// <summary>
    /// Alters every instance that the filter finds, each in an advance of its own (operation id <c>{operation}:{instance}</c>). The
    /// filter's paging is ignored.
    /// </summary>
    public async ValueTask<IReadOnlyList<AlterationReport>> AlterManyAsync(
        InstanceQuery filter,
        IReadOnlyList<Alteration> alterations,
        string actor,
        string? operationId = null,
        bool dryRun = false,
        CancellationToken cancellationToken = default
    )
    {
        // All ids first: what is altered may no longer match the filter.
        var ids = new List<string>();
        for (var page = Pages(null); ; page = Pages(ids[^1]))
        {
            var found = (await instances.ListAsync(page, cancellationToken)).Items;
            ids.AddRange(found.Select(row => row.Id));
            if (found.Count < AlterationPage)
            {
                break;
            }
        }

        var reports = new List<AlterationReport>(ids.Count);
        foreach (var id in ids)
        {
            reports.Add(
                await AlterAsync(
                    new AlterRequest
                    {
                        InstanceId = id,
                        Alterations = alterations,
                        Actor = actor,
                        OperationId = operationId is null ? null : $"{operationId}:{id}",
                        DryRun = dryRun,
                    },
                    cancellationToken
                )
            );
        }

        return reports;

        InstanceQuery Pages(string? after) =>
            filter with
            {
                AfterId = after,
                Skip = 0,
                Take = AlterationPage,
                WithTotal = false,
                OrderBy = "Created",
                Descending = false,
            };
    }

    private async ValueTask<AlterationRun> AlterAsync(
        IAdvanceTransaction transaction,
        AlterRequest request,
        CancellationToken cancellationToken
    )
    {
        var workflow = await LoadAsync(transaction, request.Actor, cancellationToken);
        if (!request.DryRun)
        {
            await PrepareAsync(request, workflow, null, [], cancellationToken);
        }

        var run = new AlterationRun(workflow, request.DryRun);
        foreach (var migrate in request.Alterations.OfType<MigrateToVersion>())
        {
            var version = migrate.TargetVersion.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var row = await definitions.FindAsync(workflow.Definition.Row.DefinitionId, version, cancellationToken);
            var target = row is null ? null : await definitions.CompileAsync(row, cancellationToken);
            run.Migrate(target, migrate.TargetVersion, definition => Create(definition, workflow.Id, request.Actor, cancellationToken));
        }

        if (run.Problems.Count == 0 || request.DryRun)
        {
            foreach (var alteration in request.Alterations.Where(a => a is not MigrateToVersion))
            {
                await run.ApplyAsync(alteration);
            }
        }

        run.Workflow.Alterations = run.Changes;
        if (run.Problems.Count == 0 && run.Workflow.Root is { } root)
        {
            foreach (var change in run.Changes)
            {
                var payload = new Dictionary<string, object?>
                {
                    ["Code"] = change.Code,
                    ["ActivityId"] = change.ActivityId,
                    ["Actor"] = request.Actor,
                };
                run.Workflow.Journal.Write(root, "Altered", change.En, payload);
            }
        }

        return run;
    }

    /// <summary>Leaves the transaction without a commit.</summary>
    private sealed class NotAltered(IReadOnlyList<AlterationNote> changes, IReadOnlyList<AlterationNote> problems) : Exception
    {
        public IReadOnlyList<AlterationNote> Changes { get; } = changes;

        public IReadOnlyList<AlterationNote> Problems { get; } = problems;
    }
}
