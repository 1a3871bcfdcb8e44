using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace LaborFlow.Persistence.Personal;

/// <summary>
/// The keys under which personal data lies in the database: AES-256-GCM for what is read back, HMAC-SHA-256 for what is only looked for.
/// Keys live outside the database and have ids; what is stored names the id of its key, so several keys serve at once and a new one can
/// take over without a stop. The last key of the ring encrypts.
/// </summary>
/// <remarks>
/// Stored text is <c>lf1:KEYID:base64(nonce, tag, cipher text)</c>. Table and column are authenticated with it: a value that is moved to
/// another column does not open. Text without that prefix was stored before encryption and is given back as it is.
/// </remarks>
public sealed class PersonalKeys
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 32;

    private const string Prefix = "lf1:";
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int IndexLength = 18;

    private readonly Func<IReadOnlyList<(string Id, byte[] Key)>> load;
    private readonly TimeProvider time;
    private readonly TimeSpan freshFor;
    private readonly Lock reloading = new();
    private volatile Ring ring;

    /// <param name="load">Reads the keys, oldest first; called again when a stored value names a key that is not known.</param>
    /// <param name="time">The clock.</param>
    /// <param name="freshFor">How long a new key may go unnoticed by a running host.</param>
    public PersonalKeys(Func<IReadOnlyList<(string Id, byte[] Key)>> load, TimeProvider time, TimeSpan freshFor)
    {
        this.load = load;
        this.time = time;
        this.freshFor = freshFor;
        ring = Ring.Of(load(), time.GetTimestamp());
    }

    /// <summary>A ring that never changes, for tests and benchmarks.</summary>
    public static PersonalKeys Fixed(params (string Id, byte[] Key)[] keys) => new(() => keys, TimeProvider.System, TimeSpan.MaxValue);

    /// <summary>The id of the key that encrypts.</summary>
    public string CurrentId => Current().Id;

    /// <summary>The ids of all keys, oldest first.</summary>
    public IReadOnlyList<string> Ids => ring.Order;

    /// <summary>How a stored text under the newest key begins.</summary>
    public string CurrentPrefix => $"{Prefix}{Current().Id}:";

    /// <summary>Reads the keys again.</summary>
    public void Reload() => Reload(ring);

    /// <summary>Encrypts a text for one column.</summary>
    public string Protect(string column, string text)
    {
        var key = Current();
        return $"{Prefix}{key.Id}:{Convert.ToBase64String(Seal(key, column, Encoding.UTF8.GetBytes(text)))}";
    }

    /// <summary>Decrypts what <see cref="Protect(string, string)"/> gave for the same column.</summary>
    /// <exception cref="PersonalDataException">The key is missing, or the value was altered or moved.</exception>
    public string Reveal(string column, string stored)
    {
        if (!stored.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return stored;
        }

        var end = stored.IndexOf(':', Prefix.Length);
        var id = end < 0 ? "" : stored[Prefix.Length..end];
        var body = new byte[stored.Length];
        return Convert.TryFromBase64String(stored[(end + 1)..], body, out var length)
            ? Encoding.UTF8.GetString(Open(Named(id, column), column, body.AsSpan(0, length)))
            : throw new PersonalDataException($"A value of {column} is damaged.");
    }

    /// <summary>Encrypts bytes for one column: <c>lf1:KEYID:</c>, then nonce, tag and cipher text.</summary>
    public byte[] Protect(string column, ReadOnlySpan<byte> content)
    {
        var key = Current();
        return [.. Encoding.ASCII.GetBytes($"{Prefix}{key.Id}:"), .. Seal(key, column, content)];
    }

    /// <summary>Decrypts bytes.</summary>
    /// <exception cref="PersonalDataException">The key is missing, or the content was altered or moved.</exception>
    public byte[] Reveal(string column, byte[] stored)
    {
        var prefix = Encoding.ASCII.GetBytes(Prefix);
        if (!stored.AsSpan().StartsWith(prefix))
        {
            return stored;
        }

        var end = stored.AsSpan(prefix.Length).IndexOf((byte)':') + prefix.Length;
        return end < prefix.Length
            ? throw new PersonalDataException($"A value of {column} is damaged.")
            : Open(Named(Encoding.ASCII.GetString(stored, prefix.Length, end - prefix.Length), column), column, stored.AsSpan(end + 1));
    }

    /// <summary>
    /// The blind index of a value: equal values have equal ones, and without the key nobody can tell which value it stands for.
    /// </summary>
    /// <param name="kind">What the value is, such as <c>phone</c>: the same digits as another kind give another index.</param>
    /// <param name="normal">The value in the form in which it is compared.</param>
    public string Index(string kind, string normal) => Index(Current(), kind, normal);

    /// <summary>The indexes of a value under all keys, for looking it up while rows still lie under older ones.</summary>
    public IReadOnlyList<string> Indexes(string kind, string normal)
    {
        _ = Current();
        return [.. ring.Keys.Values.Select(key => Index(key, kind, normal))];
    }

    private static string Index(Secret key, string kind, string normal) =>
        $"{key.Id}:{Convert.ToBase64String(HMACSHA256.HashData(key.Indexing, Encoding.UTF8.GetBytes($"{kind}\0{normal}")).AsSpan(0, IndexLength))}";

    private static byte[] Seal(Secret key, string column, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[NonceLength + TagLength + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key.Encryption, TagLength);
        cipher.Encrypt(
            nonce,
            plain,
            sealedBytes.AsSpan(NonceLength + TagLength),
            sealedBytes.AsSpan(NonceLength, TagLength),
            Encoding.UTF8.GetBytes(column)
        );
        return sealedBytes;
    }

    private static byte[] Open(Secret key, string column, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < NonceLength + TagLength)
        {
            throw new PersonalDataException($"A value of {column} is damaged.");
        }

        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key.Encryption, TagLength);
        try
        {
            cipher.Decrypt(
                sealedBytes[..NonceLength],
                sealedBytes[(NonceLength + TagLength)..],
                sealedBytes.Slice(NonceLength, TagLength),
                plain,
                Encoding.UTF8.GetBytes(column)
            );
        }
        catch (AuthenticationTagMismatchException altered)
        {
            throw new PersonalDataException($"A value of {column} under key {key.Id} was altered or moved.", altered);
        }

        return plain;
    }

    private Secret Current()
    {
        var known = ring;
        if (freshFor != TimeSpan.MaxValue && time.GetElapsedTime(known.LoadedAt) > freshFor)
        {
            known = Reload(known);
        }

        return known.Keys[known.Order[^1]];
    }

    private Secret Named(string id, string column) =>
        ring.Keys.TryGetValue(id, out var key) ? key
        // Another host may have a newer key already.
        : Reload(ring).Keys.TryGetValue(id, out key) ? key
        : throw new PersonalDataException($"Key {id} of {column} is not in the key ring.");

    private Ring Reload(Ring stale)
    {
        lock (reloading)
        {
            return ReferenceEquals(ring, stale) ? ring = Ring.Of(load(), time.GetTimestamp()) : ring;
        }
    }

    private sealed record Secret(string Id, byte[] Encryption, byte[] Indexing);

    private sealed record Ring(FrozenDictionary<string, Secret> Keys, IReadOnlyList<string> Order, long LoadedAt)
    {
        public static Ring Of(IReadOnlyList<(string Id, byte[] Key)> keys, long now) =>
            keys.Count == 0
                ? throw new PersonalDataException("The key ring of personal data is empty.")
                : new(
                    keys.ToFrozenDictionary(
                        key => key.Id,
                        key => new Secret(key.Id, Derive(key.Key, "encryption"), Derive(key.Key, "index"))
                    ),
                    [.. keys.Select(key => key.Id)],
                    now
                );

        private static byte[] Derive(byte[] key, string purpose) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: Encoding.ASCII.GetBytes($"laborflow personal data {purpose}"));
    }
}

/// <summary>Personal data cannot be read or written; the message holds none.</summary>
public sealed class PersonalDataException(string message, Exception? inner = null) : Exception(message, inner);
