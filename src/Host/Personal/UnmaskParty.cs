using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Personal;

/// <summary>
/// 查看完整信息: shows one officer one party's number or telephone in full. It is written into the case's history before it is shown, with
/// the reason given. Administrators and auditors have no need of it and may not.
/// </summary>
internal sealed class UnmaskParty(LaborFlowDbContext database, CaseReader reader, ICaseStore cases, TimeProvider time)
{
    private const int LongestReason = 200;

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
        var reason = request.Reason?.Trim();
        if (string.IsNullOrEmpty(reason))
            throw ProblemException.Field("reason", "required", "请说明查看理由。", "Say why you need it.");
        if (reason.Length > LongestReason)
            throw ProblemException.Field("reason", "too-long", "理由不超过200字。", "At most 200 characters.");
        var found = await reader.DemandAsync(id, user, cancellationToken);
        var party = found.Parties.Find(party => party.Id == partyId) ?? throw new ProblemException(KnownProblems.NotFound);
        var (value, zh, en) = request.Field switch
        {
            "idNumber" => (party.IdNumber, "证件号码", "identity number"),
            "phone" => (party.Phone, "联系电话", "telephone number"),
            _ => throw ProblemException.Field("field", "unknown-code", "字段应为 idNumber 或 phone。", "One of idNumber, phone."),
        };
        var actor = user.ToActor();
        cases.Add(
            CaseEvents.Create(
                id,
                time.GetUtcNow(),
                actor.UserName,
                actor.Roles.FirstOrDefault(),
                "personal-data.unmasked",
                $"查看了{party.Name}的完整{zh}（{reason}）",
                $"Saw the whole {en} of {party.Name} ({reason})",
                "《个人信息保护法》第34条",
                publicToParties: false
            )
        );
        await database.SaveChangesAsync(cancellationToken);
        return new Answer(request.Field!, value);
    }
}
