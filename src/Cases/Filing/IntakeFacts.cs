using System.Text.Json;
using LaborFlow.Cases.Exceptions;

namespace LaborFlow.Cases.Filing;

/// <summary>先前程序: where the matter was before.</summary>
/// <param name="Kind">A code of <see cref="Background.PriorKinds"/>.</param>
/// <param name="Authority">Which office or court.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record PriorProcedure(string Kind, string? Authority, string? Number, string? Outcome);

/// <summary>证据清单: a piece of evidence, and who holds it (调解仲裁法 art 6: the employer produces what it holds).</summary>
/// <param name="Name">What it is.</param>
/// <param name="Holder">A code of <see cref="Background.Holders"/>.</param>
public sealed record EvidenceItem(string Name, string Holder);

/// <summary>申请时说明的情况: what an application tells beside parties, claims and facts.</summary>
/// <param name="PriorProcedures">Where the matter was before.</param>
/// <param name="EvidenceItems">The evidence, and who holds it.</param>
/// <param name="PreferredMediator">The mediator whom the applicant asks for.</param>
/// <param name="Language">A code of <see cref="Background.Languages"/>.</param>
public sealed record IntakeFacts(
    IReadOnlyList<PriorProcedure> PriorProcedures,
    IReadOnlyList<EvidenceItem> EvidenceItems,
    string? PreferredMediator,
    string? Language
)
{
    /// <summary>The kind of the register entry that keeps them.</summary>
    public const string Entry = "intake";

    /// <summary>The application tells nothing of the kind.</summary>
    public bool IsEmpty => PriorProcedures.Count == 0 && EvidenceItems.Count == 0 && PreferredMediator is null && Language is null;

    /// <summary>What a sound application tells.</summary>
    public static IntakeFacts Of(FileDisputeRequest request) =>
        new(
            [
                .. (request.PriorProcedures ?? []).Select(prior => new PriorProcedure(
                    prior!.Kind!,
                    Text(prior.Authority),
                    Text(prior.Number),
                    Text(prior.Outcome)
                )),
            ],
            [.. (request.EvidenceItems ?? []).Select(item => new EvidenceItem(item!.Name!.Trim(), item.Holder!))],
            Text(request.PreferredMediator),
            Text(request.Language)
        );

    /// <summary>These, and what another application tells beyond them.</summary>
    internal IntakeFacts And(IntakeFacts other) =>
        new(
            [.. PriorProcedures.Union(other.PriorProcedures)],
            [.. EvidenceItems.Union(other.EvidenceItems)],
            PreferredMediator ?? other.PreferredMediator,
            Language ?? other.Language
        );

    /// <summary>As the register keeps them.</summary>
    public static IntakeFacts? Read(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<IntakeFacts>(json, JsonSerializerOptions.Web);

    /// <summary>Those of a case, from its entries; null when it has none.</summary>
    public static IntakeFacts? Of(IEnumerable<RegisterEntry> entries) =>
        Read(entries.LastOrDefault(entry => entry.Kind == Entry)?.DataJson);

    /// <summary>The entry that keeps them.</summary>
    internal RegisterEntry ToEntry(Guid caseId, string by, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            CaseId = caseId,
            Kind = Entry,
            Text = "申请时说明的情况",
            DataJson = JsonSerializer.Serialize(this, JsonSerializerOptions.Web),
            RecordedBy = by,
            RecordedAt = at,
        };

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
