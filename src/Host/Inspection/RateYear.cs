using System.Security.Cryptography;
using System.Text;
using LaborFlow.Cases;
using LaborFlow.Cases.Inspection.Credit;
using LaborFlow.Cases.Places;
using LaborFlow.Engine.Runtime;
using CaseFiling = LaborFlow.Cases.Filing.Filing;

namespace LaborFlow.Host.Inspection;

/// <summary>
/// 年度等级评价: scores every employer that the inspectorate had to do with in the year before, in bounded batches, each in a transaction of its
/// own. A and B go on the year's list; C gets a case. What is there already is left as it is, so the job may be stopped, repeated and run late.
/// </summary>
internal sealed class RateYear(IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>The definition that decides on one employer's grade.</summary>
    public const string Procedure = "CRD";

    /// <summary>The last month in which a year's rating is begun: a host that stood still in January catches up.</summary>
    public const int LastMonth = 3;

    private const int Batch = 200;
    private const string Channel = "hand-over";

    /// <summary>Scores what is to be scored now, and makes final what nobody contested.</summary>
    /// <returns>How many employers were scored, and how many ratings became final.</returns>
    public async ValueTask<(int Scored, int Settled)> RunAsync(CancellationToken cancellationToken = default)
    {
        int settled;
        await using (var scope = scopes.CreateAsyncScope())
            settled = await scope.ServiceProvider.GetRequiredService<DecideCreditList>().SettleAsync(cancellationToken);
        var today = ChinaDay.Today(time);
        var scored = 0;
        if (today.Month <= LastMonth)
            foreach (var place in await PlacesAsync(today.Year - 1, cancellationToken))
                scored += await ScoreAsync(today.Year - 1, place, cancellationToken);
        return (scored, settled);
    }

    /// <summary>单独立案: a rating leaves its list for a case of its own; the rating is read again in the transaction.</summary>
    /// <exception cref="NotAllowedException">See <see cref="OpenCreditCase"/>.</exception>
    public async ValueTask<Guid> OpenAsync(
        Guid ratingId,
        CreditCaseReason reason,
        string text,
        string by,
        CancellationToken cancellationToken = default
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var book = services.GetRequiredService<ICreditBook>();
        await DemandFreeAsync(book);
        // A rating gets one case: the same command sent twice at once opens one.
        await StartAsync(
            services,
            Operation(ratingId.ToString("N")),
            by,
            async (filing, cancelled) =>
                await services
                    .GetRequiredService<OpenCreditCase>()
                    .HandleAsync(await DemandFreeAsync(book), reason, text, filing, cancelled),
            cancellationToken
        );
        await using var later = scopes.CreateAsyncScope();
        return (await later.ServiceProvider.GetRequiredService<ICreditBook>().FindAsync(ratingId, cancellationToken))!.CaseId!.Value;

        async ValueTask<CreditRating> DemandFreeAsync(ICreditBook ratings)
        {
            var rating =
                await ratings.FindAsync(ratingId, cancellationToken)
                ?? throw new InvalidOperationException($"There is no rating {ratingId}.");
            var list = (await ratings.FindListAsync(rating.ListId, cancellationToken))!;
            services.GetRequiredService<DecideCreditList>().DemandLeaving(list, rating, reason);
            return rating;
        }
    }

    private async ValueTask<IReadOnlyList<string>> PlacesAsync(int year, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ICreditBook>().PlacesAsync(year, cancellationToken);
    }

    private async ValueTask<int> ScoreAsync(int year, string place, CancellationToken cancellationToken)
    {
        // The year's inspections are read, and their parties deciphered, once; only then the employers are gone through in batches.
        IReadOnlyList<SupervisedEmployer> employers = [];
        await using (var scope = scopes.CreateAsyncScope())
        {
            var book = scope.ServiceProvider.GetRequiredService<ICreditBook>();
            if (await book.FindListAsync(year, place, cancellationToken) is null or { State: CreditListState.Scoring })
                employers = await book.UnratedAsync(year, place, cancellationToken);
        }
        var scored = 0;
        foreach (var batch in employers.Chunk(Batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var scope = scopes.CreateAsyncScope();
            var book = scope.ServiceProvider.GetRequiredService<ICreditBook>();
            var score = scope.ServiceProvider.GetRequiredService<ScoreEmployers>();
            var list = await score.ListAsync(year, place, cancellationToken);
            // A list that people began to decide on takes nobody in any more.
            if (list.State != CreditListState.Scoring)
                return scored;
            var ratings = await score.RateAsync(list, batch, cancellationToken);
            foreach (var rating in ratings.Where(r => r.Grade != "C"))
                book.Add(rating);
            await book.SaveAsync(cancellationToken);
            foreach (var rating in ratings.Where(r => r.Grade == "C"))
                await OpenScoredAsync(rating, cancellationToken);
            scored += ratings.Count;
        }
        await EndScoringAsync(year, place, cancellationToken);
        return scored;
    }

    private async ValueTask EndScoringAsync(int year, string place, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var list = await scope.ServiceProvider.GetRequiredService<ScoreEmployers>().ListAsync(year, place, cancellationToken);
        if (list.State != CreditListState.Scoring)
            return;
        list.State = CreditListState.Scored;
        await scope.ServiceProvider.GetRequiredService<ICreditBook>().SaveAsync(cancellationToken);
    }

    /// <summary>The rating and its case come to be together.</summary>
    private async ValueTask OpenScoredAsync(CreditRating rating, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await StartAsync(
            services,
            Operation($"{rating.Year}\n{rating.Place}\n{rating.EmployerKey}"),
            "workflow",
            async (filing, cancelled) =>
            {
                services.GetRequiredService<ICreditBook>().Add(rating);
                await services.GetRequiredService<OpenCreditCase>().HandleAsync(rating, CreditCaseReason.Scored, null, filing, cancelled);
            },
            cancellationToken
        );
    }

    private async ValueTask StartAsync(
        IServiceProvider services,
        string operationId,
        string by,
        Func<CaseFiling, CancellationToken, ValueTask> open,
        CancellationToken cancellationToken
    )
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await services
            .GetRequiredService<WorkflowRuntime>()
            .StartAsync(
                new StartRequest
                {
                    DefinitionId = Procedure,
                    CorrelationId = id.ToString("N"),
                    Actor = by,
                    OperationId = operationId,
                    Prepare = async (context, cancelled) => await open(new CaseFiling(id, context.Workflow.Id, Channel, by), cancelled),
                },
                cancellationToken
            );
    }

    private static string Operation(string what) =>
        $"credit-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16))}";
}
