using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Personal;

/// <summary>
/// 案情、笔录、便笺: what is narrated in a case, often of injuries, illness or pregnancy (敏感个人信息, 个人信息保护法 art 28). Those who work on the case
/// read it; those who see every case by their role get it for a reason that is written into the case's history first. Administrators do not.
/// </summary>
internal sealed class Narratives(LaborFlowDbContext database, CaseReader reader, ICaseStore cases, TimeProvider time)
{
    /// <summary>Why it is needed.</summary>
    public sealed record Request(string? Reason);

    /// <param name="Number">Of the session or the hearing.</param>
    public sealed record Record(int Number, DateOnly HeldOn, string Text);

    public sealed record Note(string Author, DateTimeOffset WrittenAt, string Text);

    /// <summary>Everything that is narrated.</summary>
    public sealed record Answer(string Facts, IReadOnlyList<Record> Sessions, IReadOnlyList<Record> Hearings, IReadOnlyList<Note> Notes);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapPost(
                "/{id:guid}/narratives/unmask",
                (Guid id, Request request, ClaimsPrincipal user, Narratives narratives, CancellationToken cancellationToken) =>
                    narratives.UnmaskAsync(id, request, user, cancellationToken)
            )
            .RequireAuthorization(Policies.CaseNarratives)
            .WithName("unmask-narratives");

    /// <summary>Whether they are shown without asking.</summary>
    /// <param name="user">The reader.</param>
    /// <param name="worksOnIt">A task of the case is or was the reader's.</param>
    public static bool AreShown(ClaimsPrincipal user, bool worksOnIt) => worksOnIt || !user.ReadsAll();

    /// <inheritdoc cref="AreShown"/>
    public async Task<bool> AreShownAsync(Guid caseId, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var name = user.UserName();
        return AreShown(user, worksOnIt: false)
            || await database
                .Set<CaseTask>()
                .AnyAsync(task => task.CaseId == caseId && (task.Assignee == name || task.CompletedBy == name), cancellationToken);
    }

    public async Task<Answer> UnmaskAsync(Guid id, Request request, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var reason = Unmasking.Reason(request.Reason);
        var found = await reader.DemandAsync(id, user, cancellationToken);
        cases.Add(
            Unmasking.Event(
                id,
                user,
                time.GetUtcNow(),
                reason,
                "案情与笔录全文",
                "what is narrated in the case",
                "《个人信息保护法》第28条、第34条"
            )
        );
        await database.SaveChangesAsync(cancellationToken);
        return new Answer(
            found.Facts,
            await database
                .Set<MediationSession>()
                .AsNoTracking()
                .Where(session => session.CaseId == id)
                .OrderBy(session => session.Number)
                .Select(session => new Record(session.Number, session.HeldOn, session.Summary))
                .ToListAsync(cancellationToken),
            await database
                .Set<Hearing>()
                .AsNoTracking()
                .Where(hearing => hearing.CaseId == id && hearing.Record != null)
                .OrderBy(hearing => hearing.Number)
                .Select(hearing => new Record(hearing.Number, hearing.HeldOn, hearing.Record!))
                .ToListAsync(cancellationToken),
            await database
                .Set<CaseNote>()
                .AsNoTracking()
                .Where(note => note.CaseId == id)
                .OrderBy(note => note.Id)
                .Select(note => new Note(note.Author, note.WrittenAt, note.Text))
                .ToListAsync(cancellationToken)
        );
    }
}
