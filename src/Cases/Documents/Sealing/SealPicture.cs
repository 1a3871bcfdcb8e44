namespace LaborFlow.Cases.Documents.Sealing;

/// <summary>A seal as it is put on paper.</summary>
/// <param name="Seal">The version.</param>
/// <param name="Png">Its picture.</param>
public sealed record SealPicture(OfficeSeal Seal, ReadOnlyMemory<byte> Png);

/// <summary>A filled paper.</summary>
/// <param name="Content">The .docx.</param>
/// <param name="Seal">The seal that it carries; null when none was put on.</param>
public sealed record FilledPaper(byte[] Content, OfficeSeal? Seal);
