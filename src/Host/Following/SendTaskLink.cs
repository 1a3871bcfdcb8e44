using System.Net;
using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Mail;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Following;

/// <summary>
/// 发送一次性链接: an officer who meets the parties lets one of them do one step without an account. The address is shown this once, and
/// mailed when the party consented to electronic service.
/// </summary>
internal sealed class SendTaskLink(
    LaborFlowDbContext database,
    ReadTask.Reader tasks,
    CaseReader cases,
    Mailer mailer,
    TimeProvider time,
    ILogger<SendTaskLink> logger
)
{
    /// <param name="Path">The address within this site; it holds the token and is not kept.</param>
    /// <param name="Asks">What the party is asked for: <c>phone</c> or <c>idNumber</c>, the last four characters.</param>
    /// <param name="Mailed">It was mailed to the party.</param>
    public sealed record Answer(string Path, string PartyName, string Asks, DateTimeOffset ExpiresAt, bool Mailed);

    public static void Map(IEndpointRouteBuilder taskGroup) =>
        taskGroup
            .MapPost(
                "/{id:guid}/link",
                (Guid id, ClaimsPrincipal user, HttpRequest request, SendTaskLink send, CancellationToken cancellationToken) =>
                    send.HandleAsync(id, user, request, cancellationToken)
            )
            .RequireAuthorization(Policies.PartyDesk)
            .WithName("send-task-link");

    public async Task<Answer> HandleAsync(Guid id, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken)
    {
        var item = await tasks.ItemAsync(id, user, cancellationToken);
        var task = await database.Set<CaseTask>().AsNoTracking().SingleAsync(known => known.Id == id, cancellationToken);
        if (task.Party is null || !task.IsOpen)
            throw new NotAllowedException(
                "task.no-party",
                "该任务不由当事人办理，或者已办结。",
                "This task is not a party's, or it is done."
            );
        var found = await cases.DemandAsync(item.CaseId, user, cancellationToken);
        var side = task.Party == TaskParties.Applicant ? found.Applicants : found.Respondents;
        var party =
            side.FirstOrDefault(party => Secret(party) is not null)
            ?? throw new NotAllowedException(
                "link.no-number",
                "该当事人没有登记电话或者证件号码，无法核验身份。",
                "Neither a telephone nor an identity number of this party is known."
            );
        var now = time.GetUtcNow();
        var token = TaskLink.NewToken();
        // A new link ends those before it.
        foreach (
            var older in await database
                .Set<TaskLink>()
                .Where(link => link.TaskId == id && link.UsedAt == null)
                .ToListAsync(cancellationToken)
        )
            older.Use(now);
        var made = new TaskLink
        {
            Id = Guid.CreateVersion7(now),
            CaseId = found.Id,
            TaskId = id,
            Side = task.Party,
            PartyId = party.Id,
            TokenHash = TaskLink.Hash(token),
            SentBy = user.UserName(),
            SentAt = now,
            ExpiresAt = now + TaskLink.GoodFor,
        };
        database.Add(made);
        database.Add(
            CaseEvents.Internal(
                found.Id,
                now,
                user.UserName(),
                "link.sent",
                $"向{party.Name}发送“{item.Title}”一次性链接",
                $"Sent {party.Name} a one-time link for a step"
            )
        );
        await database.SaveChangesAsync(cancellationToken);
        var path = "/link/" + token;
        return new Answer(
            path,
            party.Name,
            Asks(party),
            made.ExpiresAt,
            await MailAsync(made, party, found, path, request, cancellationToken)
        );
    }

    /// <summary>What the party is asked for.</summary>
    internal static string Asks(Party party) => string.IsNullOrEmpty(party.Phone) ? "idNumber" : "phone";

    /// <summary>The last four characters of it; null when nothing is known that only the party knows.</summary>
    internal static string? Secret(Party party) =>
        party.Phone is { Length: >= 4 } phone ? phone[^4..]
        : party.IdNumber is { Length: >= 4 } number ? number[^4..]
        : null;

    private async Task<bool> MailAsync(
        TaskLink link,
        Party party,
        Case found,
        string path,
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!party.ConsentsToElectronicService || string.IsNullOrWhiteSpace(party.Email) || !mailer.IsConfigured)
            return false;
        try
        {
            var address = $"{request.Scheme}://{request.Host.Value}{path}";
            var text = $"{party.Name}：\n\n请在72小时内打开以下链接办理，链接仅可使用一次：\n{address}\n";
            await mailer.SendAsync(
                new OutgoingMail(
                    link.Id.ToString("N"),
                    party.Email,
                    party.Name,
                    $"{found.CaseNumber} 请您办理",
                    text,
                    $"<p>{WebUtility.HtmlEncode(party.Name)}：</p><p>请在72小时内打开以下链接办理，链接仅可使用一次：</p>"
                        + $"<p><a href=\"{WebUtility.HtmlEncode(address)}\">{WebUtility.HtmlEncode(address)}</a></p>",
                    null
                ),
                cancellationToken
            );
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The officer has the address and can give it another way.
            logger.LogWarning(failure, "A one-time link could not be mailed");
            return false;
        }
    }
}
