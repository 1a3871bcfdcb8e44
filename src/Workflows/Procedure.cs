namespace LaborFlow.Workflows;

/// <summary>A procedure as its folder holds it.</summary>
/// <param name="DefinitionId">The folder's name, and the definition's id.</param>
/// <param name="Json">The newest definition file, with each form pinned to its version.</param>
/// <param name="Hash">SHA-256 of definition and forms together, lower-case hex: another hash is another version.</param>
/// <param name="Forms">The forms that the definition names.</param>
public sealed record Procedure(string DefinitionId, string Json, string Hash, IReadOnlyList<ProcedureForm> Forms);

/// <summary>A form of a procedure.</summary>
/// <param name="Id">Key, <c>@</c> and 12 hex digits of the content's hash: tasks are pinned to it.</param>
/// <param name="Key">Procedure and file, e.g. <c>MED/clerk-review</c>.</param>
/// <param name="SchemaJson">JSON Schema.</param>
/// <param name="UiSchemaJson">UI schema.</param>
public sealed record ProcedureForm(string Id, string Key, string SchemaJson, string UiSchemaJson);
