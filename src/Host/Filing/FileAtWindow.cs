using System.Security.Claims;
using LaborFlow.Cases.Filing;
using LaborFlow.Host.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace LaborFlow.Host.Filing;

/// <summary>A window clerk files for somebody who came to the counter.</summary>
internal static class FileAtWindow
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/disputes", HandleAsync)
            .RequireAuthorization(Policies.Filing)
            .WithMetadata(
                new RequestSizeLimitAttribute(UploadedFiles.LargestRequest),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadedFiles.LargestRequest }
            )
            .Accepts<FileDisputeRequest>("application/json", "multipart/form-data")
            .Produces<FiledAnswer>(StatusCodes.Status201Created)
            .WithName("file-at-window");

    private static async Task<IResult> HandleAsync(
        HttpRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? operationId,
        ClaimsPrincipal user,
        DisputeForm form,
        DisputeFiling filing,
        CancellationToken cancellationToken
    )
    {
        var (application, files) = await form.ReadAsync(request, cancellationToken);
        var filed = await filing.HandleAsync(application, files, "window", user.UserName(), cancellationToken, operationId: operationId);
        return TypedResults.Created("/api/cases/" + filed.Case.Id, FiledAnswer.Of(filed));
    }
}
