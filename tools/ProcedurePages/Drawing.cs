using System.Globalization;
using System.Security;
using System.Text;

namespace LaborFlow.ProcedurePages;

/// <summary>
/// The picture of a procedure: the boxes and lines of the designer, smaller, in bands of some columns that are read like lines of a page. What
/// leads to another band is an arrow with the number of the box that it leads to.
/// </summary>
internal static class Drawing
{
    private const int Width = 136;
    private const int Height = 50;
    private const int Column = 190;
    private const int Row = 76;
    private const int Margin = 24;
    private const int BandGap = 34;

    /// <summary>Columns of a band; a procedure of a few more stays in one.</summary>
    private const int Columns = 8;
    private const int OneBand = 12;

    /// <summary>The pitch of the designer's grid.</summary>
    private const double GridX = 360;
    private const double GridY = 140;

    private sealed record Box(Node Node, int Number, int Band, double X, double Y);

    public static string Svg(string title, IReadOnlyList<Node> nodes, IReadOnlyList<(string From, string Port, string To)> lines)
    {
        var (boxes, width, height, bands) = Place(nodes);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0} {height:0}\" width=\"{width:0}\" height=\"{height:0}\" font-family=\"'Noto Sans CJK SC','Microsoft YaHei',sans-serif\" font-size=\"12\">\n<title>{Text(title)}</title>\n<rect width=\"{width:0}\" height=\"{height:0}\" fill=\"#fff\"/>\n"
        );
        svg.Append(
            "<defs><marker id=\"a\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\" orient=\"auto\"><path d=\"M0,0L8,4L0,8z\" fill=\"#777\"/></marker></defs>\n"
        );
        foreach (var line in bands)
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M0,{line:0}H{width:0}\" stroke=\"#dde1e6\" stroke-dasharray=\"4 4\"/>\n");
        foreach (var (from, port, to) in lines.Where(line => boxes[line.From].Band == boxes[line.To].Band))
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"{Path(boxes[from], boxes[to], boxes.Values)}\" fill=\"none\" stroke=\"#777\" marker-end=\"url(#a)\"><title>{Text(port)}</title></path>\n"
            );
        foreach (var box in boxes.Values.OrderBy(box => box.Number))
        {
            Draw(svg, box);
            DrawElsewhere(svg, box, boxes, lines);
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Boxes in reading order: band by band, column by column; rows that a band does not use take no room in it.</summary>
    private static (Dictionary<string, Box> Boxes, double Width, double Height, List<double> Bands) Place(IReadOnlyList<Node> nodes)
    {
        var (left, top) = (nodes.Min(n => n.X), nodes.Min(n => n.Y));
        var columns = nodes.Select(n => Math.Round((n.X - left) / GridX)).Distinct().Order().ToList();
        var perBand = columns.Count <= OneBand ? columns.Count : Columns;
        var boxes = new Dictionary<string, Box>(StringComparer.Ordinal);
        var bands = new List<double>();
        var y = (double)Margin;
        for (var band = 0; band * perBand < columns.Count; band++)
        {
            if (band > 0)
                bands.Add(y - BandGap / 2.0 - 4);
            var own = columns.Skip(band * perBand).Take(perBand).ToList();
            var inBand = nodes.Where(n => own.Contains(Math.Round((n.X - left) / GridX))).ToList();
            var rows = inBand.Select(n => Math.Round((n.Y - top) / GridY)).Distinct().Order().ToList();
            foreach (var node in inBand.OrderBy(n => n.X).ThenBy(n => n.Y))
                boxes[node.Id] = new Box(
                    node,
                    boxes.Count + 1,
                    band,
                    Margin + 20 + own.IndexOf(Math.Round((node.X - left) / GridX)) * Column,
                    y + rows.IndexOf(Math.Round((node.Y - top) / GridY)) * Row
                );
            y += rows.Count * Row + BandGap;
        }

        return (boxes, Margin * 2 + 20 + perBand * Column, y - BandGap + Margin, bands);
    }

    private static string Path(Box from, Box to, IEnumerable<Box> all)
    {
        var (x1, y1, x2, y2) = (from.X + Width, from.Y + Height / 2.0, to.X, to.Y + Height / 2.0);
        if (to.X.Equals(from.X))
        {
            // Above or below: straight, beside the middle, so that there and back don't cover each other.
            var down = to.Y > from.Y;
            var x = from.X + Width * (down ? 0.4 : 0.6);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"M{x:0},{(down ? from.Y + Height : from.Y):0}L{x:0},{(down ? to.Y : to.Y + Height):0}"
            );
        }

        if (to.X < from.X)
        {
            // Back: out below, along the gap under the lower of both, and up into the target from below.
            var gap = Math.Max(from.Y, to.Y) + Height + 13;
            var (a, b) = (from.X + Width * 0.62, to.X + Width * 0.38);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"M{a:0},{from.Y + Height:0}L{a:0},{gap:0}L{b:0},{gap:0}L{b:0},{to.Y + Height:0}"
            );
        }

        var middle = x2 - 18;
        var blocked = all.Any(box => box.Band == from.Band && box.X > from.X && box.X < to.X && Math.Abs(box.Y - from.Y) < 1);
        if (!blocked)
            return y1.Equals(y2)
                ? string.Create(CultureInfo.InvariantCulture, $"M{x1:0},{y1:0}L{x2:0},{y2:0}")
                : string.Create(CultureInfo.InvariantCulture, $"M{x1:0},{y1:0}L{middle:0},{y1:0}L{middle:0},{y2:0}L{x2:0},{y2:0}");
        // Something stands in the way: along the gap between the rows.
        var under = from.Y + (to.Y < from.Y ? -13 : Height + 13);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"M{x1:0},{y1:0}L{x1 + 14:0},{y1:0}L{x1 + 14:0},{under:0}L{middle:0},{under:0}L{middle:0},{y2:0}L{x2:0},{y2:0}"
        );
    }

    private static void Draw(StringBuilder svg, Box box)
    {
        var node = box.Node;
        var fill =
            node.IsTask ? "#e6f4ff"
            : node.IsException ? "#fff1f0"
            : node.Type is "End" or "Start" ? "#f0f0f0"
            : "#ffffff";
        var middle = box.X + Width / 2.0;
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<g><title>{Text(node.Name)}</title><rect x=\"{box.X:0}\" y=\"{box.Y:0}\" width=\"{Width}\" height=\"{Height}\" rx=\"6\" fill=\"{fill}\" stroke=\"#555\"/><text x=\"{box.X + 5:0}\" y=\"{box.Y + 11:0}\" font-size=\"9\" fill=\"#666\">{box.Number}</text>"
        );
        var words = Words(node.Name);
        for (var i = 0; i < words.Count; i++)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{middle:0}\" y=\"{box.Y + (words.Count == 1 ? 30 : 25 + i * 16):0}\" text-anchor=\"middle\">{Text(words[i])}</text>"
            );
        svg.Append("</g>\n");
    }

    /// <summary>Numbers of the boxes in other bands that this one leads to (right) and comes from (left).</summary>
    private static void DrawElsewhere(
        StringBuilder svg,
        Box box,
        Dictionary<string, Box> boxes,
        IReadOnlyList<(string From, string Port, string To)> lines
    )
    {
        var to = Others(lines.Where(line => line.From == box.Node.Id).Select(line => boxes[line.To]));
        var from = Others(lines.Where(line => line.To == box.Node.Id).Select(line => boxes[line.From]));
        if (to.Length > 0)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{box.X + Width + 3:0}\" y=\"{box.Y + 11:0}\" font-size=\"10\" fill=\"#0b57d0\">→{to}</text>\n"
            );
        if (from.Length > 0)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{box.X - 3:0}\" y=\"{box.Y + Height - 3:0}\" font-size=\"10\" fill=\"#0b57d0\" text-anchor=\"end\">{from}→</text>\n"
            );

        string Others(IEnumerable<Box> found)
        {
            var numbers = found.Where(other => other.Band != box.Band).Select(other => other.Number).Distinct().Order().ToList();
            return string.Join(',', numbers.Take(3)) + (numbers.Count > 3 ? "…" : "");
        }
    }

    /// <summary>A name on one line, or on two of at most ten characters.</summary>
    private static IReadOnlyList<string> Words(string name) =>
        name.Length <= 10 ? [name]
        : name.Length <= 20 ? [name[..((name.Length + 1) / 2)], name[((name.Length + 1) / 2)..]]
        : [name[..10], name[10..19] + "…"];

    private static string Text(string text) => SecurityElement.Escape(text);
}
