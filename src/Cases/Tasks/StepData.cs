using System.Text.Json;

namespace LaborFlow.Cases.Tasks;

/// <summary>What an earlier step of a case recorded.</summary>
public sealed class StepData : IDisposable
{
    private readonly JsonDocument _document;

    private StepData(CaseTask task)
    {
        Task = task;
        _document = JsonDocument.Parse(task.DataJson ?? "{}");
    }

    /// <summary>What one completed task recorded.</summary>
    public static StepData Of(CaseTask completed) => new(completed);

    /// <summary>The completed task.</summary>
    public CaseTask Task { get; }

    /// <summary>The last completed task of a step.</summary>
    /// <exception cref="InvalidOperationException">The step was never completed in this case.</exception>
    public static async ValueTask<StepData> LastAsync(
        ITaskStore tasks,
        Guid caseId,
        string step,
        CancellationToken cancellationToken = default
    )
    {
        var task = (await tasks.ListOfCaseAsync(caseId, cancellationToken))
            .Where(t => t.Step == step && t.Status == CaseTaskStatus.Completed && !t.Dissents)
            .OrderBy(t => t.CompletionOrder)
            .ThenBy(t => t.CompletedAt)
            .LastOrDefault();
        return new StepData(task ?? throw new InvalidOperationException($"案件中没有已办结的步骤“{step}”。"));
    }

    /// <summary>A text, or null when it was left empty.</summary>
    public string? Text(string field) =>
        _document.RootElement.TryGetProperty(field, out var value)
        && value.ValueKind == JsonValueKind.String
        && !string.IsNullOrWhiteSpace(value.GetString())
            ? value.GetString()!.Trim()
            : null;

    /// <summary>A text that the form demands.</summary>
    /// <exception cref="InvalidOperationException">The form did not hold it.</exception>
    public string Required(string field) => Text(field) ?? throw new InvalidOperationException($"步骤“{Task.Step}”的表单缺少“{field}”。");

    /// <summary>An amount, or null.</summary>
    public decimal? Amount(string field) =>
        _document.RootElement.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : null;

    /// <summary>A whole number, or null.</summary>
    public int? Count(string field) =>
        _document.RootElement.TryGetProperty(field, out var value) && value.TryGetInt32(out var number) ? number : null;

    /// <summary>The rows of a list; empty when it was left out.</summary>
    public IReadOnlyList<JsonElement> List(string field) =>
        _document.RootElement.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray()]
            : [];

    /// <summary>A date, or null.</summary>
    public DateOnly? Date(string field) =>
        Text(field) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>Whether the form says anything of a field.</summary>
    public bool Has(string field) => _document.RootElement.TryGetProperty(field, out _);

    /// <summary>True when ticked.</summary>
    public bool Flag(string field) => _document.RootElement.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.True;

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();
}
