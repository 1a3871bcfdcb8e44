using System.Security.Claims;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LaborFlow.Host.Documents;

/// <summary>送达回证 as the case's page lists it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DocumentId">The paper.</param>
/// <param name="Document">The paper's Chinese name.</param>
/// <param name="Party">Who was served.</param>
/// <param name="Method">How: code and Chinese name.</param>
/// <param name="Address">Where.</param>
/// <param name="SentOn">Sent on.</param>
/// <param name="ReceivedOn">Receipt dated.</param>
/// <param name="DeemedOn">送达日期; null when it came back.</param>
/// <param name="ReturnedBecause">Why it came back.</param>
/// <param name="Explanation">How the day follows.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="RecordedAt">When.</param>
internal sealed record ServiceView(
    Guid Id,
    Guid DocumentId,
    string Document,
    string Party,
    LaborFlow.Cases.CodeName Method,
    string Address,
    DateOnly SentOn,
    DateOnly? ReceivedOn,
    DateOnly? DeemedOn,
    string? ReturnedBecause,
    string Explanation,
    string RecordedBy,
    DateTimeOffset RecordedAt
);

/// <summary>The records of service of a case.</summary>
internal static class ListServices
{
    public static void Map(IEndpointRouteBuilder cases) =>
        cases.MapGet("/{id:guid}/services", HandleAsync).RequireAuthorization(Policies.CaseReaders).WithName("case-services");

    private static async Task<Ok<List<ServiceView>>> HandleAsync(
        Guid id,
        ClaimsPrincipal user,
        CaseReader reader,
        IDocumentStore documents,
        CancellationToken cancellationToken
    )
    {
        var matter = await reader.DemandAsync(id, user, cancellationToken);
        var names = (await documents.DocumentsAsync(id, cancellationToken)).ToDictionary(d => d.Id, d => d.Name);
        var records = await documents.ServicesAsync(id, cancellationToken);
        return TypedResults.Ok(
            records
                .Select(record => new ServiceView(
                    record.Id,
                    record.DocumentId,
                    names[record.DocumentId],
                    matter.Parties.First(party => party.Id == record.PartyId).Name,
                    ServiceMethods.All.First(method => method.Code == record.Method),
                    record.Address,
                    record.SentOn,
                    record.ReceivedOn,
                    record.DeemedOn,
                    record.ReturnedBecause,
                    record.Explanation,
                    record.RecordedBy,
                    record.RecordedAt
                ))
                .ToList()
        );
    }
}
