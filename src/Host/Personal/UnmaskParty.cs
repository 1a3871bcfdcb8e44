using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Personal;

/// <summary>
/// 查看完整信息: shows one officer one party's number or telephone in full. It is written into the case's history before it is shown, with
/// the reason given. Administrators and auditors have no need of it and may not.
/// </summary>
internal sealed class UnmaskParty(LaborFlowDbContext database, CaseReader reader, ICaseStore cases, TimeProvider time)
{
    /// <summary>Which field, and why.</summary>
    public sealed record Request(string? Field, string? Reason);

    /// <summary>The value in full.</summary>
    public sealed record Answer(string Field, string? Value);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{id:guid}/parties/{partyId:guid}/unmask",
                (Guid id, Guid partyId, Request request, ClaimsPrincipal user, UnmaskParty unmask, CancellationToken cancellationToken) =>
                    unmask.HandleAsync(id, partyId, request, user, cancellationToken)
            )
            .RequireAuthorization(Policies.Officers)
            .WithName("unmask-party");

    public async Task<Answer> HandleAsync(Guid id, Guid partyId, Request request, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var reason = Unmasking.Reason(request.Reason);
        var found = await reader.DemandAsync(id, user, cancellationToken);
        var party = found.Parties.Find(party => party.Id == partyId) ?? throw new ProblemException(KnownProblems.NotFound);
        var (value, zh, en) = request.Field switch
        {
            "idNumber" => (party.IdNumber, "证件号码", "identity number"),
            "phone" => (party.Phone, "联系电话", "telephone number"),
            _ => throw ProblemException.Field("field", "unknown-code", "字段应为 idNumber 或 phone。", "One of idNumber, phone."),
        };
        cases.Add(Unmasking.Event(id, user, time.GetUtcNow(), reason, $"{party.Name}的完整{zh}", $"the whole {en} of {party.Name}"));
        await database.SaveChangesAsync(cancellationToken);
        return new Answer(request.Field!, value);
    }
}
