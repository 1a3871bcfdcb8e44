using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace LaborFlow.Persistence.Personal;

/// <summary>
/// The key ring as a file outside the database: one key a line, <c>id base64</c>, the newest last. Lines are added, never taken away,
/// since backups of the database stay under the keys of their day. Readable by the host's user only.
/// </summary>
/// <param name="path">The file; shared by all hosts of one database.</param>
public sealed class PersonalKeyFile(string path)
{
    private const string Heading =
        "# Keys of personal data. Without them identity numbers, accounts and telephone numbers cannot be read: keep copies apart from the database.";

    private static readonly ConcurrentDictionary<string, PersonalKeys> Rings = new(StringComparer.Ordinal);

    /// <summary>The ring of this file, one in a process: models of the database are kept by ring. New keys are noticed within half a minute.</summary>
    /// <exception cref="PersonalDataException">The file cannot be understood.</exception>
    public PersonalKeys Ring() =>
        Rings.GetOrAdd(
            System.IO.Path.GetFullPath(path),
            _ => new PersonalKeys(() => Load(TimeProvider.System), TimeProvider.System, TimeSpan.FromSeconds(30))
        );

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>The keys, oldest first; a file that is missing is made with a first key.</summary>
    /// <exception cref="PersonalDataException">A line cannot be understood.</exception>
    public IReadOnlyList<(string Id, byte[] Key)> Load(TimeProvider time)
    {
        if (!File.Exists(path))
        {
            Replace([Heading, NewLine(time)], overwrite: false);
        }

        return [.. File.ReadAllLines(path).Where(IsKey).Select(Parse)];
    }

    /// <summary>Adds a key, which encrypts from now on. Returns its id.</summary>
    public string Add(TimeProvider time)
    {
        var lines = File.Exists(path) ? File.ReadAllLines(path).ToList() : [Heading];
        var added = NewLine(time);
        lines.Add(added);
        Replace(lines, overwrite: true);
        return Parse(added).Id;
    }

    private static bool IsKey(string line) => line.Trim() is { Length: > 0 } text && text[0] != '#';

    private (string Id, byte[] Key) Parse(string line)
    {
        var key = new byte[PersonalKeys.KeyLength];
        return
            line.Trim().Split(' ') is [{ Length: > 0 } id, var text]
            && !id.Contains(':', StringComparison.Ordinal)
            && Convert.TryFromBase64String(text, key, out var length)
            && length == key.Length
            ? (id, key)
            : throw new PersonalDataException($"{path}: a line is not \"id base64\" of {PersonalKeys.KeyLength} bytes.");
    }

    private static string NewLine(TimeProvider time)
    {
        var day = time.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var id = $"{day}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";
        return $"{id} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(PersonalKeys.KeyLength))}";
    }

    /// <summary>Whole or not at all: other hosts read the file at any moment, and two first starts may meet.</summary>
    private void Replace(IEnumerable<string> lines, bool overwrite)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(temporary, options))
        {
            foreach (var line in lines)
            {
                writer.WriteLine(line);
            }
        }

        try
        {
            File.Move(temporary, path, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            File.Delete(temporary);
        }
    }
}
