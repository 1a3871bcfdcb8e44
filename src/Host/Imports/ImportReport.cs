using System.Text.Json.Serialization;
using LaborFlow.Cases;

namespace LaborFlow.Host.Imports;

/// <summary>What became of a line.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LineOutcome>))]
internal enum LineOutcome
{
    /// <summary>A case was opened.</summary>
    [JsonStringEnumMemberName("taken")]
    Taken,

    /// <summary>An earlier import opened the case; nothing was done now.</summary>
    [JsonStringEnumMemberName("already")]
    Already,

    /// <summary>Refused for the reasons given; nothing was saved.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}

/// <summary>What became of one line.</summary>
/// <param name="Line">The line of the file, from 1 (the header).</param>
/// <param name="Reference">The sender's number of it.</param>
/// <param name="Outcome">Taken, already there, or refused.</param>
/// <param name="CaseNumber">The case that it became, now or before.</param>
/// <param name="QueryCode">The applicant's code, told this once; null unless the line was taken now.</param>
/// <param name="Errors">Why it was refused.</param>
internal sealed record LineReport(
    int Line,
    string? Reference,
    LineOutcome Outcome,
    string? CaseNumber,
    string? QueryCode,
    IReadOnlyList<FieldError> Errors
);

/// <summary>What became of a file of disputes.</summary>
internal sealed record ImportReport(IReadOnlyList<LineReport> Lines)
{
    public int Taken => Lines.Count(line => line.Outcome == LineOutcome.Taken);

    public int Already => Lines.Count(line => line.Outcome == LineOutcome.Already);

    public int Refused => Lines.Count(line => line.Outcome == LineOutcome.Refused);
}
