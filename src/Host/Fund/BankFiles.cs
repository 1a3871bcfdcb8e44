using System.Security.Claims;
using System.Text;
using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Mvc;

namespace LaborFlow.Host.Fund;

/// <summary>支付批次 of a case: what two people approved goes to the bank as a file, and the bank's answer comes back.</summary>
internal static class BankFiles
{
    /// <param name="By">User name.</param>
    /// <param name="Sha256">Of the file, so that a copy can be told from another.</param>
    public sealed record Download(string By, DateTimeOffset At, string Sha256);

    /// <param name="Paid">How many items the bank paid.</param>
    /// <param name="Failed">How many it did not.</param>
    public sealed record Answered(string By, DateTimeOffset At, string Sha256, int Paid, int Failed);

    /// <param name="Payable">Two people approved it, and what the bank did is not on record yet.</param>
    /// <param name="Downloads">Every time the file was taken, oldest first.</param>
    /// <param name="Answers">The files in which the bank answered, oldest first; none when the result was typed.</param>
    /// <param name="Waiting">How many items of an approved batch the bank has not answered yet.</param>
    public sealed record Batch(
        Guid Id,
        int Number,
        decimal Total,
        int Workers,
        DateTimeOffset PreparedAt,
        string? FirstApprovedBy,
        string? SecondApprovedBy,
        DateTimeOffset? SettledAt,
        bool Payable,
        IReadOnlyList<Download> Downloads,
        IReadOnlyList<Answered> Answers,
        int Waiting
    );

    /// <param name="Waiting">How many items the bank has not answered yet; the payment is recorded when there is none.</param>
    /// <param name="Already">Nothing in the file is new, and nothing was done now.</param>
    public sealed record Imported(int Paid, int Failed, int Waiting, bool Already);

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases.MapGet("/{id:guid}/payment-batches", ListAsync).RequireAuthorization(Policies.CaseReaders).WithName("list-payment-batches");
        cases
            .MapPost("/{id:guid}/payment-batches/{batchId:guid}/bank-file", TakeAsync)
            .RequireAuthorization(Policies.FundPayment)
            .Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithName("take-bank-file");
        cases
            .MapPost("/{id:guid}/payment-batches/{batchId:guid}/bank-return", ImportAsync)
            .RequireAuthorization(Policies.FundPayment)
            .WithMetadata(
                new RequestSizeLimitAttribute(UploadedFiles.LargestRequest),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadedFiles.LargestRequest }
            )
            .Accepts<IFormFile>("multipart/form-data")
            .Produces<Imported>()
            .WithName("import-bank-return");
    }

    private static async Task<IReadOnlyList<Batch>> ListAsync(
        Guid id,
        ClaimsPrincipal user,
        CaseReader reader,
        ICaseRecords records,
        AccessLog access,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        var batches = await records.ListAsync<PaymentBatch>(id, cancellationToken);
        if (batches.Count == 0)
            return [];
        await access.ReadAsync(id, user, "payment-batches", cancellationToken);
        var files = (await records.ListAsync<BankFile>(id, cancellationToken)).ToLookup(file => file.BatchId);
        var answers = (await records.ListAsync<BankReturn>(id, cancellationToken)).ToLookup(answer => answer.BatchId);
        var waiting = (await records.ListAsync<FundAdvance>(id, cancellationToken))
            .Where(advance => advance is { Superseded: false, State: AdvanceState.InBatch })
            .ToLookup(advance => advance.BatchId);
        return
        [
            .. batches.Select(batch => new Batch(
                batch.Id,
                batch.Number,
                batch.Total,
                batch.Workers,
                batch.PreparedAt,
                batch.FirstApprovedBy,
                batch.SecondApprovedBy,
                batch.SettledAt,
                batch.SecondApprovedBy is not null && batch.SettledAt is null,
                [.. files[batch.Id].Select(file => new Download(file.TakenBy, file.TakenAt, file.Sha256))],
                [
                    .. answers[batch.Id]
                        .Select(answer => new Answered(answer.ImportedBy, answer.ImportedAt, answer.Sha256, answer.Paid, answer.Failed)),
                ],
                waiting[batch.Id].Count()
            )),
        ];
    }

    /// <param name="again">The earlier downloads are known, and the file is wanted all the same.</param>
    private static async Task<IResult> TakeAsync(
        Guid id,
        Guid batchId,
        bool? again,
        ClaimsPrincipal user,
        CaseReader reader,
        ICaseStore cases,
        TakeBankFile take,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        // Two downloads at one moment wait for each other: the second is told of the first.
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.ChangeTracker.Clear();
        var owed = await cases.FindAsync(id, forUpdate: true, cancellationToken) ?? throw new ProblemException(KnownProblems.NotFound);
        var actor = user.ToActor();
        var sheet =
            await take.RowsAsync(owed, batchId, actor, again == true, cancellationToken)
            ?? throw new ProblemException(KnownProblems.NotFound);
        var text = new StringBuilder(Csv.Mark);
        foreach (var row in sheet.Rows)
            Csv.Append(text, row);
        var content = Encoding.UTF8.GetBytes(text.ToString());
        take.Note(owed, sheet, content, actor);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.File(content, "text/csv; charset=utf-8", $"{owed.CaseNumber}-第{sheet.Batch.Number}批-银行代发.csv");
    }

    private static async Task<Imported> ImportAsync(
        Guid id,
        Guid batchId,
        HttpRequest request,
        ClaimsPrincipal user,
        CaseReader reader,
        ICaseStore cases,
        ReadBankReturn read,
        TaskCompletion completion,
        VirusScan scan,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        var content = await ContentAsync(request, scan, cancellationToken);
        var actor = user.ToActor();
        ReadReturn found;
        await using (var transaction = await database.Database.BeginTransactionAsync(cancellationToken))
        {
            database.ChangeTracker.Clear();
            var owed = await cases.FindAsync(id, forUpdate: true, cancellationToken) ?? throw new ProblemException(KnownProblems.NotFound);
            found =
                await read.HandleAsync(id, batchId, content, actor, cancellationToken)
                ?? throw new ProblemException(KnownProblems.NotFound);
            if (!found.Already && !found.IsWhole)
            {
                await read.NotePartAsync(found, cancellationToken);
                owed.Revision++;
                await database.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
        }
        if (!found.IsWhole)
            return new Imported(found.Return.Paid, found.Return.Failed, found.Waiting, found.Already);
        var command = new CompleteTaskRequest("settled", found.Data, found.Step!.Revision, found.Return.Sha256);
        var now = await completion.RunAsync(found.Step.Id, command, actor, cancellationToken, () => read.Note(found));
        return new Imported(found.Return.Paid, found.Return.Failed, Waiting: 0, Already: !now);
    }

    private static async Task<byte[]> ContentAsync(HttpRequest request, VirusScan scan, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            throw new ProblemException(KnownProblems.UnsupportedMediaType);
        var form = await request.ReadFormAsync(cancellationToken);
        if (form.Files is not [{ Name: "file" } part])
            throw ProblemException.Field(
                "file",
                "required",
                "请提交一个回盘文件（file）。",
                "Send the bank's answer in the part called file."
            );
        var content = await UploadedFiles.ReadAsync(part, cancellationToken);
        await scan.DemandCleanAsync([new LaborFlow.Cases.Evidence.UploadedFile(part.FileName, content)], cancellationToken);
        return content;
    }
}
