using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LaborFlow.Host.Tests.Reminders;

/// <summary>
/// The certificate authority of an office, which this machine trusts, and one that it does not. The framework reads whom the machine trusts
/// once a process, so the directory is named before any test runs.
/// </summary>
internal static class OwnAuthority
{
    private static readonly Lazy<X509Certificate2> Trusted = new(() => Make("LaborFlow test authority"));

#pragma warning disable CA2255 // Nothing else runs early enough: see above.
    [ModuleInitializer]
    internal static void Trust()
    {
        var directory = Directory.CreateTempSubdirectory("laborflow-authority-").FullName;
        File.WriteAllText(Path.Combine(directory, "authority.pem"), Trusted.Value.ExportCertificatePem());
        _ = SetEnvironment("SSL_CERT_DIR\0"u8.ToArray(), Encoding.UTF8.GetBytes(directory + "\0"), 1);
    }
#pragma warning restore CA2255

    // The TLS library reads the process's own environment, of which the framework changes a copy.
    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironment(byte[] name, byte[] value, int overwrite);

    /// <summary>A server's certificate from the authority that is trusted.</summary>
    public static X509Certificate2 Issue() => Issue(Trusted.Value);

    /// <summary>A server's certificate from an authority that nobody trusts.</summary>
    public static X509Certificate2 IssueUntrusted()
    {
        using var stranger = Make("Somebody else");
        return Issue(stranger);
    }

    private static X509Certificate2 Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var issued = request.Create(
            authority,
            TimeProvider.System.GetUtcNow().AddHours(-1),
            TimeProvider.System.GetUtcNow().AddDays(7),
            RandomNumberGenerator.GetBytes(8)
        );
        return issued.CopyWithPrivateKey(key);
    }
}
