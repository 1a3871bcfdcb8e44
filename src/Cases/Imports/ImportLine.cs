using System.Security.Cryptography;
using System.Text;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Imports;

/// <summary>One line of an import: the application that it stands for, and what is wrong with its form.</summary>
/// <param name="Number">The line of the file, from 1 (the header).</param>
/// <param name="Reference">The sender's own number of the line; null when it is missing.</param>
/// <param name="Application">As far as the cells could be read; <see cref="DisputeRules"/> judges what it says.</param>
/// <param name="Evidence">Files that the line names and that were found.</param>
/// <param name="Errors">Faults of form: a cell of the wrong type, a missing file. Fields are those of the application.</param>
public sealed record ImportLine(
    int Number,
    string? Reference,
    FileDisputeRequest Application,
    IReadOnlyList<UploadedFile> Evidence,
    IReadOnlyList<FieldError> Errors
)
{
    /// <summary>
    /// The id of the case that this line becomes. The same reference of the same applicant gives the same id whenever and by whomever
    /// it is imported, so that the primary key keeps a dispute from being filed twice, even by two imports at once.
    /// </summary>
    public Guid CaseId
    {
        get
        {
            var key = $"import\n{Reference}\n{IdNumber.Normalise(Application.Applicant?.IdNumber)}";
            Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16);
            // RFC 9562 version 8: an id whose content is the maker's own affair.
            bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
            bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
            return new Guid(bytes, bigEndian: true);
        }
    }
}
