namespace LaborFlow.Cases.Forms;

/// <summary>A version of a form. Never changes: a changed form is a new version with another id.</summary>
public sealed class FormVersion
{
    /// <summary>Key, <c>@</c> and the first 12 hex digits of the content's SHA-256, e.g. <c>MED/clerk-review@3f2a09b1c4d5</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Procedure and form, e.g. <c>MED/clerk-review</c>.</summary>
    public required string Key { get; init; }

    /// <summary>JSON Schema (the subset of <c>FormSchema</c>).</summary>
    public required string SchemaJson { get; init; }

    /// <summary>UI schema: order, widgets, hints.</summary>
    public required string UiSchemaJson { get; init; }

    /// <summary>When it was installed.</summary>
    public required DateTimeOffset InstalledAt { get; init; }
}
