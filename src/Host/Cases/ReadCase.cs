using System.Security.Claims;
using LaborFlow.Host.Accounts;

namespace LaborFlow.Host.Cases;

/// <summary>案件详情.</summary>
internal static class ReadCase
{
    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapGet(
                "/{id:guid}",
                (Guid id, ClaimsPrincipal user, CaseReader reader, CancellationToken cancellationToken) =>
                    reader.ReadAsync(id, user, cancellationToken)
            )
            .RequireAuthorization(Policies.CaseReaders)
            .WithName("read-case");
}
