namespace LaborFlow.Cases.Forms;

/// <summary>The installed versions of forms.</summary>
public interface IFormStore
{
    /// <summary>A version by id; null when it is not installed. Versions never change, so implementations may cache them for good.</summary>
    ValueTask<FormVersion?> FindAsync(string formId, CancellationToken cancellationToken = default);

    /// <summary>Installs those versions whose id is not there yet, in a transaction of its own; safe when several hosts start at once.</summary>
    ValueTask InstallAsync(IReadOnlyCollection<FormVersion> forms, CancellationToken cancellationToken = default);
}
