using System.Globalization;
using LaborFlow.Cases.Audit;
using LaborFlow.Persistence.Audit;

namespace LaborFlow.Host.Audit;

/// <summary>核验: one chain, or all of them with the signed daily roots.</summary>
internal sealed class VerifyAudit(AuditReader reader, AuditRoots roots, AuditKeys keys, AuditKeyFiles files)
{
    /// <summary>Checks; nothing is changed, whatever is found.</summary>
    public async Task<AuditReport> RunAsync(string? chainId, CancellationToken cancellationToken)
    {
        var report = await reader.VerifyAsync(keys, chainId, cancellationToken);
        using var signer = files.LoadRootKey();
        var found = await roots.VerifyAsync(signer, files.WitnessedRoots(), chainId, cancellationToken);
        return report with { Findings = [.. report.Findings, .. found.Except(report.Findings)] };
    }

    /// <summary>A finding in words.</summary>
    public static (string Zh, string En) Say(AuditFinding finding)
    {
        var from = finding.FromSequence.ToString(CultureInfo.InvariantCulture);
        var place =
            finding.FromSequence == finding.ToSequence ? from : $"{from}–{finding.ToSequence.ToString(CultureInfo.InvariantCulture)}";
        return finding.Fault switch
        {
            AuditFault.Altered => ($"第{place}条记录被篡改", $"Entry {place} was altered"),
            AuditFault.Missing => ($"第{place}条记录被删除", $"Entry {place} is missing"),
            AuditFault.Inserted => ($"第{place}条记录是插入的", $"Entry {place} was inserted"),
            AuditFault.BrokenLink => ($"第{place}条记录与前一条不衔接", $"Entry {place} does not follow the one before it"),
            AuditFault.UnknownKey => ($"第{place}条记录的密钥未知", $"Entry {place} was sealed with an unknown key"),
            AuditFault.Truncated => ($"第{place}条起的记录被截去", $"The chain was cut off: entry {place} is gone"),
            _ => ($"{from}的日根不符", $"The signed root of {from} does not hold"),
        };
    }
}
