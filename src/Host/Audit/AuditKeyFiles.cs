using System.Globalization;
using System.Security.Cryptography;
using LaborFlow.Cases.Audit;
using LaborFlow.Host.Operations;

namespace LaborFlow.Host.Audit;

/// <summary>
/// The secrets of the audit chain, in a directory outside the database. <c>audit.key</c> holds one key a line (<c>id base64</c>), the last
/// of which makes new seals: keys are rotated by adding a line, and none is ever taken away. <c>audit-root.key</c> signs daily roots;
/// <c>audit-root.pub</c> is its public half, for whoever checks them elsewhere.
/// </summary>
public sealed class AuditKeyFiles(IConfiguration configuration, TimeProvider time)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="SetupException">No directory is configured.</exception>
    public string Directory =>
        configuration["Audit:KeyDirectory"] is { Length: > 0 } own ? own
        : configuration["LaborFlow:DataDirectory"] is { Length: > 0 } data ? data
        : throw new SetupException(
            "No place for the audit keys: set Audit__KeyDirectory (or LaborFlow__DataDirectory), shared by all hosts of the database."
        );

    /// <summary>Reads the keys of seals; the first start makes one.</summary>
    /// <exception cref="SetupException">The file cannot be read or understood.</exception>
    public AuditKeys Load()
    {
        var file = Path.Combine(Directory, "audit.key");
        if (!File.Exists(file))
            Create(file, "# " + Warning + "\n" + NewLine() + "\n");
        var keys = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var current = "";
        foreach (
            var line in Read(file)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => line[0] != '#')
        )
        {
            var key = new byte[64];
            if (
                line.Split(' ') is not [var id, var text]
                || !Convert.TryFromBase64String(text, key, out var length)
                || length < 32
                || !keys.TryAdd(id, key[..length])
            )
                throw new SetupException($"{file}: a line is not \"id base64\" of at least 32 bytes, or its id is repeated.");
            current = id;
        }
        return keys.Count > 0 ? new AuditKeys(current, keys) : throw new SetupException($"{file} holds no key.");
    }

    /// <summary>The key that signs daily roots, with its private part; made when it is missing. The caller disposes it.</summary>
    public ECDsa LoadRootKey()
    {
        var file = Path.Combine(Directory, "audit-root.key");
        if (!File.Exists(file))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Create(file, made.ExportPkcs8PrivateKeyPem() + "\n");
        }
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(Read(file));
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new SetupException($"{file} holds no private key in PEM.");
        }
        var publicFile = Path.Combine(Directory, "audit-root.pub");
        if (!File.Exists(publicFile))
            File.WriteAllText(publicFile, key.ExportSubjectPublicKeyInfoPem() + "\n");
        return key;
    }

    /// <summary>Notes a signed root beside the keys, where who can write to the database cannot reach it.</summary>
    public void Witness(DailyRoot root) =>
        File.AppendAllText(
            Path.Combine(Directory, WitnessFile),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{root.Day:yyyy-MM-dd} {root.Chains} {root.Entries} {root.Digest} {root.Signature}\n"
            )
        );

    /// <summary>The roots noted here; lines that are none are passed over.</summary>
    public IReadOnlyList<DailyRoot> WitnessedRoots()
    {
        var file = Path.Combine(Directory, WitnessFile);
        if (!File.Exists(file))
            return [];
        var roots = new List<DailyRoot>();
        foreach (var line in Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                line.Split(' ') is [var day, var chains, var entries, var digest, var signature]
                && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                && long.TryParse(chains, CultureInfo.InvariantCulture, out var chainCount)
                && long.TryParse(entries, CultureInfo.InvariantCulture, out var entryCount)
            )
                roots.Add(new DailyRoot(date, chainCount, entryCount, digest, signature));
        }
        return roots;
    }

    private const string WitnessFile = "audit-roots.txt";

    private const string Warning =
        "Keys of the audit chain: whoever loses them cannot verify, whoever reads them can forge. Keep copies apart from the database.";

    private string NewLine()
    {
        var id =
            time.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture)
            + "-"
            + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        return id + " " + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    }

    /// <summary>Several hosts may start at once on one directory: the file appears whole, and one of them makes it.</summary>
    private static void Create(string file, string content)
    {
        var directory = Path.GetDirectoryName(file)!;
        System.IO.Directory.CreateDirectory(directory);
        var temporary = Path.Combine(directory, Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(temporary, options))
            writer.Write(content);
        try
        {
            File.Move(temporary, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(temporary);
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"{file} cannot be read: {unreadable.Message}");
        }
    }
}
