using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Documents.Sealing;
using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Documents;

/// <summary>Makes, signs and serves the papers of a case. Call it inside the transaction that commits the case.</summary>
public sealed class DocumentDesk(
    ICaseStore cases,
    IDocumentStore documents,
    ISealStore seals,
    IEvidenceFiles contents,
    DocumentData data,
    TemplateTexts templates,
    CaseClock clock,
    TimeProvider time
)
{
    // A mail merge makes hundreds of papers of one office in one unit of work.
    private readonly Dictionary<string, SealPicture?> _seals = new(StringComparer.Ordinal);

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>生成文书: fills the newest version of a template with the case's data. An earlier draft of the kind is put aside.</summary>
    /// <param name="matter">The case, tracked.</param>
    /// <param name="code">The template's code.</param>
    /// <param name="extra">Further values; they win over the case's own.</param>
    /// <param name="issue">Numbered and issued at once, for papers that need nobody's signature.</param>
    /// <param name="by">User name or <c>workflow</c>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidOperationException">No such template.</exception>
    /// <exception cref="UnresolvedFieldsException">A field has no value; the message names all of them, and nothing is made.</exception>
    public async ValueTask<CaseDocument> GenerateAsync(
        Case matter,
        string code,
        JsonObject? extra,
        bool issue,
        string by,
        CancellationToken cancellationToken = default
    )
    {
        var template =
            await documents.LatestTemplateAsync(code, cancellationToken)
            ?? throw new InvalidOperationException($"没有文书模板“{code}”，请在系统管理中核对模板代码。");
        var earlier = await documents.DocumentsAsync(matter.Id, cancellationToken);
        var values = await data.CollectAsync(matter, earlier, cancellationToken);
        foreach (var (key, value) in extra ?? [])
        {
            // The paper of an exception says what that one asks for, whatever else was raised since; the office stays.
            if (key == "exception" && value is JsonObject raised && values[key] is JsonObject last)
                raised["office"] ??= last["office"]?.DeepClone();
            values[key] = value?.DeepClone();
        }
        return await MakeAsync(matter, template, values, earlier, null, issue ? "本机关" : null, by, cancellationToken);
    }

    /// <summary>
    /// 逐人生成: a paper of its own for every party of a side, with <c>member</c> and <c>memberNumber</c> among the fields (mail merge).
    /// </summary>
    /// <exception cref="InvalidOperationException">See <see cref="GenerateAsync"/>.</exception>
    /// <exception cref="UnresolvedFieldsException">See <see cref="GenerateAsync"/>; no paper of the group is made.</exception>
    public async ValueTask<IReadOnlyList<CaseDocument>> GenerateForEachAsync(
        Case matter,
        string code,
        IEnumerable<Party> parties,
        bool issue,
        string by,
        CancellationToken cancellationToken = default
    )
    {
        var template =
            await documents.LatestTemplateAsync(code, cancellationToken)
            ?? throw new InvalidOperationException($"没有文书模板“{code}”，请在系统管理中核对模板代码。");
        var earlier = await documents.DocumentsAsync(matter.Id, cancellationToken);
        var values = await data.CollectAsync(matter, earlier, cancellationToken);
        var made = new List<CaseDocument>();
        foreach (var party in parties.ToList())
        {
            var own = values.DeepClone().AsObject();
            own["member"] = DocumentData.Member(matter, party, own);
            own["memberNumber"] = made.Count + 1;
            made.Add(
                await MakeAsync(matter, template, own, [.. earlier, .. made], party.Id, issue ? "本机关" : null, by, cancellationToken)
            );
        }

        return made;
    }

    /// <summary>签发文书: gives the draft of a kind its number, signature and date, as a new version; of a mail merge, each member's.</summary>
    /// <param name="matter">The case, tracked.</param>
    /// <param name="code">The kind.</param>
    /// <param name="signer">The signer's user name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The last that was signed.</returns>
    /// <exception cref="InvalidOperationException">There is no draft of this kind.</exception>
    public async ValueTask<CaseDocument> SignAsync(Case matter, string code, string signer, CancellationToken cancellationToken = default)
    {
        var earlier = await documents.DocumentsAsync(matter.Id, cancellationToken);
        var drafts = earlier.Where(d => d.Kind == code && d.State == DocumentState.Draft).ToList();
        if (drafts.Count == 0)
            throw new InvalidOperationException($"案件中没有待签发的文书“{code}”。");
        var name = await documents.DisplayNameAsync(signer, cancellationToken);
        var signed = new List<CaseDocument>();
        foreach (var draft in drafts)
        {
            var template = await documents.FindTemplateAsync(draft.TemplateId!, cancellationToken);
            var values = JsonNode.Parse(draft.DataJson)!.AsObject();
            signed.Add(await MakeAsync(matter, template!, values, [.. earlier, .. signed], draft.PartyId, name, signer, cancellationToken));
        }

        return signed[^1];
    }

    /// <summary>A paper of this kind was issued.</summary>
    public async ValueTask<bool> IsIssuedAsync(Case matter, string code, CancellationToken cancellationToken = default) =>
        (await documents.DocumentsAsync(matter.Id, cancellationToken)).Any(d => d.Kind == code && d.State == DocumentState.Issued);

    /// <summary>送达文书: records how the last issued paper of a kind reached a party.</summary>
    /// <param name="matter">The case, tracked.</param>
    /// <param name="code">The kind.</param>
    /// <param name="party">The party.</param>
    /// <param name="act">What was done.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidOperationException">No paper of this kind was issued.</exception>
    /// <exception cref="NotAllowedException">See <see cref="DeemedService.Reckon"/>.</exception>
    public async ValueTask<ServiceRecord> ServeAsync(
        Case matter,
        string code,
        Party party,
        ServiceAct act,
        string by,
        CancellationToken cancellationToken = default
    )
    {
        var issued =
            (await documents.DocumentsAsync(matter.Id, cancellationToken)).LastOrDefault(d =>
                d.Kind == code && d.State == DocumentState.Issued && (d.PartyId is null || d.PartyId == party.Id)
            ) ?? throw new InvalidOperationException($"案件中没有已签发的文书“{code}”，不能送达。");
        SimpleService.Demand(matter, code, act.Method);
        var deemed = DeemedService.Reckon(act, party.ConsentsToElectronicService, on => clock.Reckon(matter, "svc-public-30d", on));
        var now = time.GetUtcNow();
        var record = new ServiceRecord
        {
            Id = Guid.CreateVersion7(now),
            CaseId = matter.Id,
            DocumentId = issued.Id,
            PartyId = party.Id,
            Method = act.Method,
            Address = act.Address ?? AddressOf(party, act.Method),
            SentOn = act.SentOn,
            ReceivedOn = act.ReceivedOn,
            DeemedOn = deemed.On,
            ReturnedBecause = act.ReturnedBecause is { Length: > 0 } reason ? reason : null,
            Explanation = deemed.Explanation,
            ProofFileId = act.ProofFileId,
            RecordedBy = by,
            RecordedAt = now,
        };
        documents.Add(record);
        matter.Revision++;
        var method = ServiceMethods.All.First(m => m.Code == act.Method);
        var paper = Path.GetFileNameWithoutExtension(issued.Name);
        cases.Add(
            CaseEvents.Public(
                matter.Id,
                now,
                by,
                deemed.On is null ? "document.returned" : "document.served",
                deemed.On is { } day
                    ? $"《{paper}》以{method.Zh}方式向{party.Name}送达，送达日期{ChineseAmount.Day(day)}"
                    : $"《{paper}》以{method.Zh}方式向{party.Name}送达未成功",
                deemed.On is { } on ? $"{paper}: served on {on:yyyy-MM-dd} ({method.En})" : $"{paper}: came back ({method.En})"
            )
        );
        return record;
    }

    private async ValueTask<SealPicture?> SealOfAsync(string office, CancellationToken cancellationToken)
    {
        if (_seals.TryGetValue(office, out var known))
            return known;
        var seal = await seals.InUseAsync(office, cancellationToken);
        return _seals[office] = seal is null
            ? null
            : new SealPicture(seal, await templates.OfAsync(seal.StorageKey, contents, cancellationToken));
    }

    /// <summary>Drafts are filled without a seal; what is issued carries that of the office which the template names.</summary>
    private async ValueTask<FilledPaper> FillAsync(
        DocumentTemplate template,
        JsonObject values,
        bool issued,
        CancellationToken cancellationToken
    )
    {
        var text = await templates.OfAsync(template.StorageKey, contents, cancellationToken);
        return issued
            ? await DocxTemplate.FillAsync(text, values, office => SealOfAsync(office, cancellationToken))
            : new FilledPaper(DocxTemplate.Fill(text, values), null);
    }

    private async ValueTask<CaseDocument> MakeAsync(
        Case matter,
        DocumentTemplate template,
        JsonObject values,
        IReadOnlyList<CaseDocument> earlier,
        Guid? partyId,
        string? signer,
        string by,
        CancellationToken cancellationToken
    )
    {
        var number = signer is null ? null : PaperNumber.Next(matter, template.Code, earlier);
        var kept = values.ToJsonString(Json);
        values["document"] = new JsonObject
        {
            ["number"] = number ?? $"{PaperNumber.BaseOf(matter)}（拟稿）",
            ["name"] = template.Name,
            ["signer"] = signer ?? "（待签发）",
            ["date"] = values["today"]?.DeepClone(),
        };
        if (signer is not null)
            values["document"]!["date"] = Places
                .ChinaDay.Today(time)
                .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var (content, seal) = await FillAsync(template, values, signer is not null, cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var now = time.GetUtcNow();
        foreach (var old in earlier.Where(d => d.Kind == template.Code && d.PartyId == partyId))
            old.Replace();
        var made = new CaseDocument
        {
            Id = Guid.CreateVersion7(now),
            CaseId = matter.Id,
            Kind = template.Code,
            // Of a hundred notices of one kind, each says whose it is.
            Name = matter.Parties.Find(p => p.Id == partyId) is { } one ? $"{template.Name}（{one.Name}）.docx" : $"{template.Name}.docx",
            PartyId = partyId,
            ContentType = PaperLayout.ContentType,
            Size = content.Length,
            Sha256 = hash,
            StorageKey = await contents.KeepAsync(content, hash, cancellationToken),
            PublicToParties = signer is not null && template.ToParties,
            CreatedBy = by,
            CreatedAt = now,
            Number = number,
            Version = earlier.Count(d => d.Kind == template.Code && d.PartyId == partyId) + 1,
            TemplateId = template.Id,
            DataJson = kept,
            SealId = seal?.Id,
        };
        if (signer is not null)
            made.Issue(signer, now);
        documents.Add(made);
        matter.Revision++;
        cases.Add(
            signer is not null && template.ToParties
                ? CaseEvents.Public(
                    matter.Id,
                    now,
                    by,
                    "document.issued",
                    $"签发《{template.Name}》（{number}）",
                    $"Issued: {template.Name} ({number})"
                )
                : CaseEvents.Internal(
                    matter.Id,
                    now,
                    by,
                    signer is null ? "document.drafted" : "document.issued",
                    signer is null ? $"拟定《{template.Name}》" : $"签发《{template.Name}》（{number}）",
                    signer is null ? $"Drafted: {template.Name}" : $"Issued: {template.Name} ({number})"
                )
        );
        if (seal is not null)
            cases.Add(
                CaseEvents.Create(
                    matter.Id,
                    now,
                    by,
                    null,
                    "document.sealed",
                    $"《{template.Name}》（{number}）加盖{seal.Office}电子印章（第{seal.Version}版）",
                    $"{template.Name} ({number}): sealed with version {seal.Version} of the seal of {seal.Office}",
                    null,
                    publicToParties: false,
                    // What the file was when the seal was on it.
                    new JsonArray(
                        new JsonObject
                        {
                            ["field"] = "document.sha256",
                            ["before"] = null,
                            ["after"] = hash,
                        }
                    ).ToJsonString(Json)
                )
            );
        return made;
    }

    private static string AddressOf(Party party, string method) =>
        SimpleService.Is(method)
            ? NumberOf(party, method)
            : (method == ServiceMethods.Electronic ? party.Email ?? party.Phone : null)
                ?? party.ServiceAddress
                ?? party.WorkplaceAddress
                ?? party.RegisteredAddress
                ?? throw new NotAllowedException(
                    "service.no-address",
                    $"当事人{party.Name}没有登记送达地址，请填写本次送达地址。",
                    "The party has no address for service; state the one that was used."
                );

    /// <summary>Who is told in a simple way is told at a number or mailbox; nobody's fax is registered.</summary>
    private static string NumberOf(Party party, string method) =>
        method switch
        {
            ServiceMethods.Phone or ServiceMethods.Sms => party.Phone,
            ServiceMethods.Email => party.Email,
            _ => null,
        }
        ?? throw new NotAllowedException(
            "service.no-number",
            $"当事人{party.Name}没有登记可用的号码或者邮箱，请在送达地址中填写本次使用的号码、邮箱。",
            "The party has no number or mailbox for this method; state the one that was used."
        );
}
