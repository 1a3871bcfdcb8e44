using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LaborFlow.Workflows;

/// <summary>Reads the procedures that are built into this assembly: one folder each, <c>definition.vN.json</c> and <c>forms/*.json</c>.</summary>
public static partial class ProcedureFiles
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The newest version of every procedure, by definition id.</summary>
    public static IReadOnlyList<Procedure> ReadAll() => Read(Embedded());

    /// <summary>Reads procedures from files.</summary>
    /// <param name="files">Content by path, e.g. <c>MED/definition.v1.json</c>, <c>MED/forms/clerk-review.json</c>.</param>
    /// <exception cref="InvalidDataException">A definition names a form that is not there, or has another id than its folder.</exception>
    public static IReadOnlyList<Procedure> Read(IReadOnlyDictionary<string, string> files)
    {
        var forms = files
            .Where(f => FormPath().IsMatch(f.Key))
            .Select(f => ReadForm(f.Key, f.Value))
            .ToDictionary(f => f.Key, StringComparer.Ordinal);
        return
        [
            .. files
                .Select(f => (Match: DefinitionPath().Match(f.Key), f.Value))
                .Where(f => f.Match.Success)
                .GroupBy(f => f.Match.Groups["folder"].Value, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g =>
                    ReadProcedure(
                        g.Key,
                        g.MaxBy(f => int.Parse(f.Match.Groups["version"].Value, CultureInfo.InvariantCulture)).Value,
                        forms
                    )
                ),
        ];
    }

    private static Procedure ReadProcedure(string folder, string json, Dictionary<string, ProcedureForm> forms)
    {
        var model = JsonNode.Parse(json)!.AsObject();
        if ((string?)model["definitionId"] != folder)
            throw new InvalidDataException($"The definition in {folder} has the id '{model["definitionId"]}'.");

        var used = new List<ProcedureForm>();
        foreach (var activity in model["root"]!["activities"]!.AsArray())
            if (activity?["form"]?["expression"] is JsonObject expression)
            {
                var key = (string?)expression["value"] ?? "";
                var form =
                    forms.GetValueOrDefault(key)
                    ?? throw new InvalidDataException($"The definition {folder} names the form '{key}', which is not there.");
                expression["value"] = form.Id;
                used.Add(form);
            }

        var pinned = model.ToJsonString(Json);
        return new Procedure(folder, pinned, Sha256(pinned), [.. used.Distinct()]);
    }

    private static ProcedureForm ReadForm(string path, string content)
    {
        var match = FormPath().Match(path);
        var key = $"{match.Groups["folder"].Value}/{match.Groups["name"].Value}";
        var form = JsonNode.Parse(content)!.AsObject();
        var schema = form["schema"]!.ToJsonString(Json);
        var ui = (form["uiSchema"] ?? new JsonObject()).ToJsonString(Json);
        return new ProcedureForm($"{key}@{Sha256(schema + "\n" + ui)[..12]}", key, schema, ui);
    }

    private static Dictionary<string, string> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            files[name.Replace('\\', '/')] = reader.ReadToEnd();
        }

        return files;
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(
        @"^(?<folder>[A-Z0-9-]+)/definition\.v(?<version>[0-9]+)\.json$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex DefinitionPath();

    [GeneratedRegex(
        @"^(?<folder>[A-Z0-9-]+)/forms/(?<name>[a-z0-9-]+)\.json$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex FormPath();
}
