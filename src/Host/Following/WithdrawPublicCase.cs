using System.Text.Json;
using LaborFlow.Activities.Exceptions;
using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Host.Workflows;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Mvc;

namespace LaborFlow.Host.Following;

/// <summary>
/// The applicant withdraws: the instance that carries the case is cancelled, its open tasks with it, and the case is closed, in one
/// transaction. A case that the commission has accepted waits for its decision instead.
/// </summary>
internal static class WithdrawPublicCase
{
    public static void Map(IEndpointRouteBuilder publicCases) =>
        publicCases
            .MapPost("/withdraw", HandleAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.Public)
            .WithName("withdraw-case");

    /// <summary>Whether the page offers it to a side now.</summary>
    public static bool MayWithdraw(Case found, string side) =>
        found.ClosedAt is null && found.Stage != Stages.ArbitrationApplication && IsOpenTo(side, found);

    private static bool IsOpenTo(string side, Case found) => ExceptionKinds.Find(ExceptionKinds.Withdrawal)!.IsOpenTo(side, found);

    private static async Task<ReadPublicCase.Answer> HandleAsync(
        string caseNumber,
        [FromHeader(Name = "X-Query-Code")] string? queryCode,
        WithdrawRequest request,
        FollowedCase followed,
        WorkflowRuntime runtime,
        WithdrawApplication withdraw,
        RunException run,
        ReadPublicCase.Reader reader,
        IInstanceStore instances,
        ICaseStore cases,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var (followedCase, side) = await followed.FindAsync(caseNumber, queryCode, forUpdate: false, cancellationToken);
        if (!IsOpenTo(side, followedCase))
            throw new NotAllowedException(
                "case.not-allowed",
                "只有申请人可以撤回申请。",
                "Only the applicant may withdraw the application."
            );
        var caseId = followedCase.Id;
        var instanceId = followedCase.WorkflowInstanceId;
        database.ChangeTracker.Clear();

        // Before acceptance whoever withdraws has withdrawn; of an accepted case the commission decides (办案规则 art 35). A review that is
        // withdrawn leaves the agreement as it stands, which the sub-flow sees to.
        if (followedCase is { ClosedAt: null } and ({ DocketNumber: not null } or { Stage: Stages.AgreementReview }))
        {
            await run.HandleAsync(
                followedCase,
                new RaiseExceptionRequest(
                    ExceptionKinds.Withdrawal,
                    request.Reason,
                    request.ActedBy is null
                        ? null
                        : JsonSerializer.SerializeToElement(new Dictionary<string, string> { [Authorities.ActedBy] = request.ActedBy }),
                    side
                ),
                Actor.OfParty(side),
                OperationIds.Of(request.OperationId, "withdraw", caseId.ToString("N")),
                cancellationToken
            );
            database.ChangeTracker.Clear();
            return await reader.ReadAsync((await cases.FindAsync(caseId, forUpdate: false, cancellationToken))!, side, cancellationToken);
        }

        async ValueTask CloseAsync(CancellationToken cancelled)
        {
            var current = (await cases.FindAsync(caseId, forUpdate: true, cancelled))!;
            // The file moved on to another procedure since it was looked up: that one must be cancelled, not this.
            if (current.ClosedAt is null && current.WorkflowInstanceId != instanceId)
                throw Moving();
            await withdraw.HandleAsync(current, request, side, cancelled);
        }

        var carrier = instanceId is null ? null : await instances.FindAsync(instanceId, cancellationToken);
        if (carrier is null && instanceId is not null)
            throw Moving();
        if (carrier is { Status: not "Finished" } || (carrier is not null && followedCase.ClosedAt is not null))
        {
            var closed = false;
            var cancelled = await runtime.CancelAsync(
                new CancelRequest
                {
                    InstanceId = carrier.Id,
                    Actor = side,
                    OperationId = OperationIds.Of(request.OperationId, "withdraw", caseId.ToString("N")),
                    Prepare = async (_, token) =>
                    {
                        await CloseAsync(token);
                        closed = true;
                    },
                },
                cancellationToken
            );
            if (!closed && !cancelled.Repeated)
                throw Closed();
        }
        else
        {
            // Between two procedures of one case nothing runs that could be cancelled.
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            await CloseAsync(cancellationToken);
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        database.ChangeTracker.Clear();
        return await reader.ReadAsync((await cases.FindAsync(caseId, forUpdate: false, cancellationToken))!, side, cancellationToken);
    }

    private static ChangedException Moving() =>
        new("case.changed", "案件正在移送其他程序，请稍后重试。", "The file is on its way to another procedure; try again in a moment.");

    private static NotAllowedException Closed() =>
        new("case.closed", "案件已办结，不能撤回。", "The case is closed and cannot be withdrawn.");
}
