using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Personal;

/// <summary>垫付明细: what the fund advances to each worker, with the account masked; the whole account is shown to one person, for a reason, on the record.</summary>
internal static class FundAccounts
{
    private const int LongestReason = 200;

    /// <param name="Account">Masked but for its last four digits.</param>
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
        var reason = request.Reason?.Trim();
        if (string.IsNullOrEmpty(reason))
            throw ProblemException.Field("reason", "required", "请说明查看理由。", "Say why you need it.");
        if (reason.Length > LongestReason)
            throw ProblemException.Field("reason", "too-long", "理由不超过200字。", "At most 200 characters.");
        await reader.DemandAsync(id, user, stop);
        var advance =
            (await records.ListAsync<FundAdvance>(id, stop)).FirstOrDefault(known => known.Id == advanceId)
            ?? throw new ProblemException(KnownProblems.NotFound);
        var actor = user.ToActor();
        cases.Add(
            CaseEvents.Create(
                id,
                time.GetUtcNow(),
                actor.UserName,
                actor.Roles.FirstOrDefault(),
                "personal-data.unmasked",
                $"查看了{advance.WorkerName}的完整银行账号（{reason}）",
                $"Saw the whole bank account of {advance.WorkerName} ({reason})",
                "《个人信息保护法》第34条",
                publicToParties: false
            )
        );
        await database.SaveChangesAsync(stop);
        return new Answer(advance.Account);
    }
}
