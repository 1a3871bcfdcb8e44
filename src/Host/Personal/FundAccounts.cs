using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Personal;

/// <summary>垫付明细: what the fund advances to each worker, with the account masked; the whole account is shown to one person, for a reason, on the record.</summary>
internal static class FundAccounts
{
    /// <param name="Account">Masked but for its last four digits.</param>
    /// <param name="Failure">Why the bank returned it; of one that is paid, why it came back later.</param>
    public sealed record Item(
        Guid Id,
        int WorkerNumber,
        string WorkerName,
        string Bank,
        string? Account,
        decimal Amount,
        string State,
        string? Refusal,
        DateOnly? PaidOn,
        string? Failure,
        string CalculatedBy,
        string? ConfirmedBy
    );

    /// <summary>Why the account is needed.</summary>
    public sealed record Request(string? Reason);

    /// <summary>The account in full.</summary>
    public sealed record Answer(string Account);

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases.MapGet("/{id:guid}/advances", ListAsync).RequireAuthorization(Policies.CaseReaders).WithName("list-advances");
        cases
            .MapPost("/{id:guid}/advances/{advanceId:guid}/unmask", UnmaskAsync)
            .RequireAuthorization(Policies.Officers)
            .WithName("unmask-account");
    }

    private static async Task<IReadOnlyList<Item>> ListAsync(
        Guid id,
        ClaimsPrincipal user,
        CaseReader reader,
        ICaseRecords records,
        AccessLog access,
        CancellationToken stop
    )
    {
        await reader.DemandAsync(id, user, stop);
        await access.ReadAsync(id, user, "advances", stop);
        return
        [
            .. (await records.ListAsync<FundAdvance>(id, stop))
                .Where(advance => !advance.Superseded)
                .OrderBy(advance => advance.WorkerNumber)
                .Select(advance => new Item(
                    advance.Id,
                    advance.WorkerNumber,
                    advance.WorkerName,
                    advance.Bank,
                    PersonalMask.Account(advance.Account),
                    advance.Amount,
                    System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(advance.State.ToString()),
                    advance.Refusal,
                    advance.PaidOn,
                    advance.Failure,
                    advance.CalculatedBy,
                    advance.ConfirmedBy
                )),
        ];
    }

    private static async Task<Answer> UnmaskAsync(
        Guid id,
        Guid advanceId,
        Request request,
        ClaimsPrincipal user,
        CaseReader reader,
        ICaseStore cases,
        ICaseRecords records,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken stop
    )
    {
        var reason = Unmasking.Reason(request.Reason);
        await reader.DemandAsync(id, user, stop);
        var known = await records.ListAsync<FundAdvance>(id, stop);
        var advance = known.FirstOrDefault(one => one.Id == advanceId) ?? throw new ProblemException(KnownProblems.NotFound);
        cases.Add(
            Unmasking.Event(
                id,
                user,
                time.GetUtcNow(),
                reason,
                $"{WorkerNames.Of(known, advance)}的完整银行账号",
                $"the whole bank account of {WorkerNames.Of(known, advance)}"
            )
        );
        await database.SaveChangesAsync(stop);
        return new Answer(advance.Account);
    }
}
