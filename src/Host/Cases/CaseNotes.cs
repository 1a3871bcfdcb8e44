using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Timeline;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Personal;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Cases;

/// <summary>办案便笺: officers write for each other; that a note was written stands in the history, its text does not.</summary>
internal static class CaseNotes
{
    public sealed record Request(string? Text);

    /// <param name="Text">Null to those who are not shown what is narrated in a case.</param>
    public sealed record Item(Guid Id, string Author, DateTimeOffset WrittenAt, string? Text);

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases.MapGet("/{id:guid}/notes", ListAsync).RequireAuthorization(Policies.CaseReaders).WithName("case-notes");
        cases.MapPost("/{id:guid}/notes", AddAsync).RequireAuthorization(Policies.Officers).WithName("add-case-note");
    }

    private static async Task<IReadOnlyList<Item>> ListAsync(
        Guid id,
        ClaimsPrincipal user,
        CaseReader reader,
        Narratives narratives,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        await reader.DemandAsync(id, user, cancellationToken);
        var notes = await database
            .Set<CaseNote>()
            .AsNoTracking()
            .Where(note => note.CaseId == id)
            .OrderByDescending(note => note.Id)
            .Select(note => new Item(note.Id, note.Author, note.WrittenAt, note.Text))
            .ToListAsync(cancellationToken);
        return await narratives.AreShownAsync(id, user, cancellationToken) ? notes : [.. notes.Select(note => note with { Text = null })];
    }

    private static async Task<Created<Item>> AddAsync(
        Guid id,
        Request request,
        ClaimsPrincipal user,
        CaseReader reader,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var text = request.Text?.Trim() ?? "";
        if (text.Length == 0)
            throw ProblemException.Field("text", "required", "请填写便笺内容。", "The note is empty.");
        if (text.Length > CaseNote.LongestText || text.Contains('\0', StringComparison.Ordinal))
            throw ProblemException.Field("text", "too-long", $"便笺不得超过{CaseNote.LongestText}字。", "The note is too long.");
        await reader.DemandAsync(id, user, cancellationToken);
        var now = time.GetUtcNow();
        var actor = user.ToActor();
        var note = new CaseNote
        {
            Id = Guid.CreateVersion7(now),
            CaseId = id,
            Author = actor.UserName,
            WrittenAt = now,
            Text = text,
        };
        database.Add(note);
        database.Add(
            CaseEvents.Create(
                id,
                now,
                actor.UserName,
                actor.Roles.FirstOrDefault(),
                "note.added",
                "添加办案便笺",
                "Added a note",
                legalBasis: null,
                publicToParties: false
            )
        );
        await database.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/cases/{id}/notes", new Item(note.Id, note.Author, note.WrittenAt, note.Text));
    }
}
