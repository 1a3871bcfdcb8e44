namespace LaborFlow.Cases.Audit;

/// <summary>
/// The secret keys that seals are made with. They live outside the database: whoever can write to the database alone cannot forge a seal.
/// </summary>
public sealed class AuditKeys
{
    private readonly IReadOnlyDictionary<string, byte[]> _keys;

    /// <summary>Takes the keys; seals are made with the current one and verified with any.</summary>
    /// <param name="currentId">The key for new seals.</param>
    /// <param name="keys">All keys by id, at least 32 bytes each.</param>
    /// <exception cref="ArgumentException">The current key is missing, or a key is shorter than 32 bytes.</exception>
    public AuditKeys(string currentId, IReadOnlyDictionary<string, byte[]> keys)
    {
        if (!keys.ContainsKey(currentId))
            throw new ArgumentException($"The current audit key '{currentId}' is not among the keys.", nameof(currentId));
        if (keys.Any(key => key.Value.Length < 32))
            throw new ArgumentException("An audit key must have at least 32 bytes.", nameof(keys));
        CurrentId = currentId;
        _keys = keys;
    }

    /// <summary>The id of the key for new seals.</summary>
    public string CurrentId { get; }

    /// <summary>The key of an id; null when it is unknown, in which case its seals cannot be verified.</summary>
    public byte[]? Find(string id) => _keys.GetValueOrDefault(id);
}
