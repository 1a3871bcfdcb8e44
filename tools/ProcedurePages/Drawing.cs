using System.Globalization;
using System.Security;
using System.Text;

namespace LaborFlow.ProcedurePages;

/// <summary>The picture of a procedure: the boxes and lines of the designer, smaller.</summary>
internal static class Drawing
{
    private const double Scale = 0.5;
    private const int Width = 130;
    private const int Height = 44;

    public static string Svg(string title, IReadOnlyList<Node> nodes, IReadOnlyList<(string From, string Port, string To)> lines)
    {
        var (left, top) = (nodes.Min(n => n.X), nodes.Min(n => n.Y));
        var places = nodes.ToDictionary(
            n => n.Id,
            n => (X: (n.X - left) * Scale + 20, Y: (n.Y - top) * Scale + 20),
            StringComparer.Ordinal
        );
        var (width, height) = (places.Values.Max(p => p.X) + Width + 20, places.Values.Max(p => p.Y) + Height + 20);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0} {height:0}\" width=\"{width:0}\" height=\"{height:0}\" font-family=\"sans-serif\" font-size=\"12\">\n<title>{Text(title)}</title>\n"
        );
        svg.Append(
            "<defs><marker id=\"a\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\" orient=\"auto\"><path d=\"M0,0L8,4L0,8z\" fill=\"#888\"/></marker></defs>\n"
        );
        foreach (var (from, port, to) in lines)
        {
            var (a, b) = (places[from], places[to]);
            var back = b.X <= a.X;
            var (x1, y1) = back ? (a.X + Width / 2.0, a.Y + Height) : (a.X + Width, a.Y + Height / 2.0);
            var (x2, y2) = back ? (b.X + Width / 2.0, b.Y + Height) : (b.X, b.Y + Height / 2.0);
            var path = back
                ? string.Create(CultureInfo.InvariantCulture, $"M{x1:0},{y1:0}C{x1:0},{y1 + 40:0} {x2:0},{y2 + 40:0} {x2:0},{y2:0}")
                : string.Create(CultureInfo.InvariantCulture, $"M{x1:0},{y1:0}C{x1 + 25:0},{y1:0} {x2 - 25:0},{y2:0} {x2:0},{y2:0}");
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"{path}\" fill=\"none\" stroke=\"#888\" marker-end=\"url(#a)\"><title>{Text(port)}</title></path>\n"
            );
        }

        foreach (var node in nodes)
        {
            var (x, y) = places[node.Id];
            var fill =
                node.IsTask ? "#e6f4ff"
                : node.IsException ? "#fff1f0"
                : node.Type is "End" or "Start" ? "#f0f0f0"
                : "#ffffff";
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{x:0}\" y=\"{y:0}\" width=\"{Width}\" height=\"{Height}\" rx=\"6\" fill=\"{fill}\" stroke=\"#555\"/><text x=\"{x + Width / 2.0:0}\" y=\"{y + 26:0}\" text-anchor=\"middle\">{Text(node.Name.Length > 10 ? node.Name[..9] + "…" : node.Name)}<title>{Text(node.Name)}</title></text>\n"
            );
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Text(string text) => SecurityElement.Escape(text);
}
