using LaborFlow.Cases;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Imports;
using LaborFlow.Engine.Runtime;
using LaborFlow.Persistence;
using LaborFlow.Statutes.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Guidance;

/// <summary>What became of a line of the feed.</summary>
/// <param name="Line">The line of the file; 1 for a single employer.</param>
/// <param name="Outcome"><c>taken</c>, <c>already</c>, <c>changed</c> (a known employer whose legal representative changed) or <c>refused</c>.</param>
/// <param name="CaseNumber">The file's number; null when it was refused.</param>
/// <param name="Errors">Why it was refused.</param>
internal sealed record FedEnterprise(int Line, string Outcome, string? CaseNumber, IReadOnlyList<FieldError> Errors);

/// <summary>新企数据接入: opens the file of each newly registered employer once, and starts its guidance.</summary>
internal sealed class EnterpriseFeed(IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>Takes the lines of a feed; each in a transaction of its own.</summary>
    public async Task<IReadOnlyList<FedEnterprise>> TakeAsync(
        IReadOnlyList<EnterpriseLine> lines,
        string actor,
        string channel,
        CancellationToken cancellationToken
    )
    {
        var taken = new List<FedEnterprise>(lines.Count);
        foreach (var line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            taken.Add(await TakeAsync(line, actor, channel, cancellationToken));
        }

        return taken;
    }

    private async Task<FedEnterprise> TakeAsync(EnterpriseLine line, string actor, string channel, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var register = scope.ServiceProvider.GetRequiredService<RegisterEnterprise>();
        var unread = line.Errors.Select(e => e.Field).ToHashSet(StringComparer.Ordinal);
        List<FieldError> errors = [.. line.Errors, .. register.Check(line.Enterprise).Where(e => !unread.Contains(e.Field))];
        if (errors.Count > 0)
            return new FedEnterprise(line.Number, "refused", null, errors);
        if (await KnownAsync(scope.ServiceProvider, line.Enterprise, cancellationToken) is { } known)
        {
            try
            {
                if (await ResumeAsync(scope.ServiceProvider, known, line.Enterprise, actor, channel, cancellationToken))
                    return new FedEnterprise(line.Number, "taken", known, []);
            }
            catch (NotAllowedException)
            {
                // The same employer came in at the same moment: its file is open again.
                return new FedEnterprise(line.Number, "already", known, []);
            }
            var changed =
                line.Enterprise.Trigger == EnterpriseCodes.RepresentativeChange
                && await ChangeAsync(scope.ServiceProvider, known, line.Enterprise, actor, cancellationToken);
            return new FedEnterprise(line.Number, changed ? "changed" : "already", known, []);
        }

        var id = Guid.CreateVersion7(time.GetUtcNow());
        Case? opened = null;
        try
        {
            await scope
                .ServiceProvider.GetRequiredService<WorkflowRuntime>()
                .StartAsync(
                    new StartRequest
                    {
                        DefinitionId = "NEW",
                        CorrelationId = id.ToString("N"),
                        Actor = actor,
                        Prepare = async (context, token) =>
                            opened = await register.HandleAsync(
                                line.Enterprise,
                                new LaborFlow.Cases.Filing.Filing(id, context.Workflow.Id, channel, actor),
                                token
                            ),
                    },
                    cancellationToken
                );
        }
        catch (DbUpdateException)
        {
            // The same employer came in at the same moment: its one file is there.
            await using var later = scopes.CreateAsyncScope();
            if (await KnownAsync(later.ServiceProvider, line.Enterprise, cancellationToken) is not { } won)
                throw;
            return new FedEnterprise(line.Number, "already", won, []);
        }

        return new FedEnterprise(line.Number, "taken", opened!.CaseNumber, []);
    }

    /// <summary>A shell that has staff now: the procedure starts on its one file.</summary>
    private static async Task<bool> ResumeAsync(
        IServiceProvider services,
        string caseNumber,
        NewEnterprise enterprise,
        string actor,
        string channel,
        CancellationToken cancellationToken
    )
    {
        if (enterprise.Headcount == 0)
            return false;
        var database = services.GetRequiredService<LaborFlowDbContext>();
        var known = await (
            from file in database.Set<Case>().AsNoTracking()
            join profile in database.Set<EnterpriseProfile>().AsNoTracking() on file.Id equals profile.CaseId
            where file.CaseNumber == caseNumber
            select new { file, profile.Headcount }
        ).SingleAsync(cancellationToken);
        if (!RegisterEnterprise.MayResume(known.file, known.Headcount, enterprise))
            return false;
        await services
            .GetRequiredService<WorkflowRuntime>()
            .StartAsync(
                new StartRequest
                {
                    DefinitionId = "NEW",
                    CorrelationId = known.file.Id.ToString("N"),
                    Actor = actor,
                    Prepare = async (context, token) =>
                    {
                        var file = (await services.GetRequiredService<ICaseStore>().FindAsync(known.file.Id, forUpdate: true, token))!;
                        await services
                            .GetRequiredService<RegisterEnterprise>()
                            .ResumeAsync(
                                file,
                                enterprise,
                                new LaborFlow.Cases.Filing.Filing(file.Id, context.Workflow.Id, channel, actor),
                                token
                            );
                    },
                },
                cancellationToken
            );
        return true;
    }

    private static async Task<bool> ChangeAsync(
        IServiceProvider services,
        string caseNumber,
        NewEnterprise enterprise,
        string actor,
        CancellationToken cancellationToken
    )
    {
        var database = services.GetRequiredService<LaborFlowDbContext>();
        var file = await database.Set<Case>().Include(c => c.Parties).SingleAsync(c => c.CaseNumber == caseNumber, cancellationToken);
        var changed = await services
            .GetRequiredService<RegisterEnterprise>()
            .ChangeRepresentativeAsync(file, enterprise, actor, cancellationToken);
        if (changed)
            await database.SaveChangesAsync(cancellationToken);
        return changed;
    }

    private static async Task<string?> KnownAsync(IServiceProvider services, NewEnterprise enterprise, CancellationToken cancellationToken)
    {
        var code = UnifiedCreditCode.TryParse(enterprise.CreditCode, out _, out _)
            ? enterprise.CreditCode!.Trim().ToUpperInvariant()
            : null;
        var database = services.GetRequiredService<LaborFlowDbContext>();
        return await (
            from profile in database.Set<EnterpriseProfile>()
            join file in database.Set<Case>() on profile.CaseId equals file.Id
            where profile.CreditCode == code
            select file.CaseNumber
        ).FirstOrDefaultAsync(cancellationToken);
    }
}
