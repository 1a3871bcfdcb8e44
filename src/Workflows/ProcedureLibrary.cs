using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Workflows;

/// <summary>What installing a procedure did.</summary>
public enum InstallOutcome
{
    /// <summary>This content is installed already.</summary>
    Unchanged,

    /// <summary>A new version was installed and published.</summary>
    Installed,

    /// <summary>The definition was changed in the designer since it was installed; the file waits until an administrator takes it over.</summary>
    LocalChangesKept,
}

/// <summary>
/// Installs procedures as definitions. A file with new content becomes a new published version; a definition whose latest version was made
/// in the designer is left as it is. Install the forms first, so that no published version names a form that is not there.
/// </summary>
public sealed class ProcedureLibrary(DefinitionLibrary definitions)
{
    /// <summary>The custom property that says which content a version was installed from.</summary>
    public const string SourceProperty = "laborflowSource";

    /// <summary>Installs one procedure; call it in a transaction that one host at a time may hold.</summary>
    /// <exception cref="DefinitionRefusedException">The file cannot be compiled or published.</exception>
    public async ValueTask<InstallOutcome> InstallAsync(Procedure procedure, CancellationToken cancellationToken = default)
    {
        var versions = await definitions.ListVersionsAsync(procedure.DefinitionId, cancellationToken);
        if (versions.Any(v => SourceOf(v) == procedure.Hash))
            return InstallOutcome.Unchanged;

        if (versions.FirstOrDefault(v => v.IsLatest) is { } latest && !IsAsInstalled(latest, versions))
            return InstallOutcome.LocalChangesKept;

        var model = JsonNode.Parse(procedure.Json)!.AsObject();
        if (model["customProperties"] is not JsonObject properties)
            model["customProperties"] = properties = [];
        properties[SourceProperty] = procedure.Hash;
        await definitions.SaveAsync(new WorkflowDefinition(model), publish: true, cancellationToken: cancellationToken);
        return InstallOutcome.Installed;
    }

    // The designer keeps custom properties, so an edited copy carries the same source as the version that it was made from:
    // only the first version of a source is the installed one.
    private static bool IsAsInstalled(DefinitionRow latest, IReadOnlyList<DefinitionRow> versions) =>
        SourceOf(latest) is { } source && versions.First(v => SourceOf(v) == source).Id == latest.Id;

    private static string? SourceOf(DefinitionRow row) => (string?)JsonNode.Parse(row.Json)?["customProperties"]?[SourceProperty];
}
