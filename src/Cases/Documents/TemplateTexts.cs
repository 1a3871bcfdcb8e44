using System.Collections.Concurrent;
using LaborFlow.Cases.Evidence;

namespace LaborFlow.Cases.Documents;

/// <summary>The texts of templates by the hash of their content, which never changes: they are few, and every paper needs one. One for the program.</summary>
public sealed class TemplateTexts
{
    private const int Most = 500;

    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    /// <summary>The content of a template, or of a seal's picture, by its storage key, read from <paramref name="contents"/> the first time; not to be written into.</summary>
    public async ValueTask<byte[]> OfAsync(string storageKey, IEvidenceFiles contents, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(storageKey, out var known))
            return known;
        await using var source = await contents.OpenAsync(storageKey, cancellationToken);
        using var copy = new MemoryStream();
        await source.CopyToAsync(copy, cancellationToken);
        if (_known.Count >= Most)
            _known.Clear();
        return _known[storageKey] = copy.ToArray();
    }
}
