using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Statutes;

/// <summary>Reads register and calendar from their tables, and writes the rows that came with the program at the first start.</summary>
public sealed class StatuteStore(LaborFlowDbContext context)
{
    /// <summary>Who entered what came with the program.</summary>
    public const string Installer = "installed";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
    };

    /// <summary>The row as JSON, for a proposal or a stored row.</summary>
    public static string Write(StatutoryParameter row) => JsonSerializer.Serialize(row, Json);

    /// <summary>The row of <see cref="Write(StatutoryParameter)"/>.</summary>
    public static StatutoryParameter ReadRow(string json) => JsonSerializer.Deserialize<StatutoryParameter>(json, Json)!;

    /// <summary>A year as JSON.</summary>
    public static string Write(CalendarYear year) => JsonSerializer.Serialize(year, Json);

    /// <summary>The year of <see cref="Write(CalendarYear)"/>.</summary>
    public static CalendarYear ReadYear(string json) => JsonSerializer.Deserialize<CalendarYear>(json, Json)!;

    /// <summary>A local day as JSON.</summary>
    public static string Write(LocalDay day) => JsonSerializer.Serialize(day, Json);

    /// <summary>The day of <see cref="Write(LocalDay)"/>.</summary>
    public static LocalDay ReadLocalDay(string json) => JsonSerializer.Deserialize<LocalDay>(json, Json)!;

    /// <summary>A stored row of a register row.</summary>
    public static StatuteRow RowOf(
        StatutoryParameter row,
        long position,
        string legalBasis,
        string by,
        string? approvedBy,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            ParameterId = row.Id,
            Jurisdictions = string.Join(',', row.Jurisdictions.Select(place => place.Code)),
            EffectiveFrom = row.EffectiveFrom,
            Position = position,
            RowJson = Write(row),
            LegalBasis = legalBasis,
            ProposedBy = by,
            ApprovedBy = approvedBy,
            AddedAt = at,
        };

    /// <summary>
    /// Adds the rows and years of the program that are not stored yet, for the caller to save. What is stored stays, whatever the program
    /// says: a newer program brings new rows and years, never new values of old ones.
    /// </summary>
    public async Task InstallAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var known = (
            await context
                .Set<StatuteRow>()
                .Select(r => new
                {
                    r.ParameterId,
                    r.Jurisdictions,
                    r.EffectiveFrom,
                })
                .ToListAsync(cancellationToken)
        ).Select(r => (r.ParameterId, r.Jurisdictions, r.EffectiveFrom)).ToHashSet();
        var position = 0L;
        foreach (var row in StatuteRegister.Installed.Rows)
        {
            var stored = RowOf(row, position++, row.Basis, Installer, null, now);
            if (known.Add((stored.ParameterId, stored.Jurisdictions, stored.EffectiveFrom)))
            {
                context.Add(stored);
            }
        }

        var years = await context.Set<CalendarYearRow>().Select(r => r.Year).ToListAsync(cancellationToken);
        context.AddRange(
            WorkingCalendar
                .Installed.Years.Where(year => !years.Contains(year.Year))
                .Select(year => new CalendarYearRow
                {
                    Id = Guid.CreateVersion7(now),
                    Year = year.Year,
                    DaysJson = Write(year),
                    Basis = NoticeOf(year.Year),
                    AddedBy = Installer,
                    AddedAt = now,
                })
        );
    }

    /// <summary>The notice that arranges a year.</summary>
    public static string NoticeOf(int year) => $"国务院办公厅关于{year}年部分节假日安排的通知";

    /// <summary>Tells whether anything was stored since: equal stamps mean equal register and calendar.</summary>
    public async Task<string> StampAsync(CancellationToken cancellationToken = default)
    {
        var rows = await context.Set<StatuteRow>().CountAsync(cancellationToken);
        var years = await context.Set<CalendarYearRow>().CountAsync(cancellationToken);
        var days = await context.Set<LocalDayRow>().CountAsync(cancellationToken);
        var ended = await context.Set<LocalDayRow>().CountAsync(r => r.EffectiveTo != null, cancellationToken);
        return $"{rows}.{years}.{days}.{ended}";
    }

    /// <summary>The register and the calendar as stored.</summary>
    /// <param name="asOf">Local days that are not in force on this date are left out.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<StatuteSnapshot> ReadAsync(DateOnly asOf, CancellationToken cancellationToken = default)
    {
        var rows = await context.Set<StatuteRow>().AsNoTracking().OrderBy(r => r.Position).ToListAsync(cancellationToken);
        var first = rows.GroupBy(r => r.ParameterId, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Min(r => r.Position), StringComparer.Ordinal);
        var register = new StatuteRegister(
            rows.GroupBy(r => (r.ParameterId, r.Jurisdictions, r.EffectiveFrom))
                .Select(same => same.Last())
                .OrderBy(r => first[r.ParameterId])
                .ThenBy(r => r.Position)
                .Select(r => ReadRow(r.RowJson))
        );
        var years = await context
            .Set<CalendarYearRow>()
            .AsNoTracking()
            .OrderBy(r => r.AddedAt)
            .ThenBy(r => r.Id)
            .ToListAsync(cancellationToken);
        var days = await context.Set<LocalDayRow>().AsNoTracking().OrderBy(r => r.AddedAt).ThenBy(r => r.Id).ToListAsync(cancellationToken);
        return new StatuteSnapshot(register, new WorkingCalendar(years.Select(r => ReadYear(r.DaysJson)), days.Select(DayOf), asOf));
    }

    /// <summary>The day of a stored row.</summary>
    public static LocalDay DayOf(LocalDayRow row) =>
        new(
            new Jurisdiction(row.Jurisdiction),
            new CalendarDay(row.Day, row.Working, new Bilingual(row.NameZh, row.NameEn)),
            row.Basis,
            row.EffectiveFrom,
            row.EffectiveTo
        );
}
