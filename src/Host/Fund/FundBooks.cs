using System.Globalization;
using System.Security.Claims;
using LaborFlow.Cases.Fund;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Fund;

/// <summary>欠薪保障基金台账与对账 over HTTP: a month of the fund as the officer's places keep it, compared with the bank and closed by a second person.</summary>
internal static class FundBooks
{
    /// <param name="Month">yyyy-MM.</param>
    /// <param name="Fund"><c>wgf</c> (default) or <c>emf</c>.</param>
    /// <param name="Statement">Every line of the bank's statement.</param>
    public sealed record Comparison(string? Month, string? Fund, IReadOnlyList<BankLine>? Statement);

    public sealed record Ledger(
        string Month,
        string Fund,
        IReadOnlyList<LedgerEntry> Entries,
        decimal Paid,
        decimal Recovered,
        int Workers,
        IReadOnlyList<Item> Reconciliations
    );

    public sealed record Item(
        Guid Id,
        string State,
        decimal LedgerPaid,
        decimal LedgerRecovered,
        decimal BankPaid,
        decimal BankRecovered,
        IReadOnlyList<string> Differences,
        string PreparedBy,
        DateTimeOffset PreparedAt,
        string? ClosedBy,
        DateTimeOffset? ClosedAt
    );

    public static void MapFund(this IEndpointRouteBuilder endpoints)
    {
        var fund = endpoints.MapGroup("/api/fund").WithTags("Fund");
        fund.MapGet("/ledger", ReadAsync).RequireAuthorization(Policies.FundBooks).WithName("fund-ledger");
        fund.MapGet("/annual-report", FundYear.ReadAsync).RequireAuthorization(Policies.FundBooks).WithName("fund-annual-report");
        fund.MapGet("/annual-report.csv", FundYear.ExportAsync)
            .RequireAuthorization(Policies.FundBooks)
            .WithName("export-fund-annual-report");
        fund.MapGet("/annual-report.docx", FundYear.PrintAsync)
            .RequireAuthorization(Policies.FundBooks)
            .WithName("print-fund-annual-report");
        FundCases.Map(fund);
        PaymentBatches.Map(fund);
        FundIncomes.Map(fund);
        FundPublications.Map(fund);
        FundResolutions.Map(fund);
        fund.MapPost("/reconciliations", CompareAsync)
            .RequireAuthorization(Policies.FundReconciliation)
            .Produces<Item>(StatusCodes.Status201Created)
            .WithName("reconcile-fund");
        fund.MapPost("/reconciliations/{id:guid}/close", CloseAsync)
            .RequireAuthorization(Policies.FundReconciliation)
            .WithName("close-fund-month");
    }

    private static async Task<Ledger> ReadAsync(
        string? month,
        string? fund,
        ClaimsPrincipal user,
        IFundBooks ledger,
        CancellationToken cancellationToken
    )
    {
        var book = Book(month, fund, user);
        var entries = await ledger.EntriesAsync(book, cancellationToken);
        return new Ledger(
            month!,
            book.Emergency ? "emf" : "wgf",
            entries,
            entries.Sum(entry => entry.Paid),
            entries.Sum(entry => entry.Recovered),
            entries.Sum(entry => entry.Workers),
            [.. (await ledger.ReconciliationsAsync(book, cancellationToken)).Select(Describe)]
        );
    }

    private static async Task<IResult> CompareAsync(
        Comparison request,
        ClaimsPrincipal user,
        ReconcileFund reconcile,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var book = Book(request.Month, request.Fund, user);
        var made = await reconcile.CompareAsync(book, request.Statement ?? [], user.UserName(), cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/fund/ledger?month={request.Month}", Describe(made));
    }

    private static async Task<Item> CloseAsync(
        Guid id,
        ClaimsPrincipal user,
        IFundBooks ledger,
        ReconcileFund reconcile,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var found = await ledger.FindReconciliationAsync(id, cancellationToken);
        if (found is null || found.Places != CurrentActor.ReachPrefix(user.Jurisdiction()))
            throw new ProblemException(KnownProblems.NotFound);
        await reconcile.CloseAsync(found, user.UserName(), cancellationToken);
        await OnceOnly.SaveAsync(
            database,
            () => database.SaveChangesAsync(cancellationToken),
            "fund.month-closed",
            "本月已由他人结账，请刷新。",
            "Somebody else has closed the month; reload."
        );
        return Describe(found);
    }

    internal static FundBook Book(string? month, string? fund, ClaimsPrincipal user)
    {
        if (!DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
            throw ProblemException.Field("month", "malformed", "请填写月份，如2026-11。", "A month such as 2026-11 is needed.");
        if (fund is not (null or "wgf" or "emf"))
            throw ProblemException.Field("fund", "unknown-code", "请选择基金：wgf或者emf。", "The fund is wgf or emf.");
        return new FundBook(fund == "emf", CurrentActor.ReachPrefix(user.Jurisdiction()), first);
    }

    private static Item Describe(FundReconciliation made) =>
        new(
            made.Id,
            made.State.ToString().ToLowerInvariant(),
            made.LedgerPaid,
            made.LedgerRecovered,
            made.BankPaid,
            made.BankRecovered,
            made.Differences.Length == 0 ? [] : made.Differences.Split('\n'),
            made.PreparedBy,
            made.PreparedAt,
            made.ClosedBy,
            made.ClosedAt
        );
}
