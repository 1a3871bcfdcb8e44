namespace LaborFlow.Cases.Tasks;

/// <summary>A named way to complete a task; the workflow continues at the port of the same code.</summary>
/// <param name="Code">Stable code and port name.</param>
/// <param name="Zh">The button's text.</param>
/// <param name="En">The same in English.</param>
/// <param name="Kind"><c>primary</c>, <c>default</c> or <c>danger</c>.</param>
/// <param name="RequiresReason">The form must hold a non-empty <c>reason</c>.</param>
public sealed record TaskOutcome(string Code, string Zh, string En, string Kind = "default", bool RequiresReason = false);
