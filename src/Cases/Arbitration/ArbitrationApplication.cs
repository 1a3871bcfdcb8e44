using System.Text.Json;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;

namespace LaborFlow.Cases.Arbitration;

/// <summary>
/// 仲裁申请: arbitration begins with a party's own application (调解仲裁法 art 28), also where a mediation failed before (art 14). A case that was
/// opened on one has it from the day of its filing; one that was only mediated has it once the applicant applied.
/// </summary>
public static class ArbitrationApplication
{
    /// <summary>The kind of the register entry that keeps the day and form of an application made after mediation.</summary>
    public const string Entry = "arbitration-application";

    /// <summary>The form of an application that was told at the window and written down there.</summary>
    public const string Oral = "oral";

    /// <summary>Whether a party has applied for arbitration in this case.</summary>
    /// <param name="records">The case's records.</param>
    /// <param name="matter">The case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async ValueTask<bool> IsMadeAsync(ICaseRecords records, Case matter, CancellationToken cancellationToken = default) =>
        matter.ProcedureCode == Procedures.Arbitration
        || matter.DocketNumber is not null
        || (await records.EntriesAsync(matter.Id, Entry, cancellationToken)).Count > 0;

    /// <summary>The day of the application: that of the last one made after mediation, else the day of filing.</summary>
    /// <param name="records">The case's records.</param>
    /// <param name="matter">The case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async ValueTask<DateOnly> DayAsync(ICaseRecords records, Case matter, CancellationToken cancellationToken = default) =>
        DayOf(await records.EntriesAsync(matter.Id, Entry, cancellationToken), matter);

    /// <summary>As <see cref="DayAsync"/>, from entries of all kinds that were read before.</summary>
    public static DateOnly DayOf(IEnumerable<RegisterEntry> entries, Case matter) =>
        Last(entries) is { } made ? made.AppliedOn : ChinaDay.Of(matter.FiledAt);

    /// <summary>The last application made after mediation was told at the window.</summary>
    /// <param name="records">The case's records.</param>
    /// <param name="matter">The case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async ValueTask<bool> IsOralAsync(ICaseRecords records, Case matter, CancellationToken cancellationToken = default) =>
        Last(await records.EntriesAsync(matter.Id, Entry, cancellationToken)) is { } made ? made.Form == Oral : matter.Channel == "window";

    private static Made? Last(IEnumerable<RegisterEntry> entries) =>
        entries.LastOrDefault(entry => entry.Kind == Entry) is { DataJson: { } json }
            ? JsonSerializer.Deserialize<Made>(json, JsonSerializerOptions.Web)
            : null;

    /// <summary>What the entry keeps.</summary>
    /// <param name="AppliedOn">The day of the application.</param>
    /// <param name="Form"><c>online</c>, <c>paper</c> or <see cref="Oral"/>.</param>
    internal sealed record Made(DateOnly AppliedOn, string Form);
}
