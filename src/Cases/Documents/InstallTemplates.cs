using System.Security.Cryptography;
using System.Text;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Evidence;

namespace LaborFlow.Cases.Documents;

/// <summary>Brings templates into the store. Each change is a new version; papers made before keep theirs.</summary>
public sealed class InstallTemplates(IDocumentStore documents, IEvidenceFiles contents, TimeProvider time)
{
    /// <summary>Who a template from the release is said to come from.</summary>
    public const string Release = "laborflow";

    /// <summary>
    /// Installs the templates of the release: a source that is not installed yet becomes a new version, unless an administrator's own
    /// version is the newest one, which then stays.
    /// </summary>
    /// <param name="sources">Source text by code.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The codes of those installed.</returns>
    public async ValueTask<IReadOnlyList<string>> FromReleaseAsync(
        IReadOnlyDictionary<string, string> sources,
        CancellationToken cancellationToken = default
    )
    {
        var known = (await documents.TemplatesAsync(cancellationToken)).ToLookup(t => t.Code, StringComparer.Ordinal);
        var installed = new List<string>();
        foreach (var (code, source) in sources.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var hash = Hash(Encoding.UTF8.GetBytes(source));
            var versions = known[code].ToList();
            if (versions.Exists(t => t.SourceHash == hash) || versions is [{ SourceHash: null }, ..])
                continue;

            var paper = PaperSource.Read(code, source);
            await AddAsync(
                paper.Code,
                paper.Name,
                paper.ToParties,
                PaperLayout.Write(paper),
                hash,
                Release,
                null,
                versions.Count,
                cancellationToken
            );
            installed.Add(code);
        }

        return installed;
    }

    /// <summary>Takes a Word document as the new version of a template.</summary>
    /// <param name="code">An installed code.</param>
    /// <param name="content">The .docx.</param>
    /// <param name="note">What changed.</param>
    /// <param name="by">User name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidInputException">Not a Word document, no note, or a field that no earlier version of the template knows.</exception>
    /// <exception cref="NotAllowedException">No such template (<c>template.unknown</c>).</exception>
    public async ValueTask<DocumentTemplate> UploadAsync(
        string code,
        ReadOnlyMemory<byte> content,
        string? note,
        string by,
        CancellationToken cancellationToken = default
    )
    {
        var versions = (await documents.TemplatesAsync(cancellationToken)).Where(t => t.Code == code).ToList();
        if (versions.Count == 0)
            throw new NotAllowedException("template.unknown", "没有这个文书模板。", "There is no such template.");

        if (string.IsNullOrWhiteSpace(note))
            throw new InvalidInputException([new("note", "required", "请说明修改内容和依据。", "Say what changed and why.")]);

        var errors = AcceptedFiles.Check([new UploadedFile("template.docx", content)], out _);
        if (errors.Count > 0)
            throw new InvalidInputException([.. errors.Select(e => e with { Field = "file" })]);

        var fields = FieldsOf(content);
        if (fields.Count == 0)
            throw new InvalidInputException([
                new("file", "no-fields", "模板中没有任何字段（{{…}}），不能生成文书。", "The template has no field ({{…}})."),
            ]);

        return await AddAsync(
            code,
            versions[0].Name,
            versions[0].ToParties,
            content.ToArray(),
            null,
            by,
            note.Trim(),
            versions.Count,
            cancellationToken
        );
    }

    private static IReadOnlyList<string> FieldsOf(ReadOnlyMemory<byte> content)
    {
        try
        {
            return DocxTemplate.Fields(content);
        }
        catch (InvalidDataException)
        {
            throw new InvalidInputException([
                new("file", "not-a-document", "文件不是可用的Word文档（.docx）。", "The file is not a usable Word document (.docx)."),
            ]);
        }
    }

    private async ValueTask<DocumentTemplate> AddAsync(
        string code,
        string name,
        bool toParties,
        byte[] content,
        string? sourceHash,
        string by,
        string? note,
        int versions,
        CancellationToken cancellationToken
    )
    {
        var hash = Hash(content);
        var template = new DocumentTemplate
        {
            Id = $"{code}@{(sourceHash ?? hash)[..12]}-{versions + 1}",
            Code = code,
            Name = name,
            Version = versions + 1,
            ToParties = toParties,
            StorageKey = await contents.KeepAsync(content, hash, cancellationToken),
            SourceHash = sourceHash,
            AddedBy = by,
            AddedAt = time.GetUtcNow(),
            Note = note,
        };
        documents.Add(template);
        return template;
    }

    private static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
