using LaborFlow.Cases.Filing;
using LaborFlow.Host.Web;
using Microsoft.AspNetCore.Mvc;

namespace LaborFlow.Host.Filing;

/// <summary>
/// A worker or an employer files a dispute, without an account: an application is a right that must not wait for one. Limited by address.
/// A client that sends <c>Idempotency-Key</c> may repeat an application whose answer was lost: the second one files nothing.
/// </summary>
internal static class FileOnline
{
    public static void Map(IEndpointRouteBuilder publicApi) =>
        publicApi
            .MapPost("/disputes", HandleAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.Filing)
            .WithMetadata(
                new RequestSizeLimitAttribute(UploadedFiles.LargestRequest),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadedFiles.LargestRequest }
            )
            .Accepts<FileDisputeRequest>("application/json", "multipart/form-data")
            .Produces<FiledAnswer>(StatusCodes.Status201Created)
            .WithName("file-online");

    private static async Task<IResult> HandleAsync(
        HttpRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? operationId,
        DisputeForm form,
        DisputeFiling filing,
        CancellationToken cancellationToken
    )
    {
        var (application, files) = await form.ReadAsync(request, cancellationToken);
        var filed = await filing.HandleAsync(application, files, "online", "applicant", cancellationToken, operationId: operationId);
        return TypedResults.Created("/api/public/cases/" + Uri.EscapeDataString(filed.Case.CaseNumber), FiledAnswer.Of(filed));
    }
}
