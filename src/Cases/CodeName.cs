namespace LaborFlow.Cases;

/// <summary>A code with its names, as option lists show it.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public sealed record CodeName(string Code, string Zh, string En);
