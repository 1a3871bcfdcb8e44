using System.Globalization;

namespace LaborFlow.Bench;

/// <summary>One line of the table. A ratio of 1 means as good as the limit or peer; what is no limit or peer has no ratio.</summary>
/// <param name="What">What was timed.</param>
/// <param name="Ours">Our figure.</param>
/// <param name="Peer">The figure that it is held against.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="PeerName">What the peer is.</param>
/// <param name="Target">What the ratio should be.</param>
internal sealed record Measurement(string What, double Ours, double? Peer, string Unit, string PeerName, Target? Target = null)
{
    /// <summary>Ours against the peer.</summary>
    public double? Ratio => Peer is { } peer ? Ours / peer : null;

    /// <summary>Whether the target is met; null without one.</summary>
    public bool? IsMet =>
        Target is null || Ratio is null ? null
        : Target.AtLeast ? Ratio >= Target.Ratio
        : Ratio <= Target.Ratio;

    /// <summary>The table as Markdown.</summary>
    public static string Table(IEnumerable<Measurement> all)
    {
        var rows = all.Select(m =>
                new[]
                {
                    m.What,
                    $"{Number(m.Ours)} {m.Unit}",
                    m.Peer is { } peer ? $"{Number(peer)} {m.Unit} ({m.PeerName})" : m.PeerName,
                    m.Ratio is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) : "–",
                    m.Target is { } target
                        ? $"{(target.AtLeast ? "≥" : "≤")} {target.Ratio.ToString("0.##", CultureInfo.InvariantCulture)}"
                        : "–",
                    m.IsMet switch
                    {
                        true => "yes",
                        false => "NO",
                        null => "–",
                    },
                }
            )
            .Prepend(["what", "ours", "limit or peer", "ratio", "target", "met"])
            .ToList();
        var widths = Enumerable.Range(0, 6).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var lines = rows.Select(row => $"| {string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column])))} |").ToList();
        lines.Insert(1, $"|{string.Join("|", widths.Select(width => new string('-', width + 2)))}|");
        return string.Join('\n', lines);
    }

    private static string Number(double value) =>
        value.ToString(
            value switch
            {
                >= 100 => "#,0",
                >= 1 => "0.0",
                _ => "0.000",
            },
            CultureInfo.InvariantCulture
        );
}

/// <summary>What a ratio should be.</summary>
/// <param name="Ratio">The bound.</param>
/// <param name="AtLeast">Higher is better.</param>
internal sealed record Target(double Ratio, bool AtLeast);
