using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace LaborFlow.Architecture.Tests;

/// <summary>The rooms, which of them each may use, and which outside libraries are kept out.</summary>
internal static class Rooms
{
    /// <summary>Every arrow that may be drawn, room by room. A room that is not listed here has no place in the house.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Arrows = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Engine"] = [],
        ["Statutes"] = [],
        ["Cases"] = ["Statutes"],
        ["Activities"] = ["Cases", "Engine", "Statutes"],
        ["Workflows"] = ["Engine"],
        ["Persistence"] = ["Cases", "Engine", "Statutes"],
        ["Persistence.SqlServer"] = ["Persistence", "Cases", "Engine", "Statutes"],
        ["Host"] = ["Activities", "Cases", "Engine", "Persistence", "Persistence.SqlServer", "Statutes", "Workflows"],
    };

    /// <summary>Rooms that know nothing of how cases are stored or served.</summary>
    public static readonly string[] PureRooms = ["Engine", "Statutes", "Cases", "Workflows"];

    /// <summary>Rooms that stand on the base class library alone.</summary>
    public static readonly string[] BareRooms = ["Engine", "Statutes"];

    private static readonly string[] StorageAndWeb =
    [
        "Microsoft.EntityFrameworkCore",
        "Npgsql",
        "Microsoft.Data.SqlClient",
        "Microsoft.AspNetCore",
        "Quartz",
        "AutoMapper",
    ];

    /// <summary>The arrows out of a room that must not be there: one sentence each.</summary>
    /// <param name="room">The room, such as <c>Cases</c>.</param>
    /// <param name="references">What it references: assembly, package or project names.</param>
    public static IEnumerable<string> ForbiddenArrows(string room, IEnumerable<string> references)
    {
        foreach (var reference in references)
        {
            if (reference.StartsWith("LaborFlow.", StringComparison.Ordinal))
            {
                var target = reference["LaborFlow.".Length..];
                if (!Arrows[room].Contains(target))
                    yield return $"{room} must not reference {target}";
            }
            else if (BareRooms.Contains(room) && !IsBaseClassLibrary(reference))
            {
                yield return $"{room} must reference nothing but the base class library, not {reference}";
            }
            else if (PureRooms.Contains(room) && StorageAndWeb.Any(name => reference.StartsWith(name, StringComparison.Ordinal)))
            {
                yield return $"{room} must not know {reference}";
            }
        }
    }

    /// <summary>What the compiled assembly of a room references, read from its metadata.</summary>
    public static IReadOnlyList<string> AssemblyReferences(string room)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"LaborFlow.{room}.dll"));
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    /// <summary>What the project file of a room references; the compiler leaves unused references out of the assembly.</summary>
    public static IReadOnlyList<string> ProjectReferences(string room)
    {
        var project = XDocument.Parse(Clone.Read($"src/{room}/LaborFlow.{room}.csproj"));
        return
        [
            .. project.Descendants("ProjectReference").Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value)),
            .. project.Descendants("PackageReference").Select(item => item.Attribute("Include")!.Value),
            .. project.Descendants("FrameworkReference").Select(item => item.Attribute("Include")!.Value),
        ];
    }

    private static bool IsBaseClassLibrary(string reference) =>
        reference is "netstandard" or "mscorlib" or "Microsoft.CSharp" or "Microsoft.Win32.Primitives"
        || reference.StartsWith("System.", StringComparison.Ordinal);
}
