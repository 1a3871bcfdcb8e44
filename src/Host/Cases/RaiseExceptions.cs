using System.Security.Claims;
using LaborFlow.Activities.Exceptions;
using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Following;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Host.Workflows;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Mvc;

namespace LaborFlow.Host.Cases;

/// <summary>例外情形: what may happen to a case at any moment, raised by an officer who sees it, or by a party with its query code.</summary>
internal static class RaiseExceptions
{
    /// <summary>A kind that may be raised now.</summary>
    /// <param name="Disposes">A side disposes of its rights by it: an agent needs special authority, which an officer may note as seen.</param>
    /// <param name="AsksWho">Somebody without special authority acts for the side: <c>data.actedBy</c> must say who raises it.</param>
    public sealed record Kind(
        string Code,
        string Zh,
        string En,
        string LegalBasis,
        IReadOnlyList<string> Needs,
        bool Disposes,
        bool AsksWho
    );

    public sealed record Item(
        Guid Id,
        string Kind,
        string Zh,
        string? Side,
        string Reason,
        string RaisedBy,
        DateTimeOffset RaisedAt,
        string State,
        string? DecidedBy,
        DateTimeOffset? DecidedAt
    );

    /// <summary>What was raised, and what the caller may raise now.</summary>
    /// <param name="Officers">The names of those who deal with the case, of whom one may be asked to withdraw.</param>
    public sealed record Answer(
        DateTimeOffset? SuspendedSince,
        IReadOnlyList<Item> Raised,
        IReadOnlyList<Kind> Open,
        IReadOnlyList<string> Officers
    );

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases.MapGet("/{id:guid}/exceptions", ReadAsync).RequireAuthorization(Policies.CaseReaders).WithName("list-exceptions");
        cases.MapPost("/{id:guid}/exceptions", RaiseAsync).RequireAuthorization(Policies.Officers).WithName("raise-exception");
    }

    public static void MapPublic(IEndpointRouteBuilder publicCases)
    {
        publicCases
            .MapGet("/exceptions", ReadPublicAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.Public)
            .WithName("list-public-exceptions");
        publicCases
            .MapPost("/exceptions", RaisePublicAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.Public)
            .WithName("raise-public-exception");
    }

    private static async Task<Answer> ReadAsync(
        Guid id,
        ClaimsPrincipal user,
        CaseReader reader,
        ICaseStore cases,
        ICaseRecords records,
        ExceptionGrounds grounds,
        CaseOfficers officers,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        var found = (await cases.FindAsync(id, forUpdate: false, cancellationToken))!;
        return await DescribeAsync(found, null, records, grounds, officers, cancellationToken);
    }

    private static async Task<Answer> RaiseAsync(
        Guid id,
        RaiseExceptionRequest request,
        ClaimsPrincipal user,
        CaseReader reader,
        RunException run,
        ICaseStore cases,
        ICaseRecords records,
        ExceptionGrounds grounds,
        CaseOfficers officers,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        var found = (await cases.FindAsync(id, forUpdate: false, cancellationToken))!;
        database.ChangeTracker.Clear();
        var operation = OperationIds.Of(request.OperationId, "raise-exception", user.UserName(), id.ToString("N"));
        request = await officers.NameAsync(id, request, cancellationToken);
        await run.HandleAsync(found, request, user.ToActor(), operation, cancellationToken);
        database.ChangeTracker.Clear();
        found = (await cases.FindAsync(id, forUpdate: false, cancellationToken))!;
        return await DescribeAsync(found, null, records, grounds, officers, cancellationToken);
    }

    private static async Task<Answer> ReadPublicAsync(
        string caseNumber,
        [FromHeader(Name = "X-Query-Code")] string? queryCode,
        FollowedCase followed,
        ICaseRecords records,
        ExceptionGrounds grounds,
        CaseOfficers officers,
        CancellationToken cancellationToken
    )
    {
        var (found, side) = await followed.FindAsync(caseNumber, queryCode, forUpdate: false, cancellationToken);
        return await DescribeAsync(found, side, records, grounds, officers, cancellationToken);
    }

    private static async Task<Answer> RaisePublicAsync(
        string caseNumber,
        [FromHeader(Name = "X-Query-Code")] string? queryCode,
        RaiseExceptionRequest request,
        FollowedCase followed,
        RunException run,
        ICaseStore cases,
        ICaseRecords records,
        ExceptionGrounds grounds,
        CaseOfficers officers,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var (found, side) = await followed.FindAsync(caseNumber, queryCode, forUpdate: false, cancellationToken);
        database.ChangeTracker.Clear();
        var operation = OperationIds.Of(request.OperationId, "raise-exception", side, found.Id.ToString("N"));
        request = await officers.NameAsync(found.Id, request, cancellationToken);
        await run.HandleAsync(found, request with { Side = side }, Actor.OfParty(side), operation, cancellationToken);
        database.ChangeTracker.Clear();
        found = (await cases.FindAsync(found.Id, forUpdate: false, cancellationToken))!;
        return await DescribeAsync(found, side, records, grounds, officers, cancellationToken);
    }

    private static async Task<Answer> DescribeAsync(
        Case about,
        string? side,
        ICaseRecords records,
        ExceptionGrounds grounds,
        CaseOfficers officers,
        CancellationToken cancellationToken
    )
    {
        var impossible = await grounds.ImpossibleAsync(about, cancellationToken);
        var raised = await records.ListAsync<CaseException>(about.Id, cancellationToken);
        var open = raised.Where(e => e.State == CaseExceptionState.Open).Select(e => e.Kind).ToHashSet(StringComparer.Ordinal);
        return new Answer(
            about.SuspendedSince,
            [
                .. raised.Select(e => new Item(
                    e.Id,
                    e.Kind,
                    ExceptionKinds.Find(e.Kind)?.Zh ?? e.Kind,
                    e.Side,
                    e.Reason,
                    e.RaisedBy,
                    e.RaisedAt,
                    e.State switch
                    {
                        CaseExceptionState.Granted => "granted",
                        CaseExceptionState.Refused => "refused",
                        CaseExceptionState.Lapsed => "lapsed",
                        _ => "open",
                    },
                    e.DecidedBy,
                    e.DecidedAt
                )),
            ],
            [
                .. ExceptionKinds
                    .All.Where(kind =>
                        kind.WhenClosed == about.ClosedAt is not null
                        && !open.Contains(kind.Code)
                        && !impossible.Contains(kind.Code)
                        && (side is null || kind.IsOpenTo(side, about))
                    )
                    .Select(kind => new Kind(
                        kind.Code,
                        kind.Zh,
                        kind.En,
                        kind.LegalBasis,
                        kind.Needs,
                        kind.Disposes,
                        kind.AsksWho(about, side)
                    )),
            ],
            [
                .. (await officers.ListAsync(about.Id, cancellationToken))
                    .Select(person => person.DisplayName)
                    .Distinct(StringComparer.Ordinal),
            ]
        );
    }
}
