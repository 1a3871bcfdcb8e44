using LaborFlow.Cases.Audit;
using LaborFlow.Persistence.Personal;

namespace LaborFlow.Testing;

/// <summary>Keys that every test may know.</summary>
public static class TestKeys
{
    /// <summary>Of personal data. One ring for a whole test process, since the model of the database is made once for each.</summary>
    public static PersonalKeys Personal { get; } = PersonalKeys.Fixed(("test", new byte[PersonalKeys.KeyLength]));

    /// <summary>Of the audit chains.</summary>
    public static AuditKeys Audit { get; } = new("test", new Dictionary<string, byte[]> { ["test"] = [.. Enumerable.Repeat((byte)7, 32)] });

    /// <summary>A directory with keys for hosts, as a host makes them at its first start.</summary>
    public static string Directory { get; } = MakeDirectory();

    private static string MakeDirectory()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("laborflow-keys-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(directory, recursive: true);
        return directory;
    }
}
