using System.Globalization;

namespace LaborFlow.Host.Operations;

/// <summary>The host's command line: a command, its own words, and settings that override configuration.</summary>
/// <param name="Command">What to do: serve (when none is given), migrate, user, import.</param>
/// <param name="Words">What follows the command and is no setting, such as <c>add NAME</c>.</param>
/// <param name="Settings">Settings by configuration key. <c>--port N</c> is <c>urls</c> on localhost, <c>--demo</c> is <c>Demo=true</c>.</param>
public sealed record HostArguments(string Command, IReadOnlyList<string> Words, IReadOnlyDictionary<string, string?> Settings)
{
    private static readonly HashSet<string> Switches = new(StringComparer.OrdinalIgnoreCase) { "demo", "password-stdin", "district-year" };

    /// <exception cref="FormatException">A setting has no value, or the port is none.</exception>
    public static HostArguments Parse(IReadOnlyList<string> args)
    {
        var words = new List<string>();
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < args.Count; i++)
        {
            var argument = args[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(argument);
                continue;
            }
            var (name, value) = argument[2..].Split('=', 2) is [var left, var right] ? (left, right) : (argument[2..], null);
            if (value is null && Switches.Contains(name))
                value = "true";
            if (value is null && i + 1 < args.Count)
                value = args[++i];
            if (value is null)
                throw new FormatException($"--{name} needs a value.");
            if (name.Equals("port", StringComparison.OrdinalIgnoreCase))
            {
                if (!ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                    throw new FormatException($"--port {value}: not a port.");
                (name, value) = ("urls", $"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}");
            }
            settings[name] = value;
        }
        var command = words.Count > 0 ? words[0] : "serve";
        return new HostArguments(command, [.. words.Skip(1)], settings);
    }
}
