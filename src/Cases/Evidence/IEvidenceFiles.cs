namespace LaborFlow.Cases.Evidence;

/// <summary>The content store of files, addressed by content.</summary>
public interface IEvidenceFiles
{
    /// <summary>
    /// Keeps a content and gives its storage key. Keeping the same content again gives the same key. A content that no row refers to
    /// (its transaction rolled back) may be removed later by a sweep.
    /// </summary>
    ValueTask<string> KeepAsync(ReadOnlyMemory<byte> content, string sha256, CancellationToken cancellationToken = default);

    /// <summary>Opens a content for reading.</summary>
    /// <exception cref="FileNotFoundException">No such key.</exception>
    ValueTask<Stream> OpenAsync(string storageKey, CancellationToken cancellationToken = default);
}
