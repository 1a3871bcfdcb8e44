using LaborFlow.Cases.Filing;
using LaborFlow.Host.Web;
using Microsoft.AspNetCore.Mvc;

namespace LaborFlow.Host.Filing;

/// <summary>
/// A worker or an employer files a dispute, without an account: an application is a right that must not wait for one. Limited by address.
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
        DisputeForm form,
        DisputeFiling filing,
        CancellationToken cancellationToken
    )
    {
        var (application, files) = await form.ReadAsync(request, cancellationToken);
        var filed = await filing.HandleAsync(application, files, "online", "applicant", cancellationToken);
        return TypedResults.Created("/api/public/cases/" + Uri.EscapeDataString(filed.Case.CaseNumber), FiledAnswer.Of(filed));
    }
}
