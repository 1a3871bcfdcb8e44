using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Publication;

/// <summary>
/// 裁决书公开: makes copies of a case's awards from which personal data are taken out, puts them where anybody may read them, and takes them back.
/// An award is published once it binds, after two officers looked at the copy; what must not be known is not published at all.
/// </summary>
public sealed class PublishAward(
    ICaseStore cases,
    ICaseRecords records,
    IDocumentStore documents,
    IEvidenceFiles contents,
    ITaskStore tasks,
    ExceptionDesk desk,
    TimeProvider time
)
{
    /// <summary>The register entry of an award that anybody may read; its data are a <see cref="PublicAward"/>.</summary>
    public const string Published = "award-publication";

    /// <summary>The register entry that takes the case's publications back.</summary>
    public const string Withdrawn = "award-publication-withdrawn";

    /// <summary>The register entry of a decision not to publish.</summary>
    public const string Withheld = "award-withheld";

    /// <summary>The kind of the redacted copies.</summary>
    public const string CopyKind = Procedures.Publication + "/public-award";

    /// <summary>The end of a case whose award binds.</summary>
    public const string Effective = "award-effective";

    private const string Basis = "《劳动争议调解仲裁法》第26条";
    private const string Heading = "（公开文本：个人信息已隐去）";

    private static readonly string[] Awards = ["ARB/award-final", "ARB/award-open", "FTA/award-final", "FTA/award-open"];

    /// <summary>Why an award is not published.</summary>
    public static readonly IReadOnlyList<CodeName> Grounds =
    [
        new("state-secret", "涉及国家秘密", "State secrets"),
        new("trade-secret", "涉及商业秘密", "Trade secrets"),
        new("privacy", "涉及个人隐私", "Privacy"),
        new("minor", "涉及未成年人", "A minor"),
        new("not-public", "当事人协议不公开审理", "The parties agreed on a closed hearing"),
        new("unsuitable", "其他不宜公开的情形", "Otherwise unsuitable"),
    ];

    /// <summary>Makes the redacted copies; earlier ones that were not published are put aside.</summary>
    /// <param name="matter">The case, tracked.</param>
    /// <param name="step">The step whose form lists what to mask beyond the rules: <c>terms</c> (text, kind).</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many copies were made; zero when the case has no issued award.</returns>
    /// <exception cref="InvalidOperationException">Something that had to go is still there.</exception>
    public async ValueTask<int> RedactAsync(Case matter, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, matter.Id, step, cancellationToken);
        var terms = data.List("terms")
            .Select(row => new MaskedTerm(row.GetProperty("text").GetString()!, row.GetProperty("kind").GetString()!))
            .ToList();
        var papers = await documents.DocumentsAsync(matter.Id, cancellationToken);
        foreach (var old in papers.Where(p => p.Kind == CopyKind))
            old.Replace();
        var by = data.Task.CompletedBy!;
        var redaction = Redaction.Of(matter, terms);
        var made = 0;
        foreach (var award in papers.Where(p => Awards.Contains(p.Kind) && p.State == DocumentState.Issued))
        {
            documents.Add(await CopyAsync(matter, award, redaction, by, papers.Count(p => p.Kind == CopyKind) + ++made, cancellationToken));
        }

        matter.Revision++;
        if (made == 0)
            return 0;
        var counts = Redaction.Kinds.Where(k => redaction.Found.ContainsKey(k.Code)).Select(k => $"{k.Zh}{redaction.Found[k.Code]}处");
        cases.Add(
            CaseEvents.Internal(
                matter.Id,
                time.GetUtcNow(),
                by,
                "award.redacted",
                $"制作裁决书公开文本{made}份，隐去{string.Join("、", counts)}",
                $"{made} copies for publication were made",
                Basis
            )
        );
        return made;
    }

    private async ValueTask<CaseDocument> CopyAsync(
        Case matter,
        CaseDocument award,
        Redaction redaction,
        string by,
        int version,
        CancellationToken cancellationToken
    )
    {
        var copy = DocxRedaction.Rewrite(await ReadAsync(award, cancellationToken), redaction.Apply, Heading);
        if (redaction.Remaining(DocxText.Whole(copy)) is { Count: > 0 } left)
            throw new InvalidOperationException($"公开文本仍有{left.Count}处应当隐去的内容，没有制作。");
        var hash = Convert.ToHexStringLower(SHA256.HashData(copy));
        var now = time.GetUtcNow();
        return new CaseDocument
        {
            Id = Guid.CreateVersion7(now),
            CaseId = matter.Id,
            Kind = CopyKind,
            Name = $"{Path.GetFileNameWithoutExtension(award.Name)}（公开文本）.docx",
            ContentType = PaperLayout.ContentType,
            Size = copy.Length,
            Sha256 = hash,
            StorageKey = await contents.KeepAsync(copy, hash, cancellationToken),
            CreatedBy = by,
            CreatedAt = now,
            Version = version,
            DataJson = JsonSerializer.Serialize(new { award = award.Id, number = award.Number }, JsonSerializerOptions.Web),
        };
    }

    private async ValueTask<byte[]> ReadAsync(CaseDocument paper, CancellationToken cancellationToken)
    {
        await using var stream = await contents.OpenAsync(paper.StorageKey, cancellationToken);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }

    /// <summary>公开: the copies that were looked at go where anybody may read them.</summary>
    /// <returns>False when the award does not bind any more, or there is no copy; the history says so.</returns>
    public async ValueTask<bool> PublishAsync(Case matter, string step, CancellationToken cancellationToken = default)
    {
        var (by, _) = await desk.DeciderAsync(matter, step, cancellationToken);
        var copies = (await documents.DocumentsAsync(matter.Id, cancellationToken))
            .Where(d => d.Kind == CopyKind && d.State == DocumentState.Draft)
            .ToList();
        if (matter.ClosedAs != Effective || copies.Count == 0)
        {
            desk.Tell(
                matter,
                "workflow",
                "award.not-published",
                "裁决书没有发生法律效力，不予公开",
                "The award does not bind and is not published",
                Basis
            );
            return false;
        }

        var name = await documents.DisplayNameAsync(by, cancellationToken);
        foreach (var copy in copies)
        {
            copy.Issue(name, time.GetUtcNow());
            using var source = JsonDocument.Parse(copy.DataJson);
            var number = source.RootElement.GetProperty("number").GetString();
            var employers = string.Join("、", matter.Parties.Where(p => p.Kind == "employer").Select(p => p.Name));
            var cause = ClaimCauses.Find(matter.MainCause)?.Zh ?? matter.MainCause;
            desk.Enter(
                matter,
                Published,
                $"{number} {employers} {cause}争议",
                by,
                new PublicAward(
                    copy.Id,
                    number ?? matter.DocketNumber ?? matter.CaseNumber,
                    Path.GetFileNameWithoutExtension(copy.Name),
                    employers,
                    (await AwardedOnAsync(source, matter, cancellationToken)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                )
            );
        }

        matter.Revision++;
        desk.Tell(
            matter,
            by,
            "award.published",
            "裁决书已隐去个人信息后公开，任何人可以查阅；认为不应当公开的，可以申请撤回公开",
            "The award was published without personal data; a party may ask to take it back",
            Basis
        );
        return true;
    }

    private async ValueTask<DateOnly> AwardedOnAsync(JsonDocument source, Case matter, CancellationToken cancellationToken)
    {
        var id = source.RootElement.GetProperty("award").GetGuid();
        var award = (await documents.DocumentsAsync(matter.Id, cancellationToken)).First(d => d.Id == id);
        return ChinaDay.Of(award.IssuedAt!.Value);
    }

    /// <summary>不予公开: for a reason that a step's form names (ground).</summary>
    public async ValueTask WithholdAsync(Case matter, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, matter.Id, step, cancellationToken);
        var ground = Grounds.First(g => g.Code == data.Required("ground"));
        desk.Enter(matter, Withheld, $"裁决书不予公开：{ground.Zh}", data.Task.CompletedBy!, new { ground = ground.Code });
        matter.Revision++;
        desk.Tell(
            matter,
            data.Task.CompletedBy!,
            "award.withheld",
            $"裁决书不予公开：{ground.Zh}",
            $"The award is not published: {ground.En}",
            Basis
        );
    }

    /// <summary>Whether anybody may read an award of the case now.</summary>
    /// <param name="entries">The case's register, oldest first.</param>
    public static bool IsPublic(IReadOnlyList<RegisterEntry> entries) =>
        entries.LastOrDefault(e => e.Kind is Published or Withdrawn) is { Kind: Published };

    /// <summary>撤回公开: nobody reads the case's awards any more.</summary>
    public async ValueTask WithdrawAsync(Case matter, string by, string reason, CancellationToken cancellationToken = default)
    {
        if (!IsPublic(await records.ListAsync<RegisterEntry>(matter.Id, cancellationToken)))
            return;
        desk.Enter(matter, Withdrawn, $"撤回公开：{reason}", by);
        matter.Revision++;
        desk.Tell(matter, by, "award.unpublished", $"裁决书已撤回公开：{reason}", "The award is not public any more", Basis);
    }
}

/// <summary>An award that anybody may read, as its register entry holds it.</summary>
/// <param name="DocumentId">The redacted copy.</param>
/// <param name="Number">文号 of the award.</param>
/// <param name="Name">What it is, e.g. 仲裁裁决书（终局裁决）（公开文本）.</param>
/// <param name="Employers">The employers of the case.</param>
/// <param name="DecidedOn">The day of the award, yyyy-MM-dd.</param>
public sealed record PublicAward(Guid DocumentId, string Number, string Name, string Employers, string DecidedOn);
