namespace LaborFlow.Statutes;

/// <summary>One sentence in the two languages of the service; Chinese is the authoritative text, English its rendering.</summary>
/// <param name="Zh">Simplified Chinese.</param>
/// <param name="En">English.</param>
public readonly record struct Bilingual(string Zh, string En);
