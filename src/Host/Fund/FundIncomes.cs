using System.Security.Claims;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Workflows;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Fund;

/// <summary>基金收入与余额 over HTTP: what came into a fund, what it can still pay, and whether its fee is collected now.</summary>
internal static class FundIncomes
{
    /// <param name="Fund"><c>wgf</c> (default) or <c>emf</c>.</param>
    /// <param name="Kind">A code of <see cref="RecordIncome.Kinds"/>.</param>
    /// <param name="ReceivedOn">The day it came in.</param>
    /// <param name="Amount">CNY.</param>
    /// <param name="Note">From whom, by which paper.</param>
    /// <param name="OperationId">Chosen by the client; a repeated command with the same id books nothing more.</param>
    public sealed record Request(
        string? Fund,
        string? Kind,
        DateOnly? ReceivedOn,
        decimal? Amount,
        string? Note,
        string? OperationId = null
    );

    public sealed record Item(Guid Id, string Kind, string KindZh, DateOnly ReceivedOn, decimal Amount, string Note, string RecordedBy);

    /// <param name="Balance">CNY that the fund can still pay; null while no income is kept here.</param>
    /// <param name="FeeSuspended">Why the fee cannot be booked today; null when it is collected.</param>
    /// <param name="Items">The year's income, oldest first.</param>
    public sealed record Answer(int Year, string Fund, decimal? Balance, string? FeeSuspended, IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder fund)
    {
        fund.MapGet("/incomes", ReadAsync).RequireAuthorization(Policies.FundBooks).WithName("fund-incomes");
        fund.MapPost("/incomes", RecordAsync)
            .RequireAuthorization(Policies.FundReconciliation)
            .Produces<Item>(StatusCodes.Status201Created)
            .WithName("record-fund-income");
    }

    private static async Task<Answer> ReadAsync(
        int year,
        string? fund,
        ClaimsPrincipal user,
        IFundBooks books,
        IFundLedger ledger,
        RecordIncome record,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var book = FundBooks.Book($"{year:0000}-01", fund, user);
        var found = await books.IncomeAsync(book.Emergency, book.Places, book.Month, book.Month.AddYears(1).AddDays(-1), cancellationToken);
        return new Answer(
            year,
            book.Emergency ? "emf" : "wgf",
            await ledger.BalanceAsync(book.Emergency, book.Places, forUpdate: false, cancellationToken),
            record.FeeSuspended(book.Places, ChinaDay.Today(time))?.RuleZh,
            [.. found.Select(Describe)]
        );
    }

    private static async Task<IResult> RecordAsync(
        Request request,
        ClaimsPrincipal user,
        RecordIncome record,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var book = FundBooks.Book("2000-01", request.Fund, user);
        var made = await record.HandleAsync(
            book.Emergency,
            book.Places,
            new FundIncomeInput(
                request.Kind,
                request.ReceivedOn,
                request.Amount,
                request.Note,
                OperationIds.Of(request.OperationId, "fund-income", user.UserName(), book.Places)
            ),
            user.UserName(),
            cancellationToken
        );
        await OnceOnly.SaveAsync(
            database,
            () => database.SaveChangesAsync(cancellationToken),
            "fund.income-repeated",
            "这笔收入已经登记，请刷新。",
            "This income is booked already; reload."
        );
        return TypedResults.Created($"/api/fund/incomes?year={made.ReceivedOn.Year}", Describe(made));
    }

    private static Item Describe(FundIncome income) =>
        new(
            income.Id,
            income.Kind,
            RecordIncome.Kinds.GetValueOrDefault(income.Kind, income.Kind),
            income.ReceivedOn,
            income.Amount,
            income.Note,
            income.RecordedBy
        );
}
