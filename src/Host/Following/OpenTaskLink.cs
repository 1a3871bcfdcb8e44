using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Following;

/// <summary>
/// A party opens the one task of a one-time link: public on purpose, the token and the last four characters of an own number open it. What is
/// wrong, used up or run out looks the same, and after five wrong answers the link is dead.
/// </summary>
internal sealed class OpenTaskLink(
    LaborFlowDbContext database,
    ReadPublicCase.Reader reader,
    ICaseStore cases,
    TaskCompletion completion,
    SubmitEvidence evidence,
    VirusScan scan,
    LogScope log,
    TimeProvider time
)
{
    private const int LongestToken = 128;

    /// <param name="Answer">The last four characters of the party's telephone or identity number.</param>
    public sealed record Request(string? Token, string? Answer);

    public sealed record CompleteRequest(
        string? Token,
        string? Answer,
        string? Outcome,
        JsonElement Data,
        long ExpectedRevision,
        string? OperationId
    );

    /// <param name="Asks"><c>phone</c> or <c>idNumber</c>: the last four characters of it.</param>
    public sealed record Challenge(string Asks, DateTimeOffset ExpiresAt);

    public sealed record Opened(
        string CaseNumber,
        string PartyName,
        DateTimeOffset ExpiresAt,
        ReadPublicCase.OpenStep Task,
        ReadPublicCase.AgreementLine? Agreement
    );

    public sealed record Done(string CaseNumber, DateTimeOffset At);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var links = endpoints.MapGroup("/api/public/links").WithTags("Public");
        Post(links, "/challenge", (OpenTaskLink open, Request request, CancellationToken stop) => open.ChallengeAsync(request, stop));
        Post(links, "/open", (OpenTaskLink open, Request request, CancellationToken stop) => open.OpenAsync(request, stop));
        Post(links, "/complete", (OpenTaskLink open, CompleteRequest request, CancellationToken stop) => open.CompleteAsync(request, stop));
        Post(links, "/evidence", (OpenTaskLink open, HttpRequest request, CancellationToken stop) => open.AddAsync(request, stop))
            .WithMetadata(
                new RequestSizeLimitAttribute(UploadedFiles.LargestRequest),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadedFiles.LargestRequest }
            );
    }

    private static RouteHandlerBuilder Post(IEndpointRouteBuilder links, string path, Delegate handler) =>
        links
            .MapPost(path, handler)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.Public)
            .WithName("task-link" + path.Replace('/', '-'));

    /// <summary>What is asked before the link opens.</summary>
    public async Task<Challenge> ChallengeAsync(Request request, CancellationToken cancellationToken)
    {
        var link = await FindAsync(request.Token, cancellationToken);
        var party = await database.Set<Party>().AsNoTracking().SingleAsync(party => party.Id == link.PartyId, cancellationToken);
        return new Challenge(SendTaskLink.Asks(party), link.ExpiresAt);
    }

    public async Task<Opened> OpenAsync(Request request, CancellationToken cancellationToken)
    {
        var (link, party) = await DemandAsync(request.Token, request.Answer, cancellationToken);
        var found = (await cases.FindAsync(link.CaseId, forUpdate: false, cancellationToken))!;
        var seen = await reader.ReadAsync(found, link.Side, cancellationToken);
        var task = seen.Tasks.FirstOrDefault(step => step.Id == link.TaskId) ?? throw new ProblemException(Dead);
        return new Opened(seen.CaseNumber, party.Name, link.ExpiresAt, task, seen.Agreement);
    }

    public async Task<Done> CompleteAsync(CompleteRequest request, CancellationToken cancellationToken)
    {
        var (link, _) = await DemandAsync(request.Token, request.Answer, cancellationToken);
        await completion.RunAsync(
            link.TaskId,
            new CompleteTaskRequest(request.Outcome, request.Data, request.ExpectedRevision, request.OperationId),
            Actor.OfParty(link.Side),
            cancellationToken
        );
        database.ChangeTracker.Clear();
        var used = await database.Set<TaskLink>().SingleAsync(known => known.Id == link.Id, cancellationToken);
        used.Use(time.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
        var number = await database
            .Set<Case>()
            .Where(known => known.Id == link.CaseId)
            .Select(known => known.CaseNumber)
            .SingleAsync(cancellationToken);
        return new Done(number, used.UsedAt!.Value);
    }

    /// <summary>Multipart: <c>token</c>, <c>answer</c> and <c>files</c>.</summary>
    public async Task<Done> AddAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            throw new ProblemException(KnownProblems.UnsupportedMediaType);
        var form = await request.ReadFormAsync(cancellationToken);
        var (link, _) = await DemandAsync(form["token"], form["answer"], cancellationToken);
        var files = await UploadedFiles.ReadAsync(form.Files, scan, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var found = (await cases.FindAsync(link.CaseId, forUpdate: true, cancellationToken))!;
        await evidence.HandleAsync(found, files, link.Side, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Done(found.CaseNumber, time.GetUtcNow());
    }

    private async Task<TaskLink> FindAsync(string? token, CancellationToken cancellationToken)
    {
        if (token is not { Length: > 0 and <= LongestToken })
            throw new ProblemException(Dead);
        var hash = TaskLink.Hash(token);
        var link = await database.Set<TaskLink>().SingleOrDefaultAsync(link => link.TokenHash == hash, cancellationToken);
        return link is not null && link.IsGood(time.GetUtcNow()) ? link : throw new ProblemException(Dead);
    }

    private async Task<(TaskLink Link, Party Party)> DemandAsync(string? token, string? answer, CancellationToken cancellationToken)
    {
        var link = await FindAsync(token, cancellationToken);
        var party = await database.Set<Party>().AsNoTracking().SingleAsync(party => party.Id == link.PartyId, cancellationToken);
        // Counted before it is looked at: many answers at once get no more tries between them than one after the other.
        var links = database.Set<TaskLink>().Where(known => known.Id == link.Id);
        var counted = await links
            .Where(known => known.Wrong < TaskLink.MostWrong)
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.Wrong, known => known.Wrong + 1), cancellationToken);
        if (counted == 0)
            throw new ProblemException(Dead);
        if (!string.Equals(answer?.Trim(), SendTaskLink.Secret(party), StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(WrongAnswer(TaskLink.MostWrong - link.Wrong - 1));
        }
        await links.ExecuteUpdateAsync(set => set.SetProperty(known => known.Wrong, known => known.Wrong - 1), cancellationToken);
        log.User = link.Side;
        return (link, party);
    }

    private static Problem WrongAnswer(int left) =>
        KnownProblems.Of(
            403,
            "link.wrong-answer",
            "后四位不正确。",
            "The last four characters are wrong.",
            [
                left > 0
                    ? new FieldError(
                        "answer",
                        "wrong",
                        $"后四位不正确，再错 {left} 次链接将失效。",
                        $"Wrong; after {left} more the link is dead."
                    )
                    : new FieldError(
                        "answer",
                        "wrong",
                        "后四位不正确，链接已失效。请联系办案机构重新发送。",
                        "Wrong, and the link is dead; ask the office for a new one."
                    ),
            ]
        );

    private static Problem Dead { get; } =
        KnownProblems.Of(
            404,
            "link.dead",
            "链接无效：已使用、已过期或者不存在。请联系办案机构重新发送。",
            "This link is used, has run out or never was; ask the office for a new one.",
            []
        );
}
