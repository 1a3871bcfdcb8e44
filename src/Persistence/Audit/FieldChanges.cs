using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LaborFlow.Cases;
using LaborFlow.Cases.Appointments;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Persistence.Identity;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace LaborFlow.Persistence.Audit;

/// <summary>The fields of one case that a save changes, each with what it was and what it becomes.</summary>
internal sealed class FieldChanges
{
    /// <summary>Longer texts are cut here; the case itself keeps them whole.</summary>
    private const int Longest = 4000;

    /// <summary>A number of an identity document or account is no longer than this.</summary>
    private const int LongestNumber = 40;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly FrozenDictionary<Type, string> Names = new Dictionary<Type, string>
    {
        [typeof(Case)] = "case",
        [typeof(EmploymentFacts)] = "employment",
        [typeof(Party)] = "party",
        [typeof(Representative)] = "representative",
        [typeof(Claim)] = "claim",
        [typeof(CaseDeadline)] = "deadline",
        [typeof(CaseTask)] = "task",
        [typeof(MediationAgreement)] = "agreement",
        [typeof(MediationSession)] = "session",
    }.ToFrozenDictionary();

    /// <summary>What counts writes or is kept as a hash tells nothing.</summary>
    private static readonly FrozenSet<string> Silent = FrozenSet.Create(
        StringComparer.Ordinal,
        "Revision",
        nameof(Case.QueryCodeHash),
        nameof(Case.RespondentQueryCodeHash),
        nameof(CaseTask.DraftJson),
        nameof(AppUser.SecurityStamp),
        nameof(AppUser.ConcurrencyStamp),
        nameof(AppUser.LastCodeStep),
        nameof(AppUser.NormalizedUserName),
        nameof(AppUser.NormalizedEmail)
    );

    /// <summary>
    /// Personal data beside what the database encrypts: the last four characters tell which it was, and the chain holds no more. Of longer
    /// texts it tells only that they changed.
    /// </summary>
    private static readonly FrozenSet<string> Personal = FrozenSet.Create(
        StringComparer.Ordinal,
        nameof(Party.Email),
        nameof(Party.ServiceAddress),
        // Of these the chain tells only that they changed: they are longer than any number.
        nameof(AppUser.PasswordHash),
        nameof(AppUser.RecoveryCodeHashes)
    );

    private readonly List<Change> fields = [];

    /// <param name="Field">Name of what the row tells, and of its field.</param>
    /// <param name="Before">What it was.</param>
    /// <param name="After">What it became.</param>
    /// <param name="Of">Which of several rows: the step, the period, the party; nothing where a case has only one.</param>
    private sealed record Change(
        string Field,
        object? Before,
        object? After,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Of = null
    );

    /// <summary>The changed fields of every case in the unit of work.</summary>
    public static Dictionary<Guid, FieldChanges> Of(ChangeTracker tracker)
    {
        var found = new Dictionary<Guid, FieldChanges>();
        foreach (var entry in tracker.Entries())
        {
            if (!IsToldOf(entry) || NameOf(entry.Metadata.ClrType) is not { } name || CaseOf(entry) is not { } caseId)
            {
                continue;
            }

            var own = FieldsOf(entry, name).ToList();
            if (own.Count == 0)
            {
                continue;
            }

            if (!found.TryGetValue(caseId, out var changes))
            {
                found[caseId] = changes = new FieldChanges();
            }

            changes.fields.AddRange(own);
        }

        return found;
    }

    /// <summary>The fields of one row that a save changes, adds or removes, as the same JSON array; null when none does.</summary>
    public static string? OfRow(EntityEntry entry)
    {
        var told = FieldsOf(entry, null).ToList();
        return told.Count == 0 ? null : JsonSerializer.Serialize(told, Json);
    }

    /// <summary>One field as the same JSON array.</summary>
    public static string One(string field, object? before, object? after) =>
        JsonSerializer.Serialize(new[] { new Change(field, before, after) }, Json);

    /// <summary>Those of these fields that differ, as the same JSON array; null when none does.</summary>
    public static string? Between(params (string Field, object? Before, object? After)[] all)
    {
        var told = all.Where(field => !Equals(field.Before, field.After)).Select(f => new Change(f.Field, f.Before, f.After)).ToList();
        return told.Count == 0 ? null : JsonSerializer.Serialize(told, Json);
    }

    /// <summary>What is added to a case is told by its timeline; only the records of the procedures are told field by field, too.</summary>
    private static bool IsToldOf(EntityEntry entry) =>
        entry.State == EntityState.Modified || (entry.State == EntityState.Added && entry.Entity is ICaseRecord);

    private static string? NameOf(Type type) =>
        Names.TryGetValue(type, out var name) ? name
        : type.IsAssignableTo(typeof(ICaseRecord)) ? JsonNamingPolicy.CamelCase.ConvertName(type.Name)
        : null;

    private static IEnumerable<Change> FieldsOf(EntityEntry entry, string? name)
    {
        foreach (var property in entry.Properties)
        {
            var (before, after) = entry.State switch
            {
                EntityState.Added => (null, property.CurrentValue),
                EntityState.Deleted => (property.OriginalValue, null),
                _ => (property.OriginalValue, property.IsModified ? property.CurrentValue : property.OriginalValue),
            };
            if (!IsSilent(property.Metadata) && !Equals(before, after))
            {
                var field = JsonNamingPolicy.CamelCase.ConvertName(property.Metadata.Name);
                yield return new Change(
                    name is null ? field : $"{name}.{field}",
                    Show(property.Metadata, before),
                    Show(property.Metadata, after),
                    name is null ? null : WhichOf(entry.Entity)
                );
            }
        }
    }

    /// <summary>These changes after those that a use case told itself: one JSON array of {field, before, after}.</summary>
    public string Beside(string? told)
    {
        var own = JsonSerializer.SerializeToElement(fields, Json).EnumerateArray();
        if (told is null)
        {
            return JsonSerializer.Serialize(own, Json);
        }

        using var before = JsonDocument.Parse(told);
        return before.RootElement.ValueKind == JsonValueKind.Array
            ? JsonSerializer.Serialize(before.RootElement.EnumerateArray().Concat(own), Json)
            : JsonSerializer.Serialize(own.Prepend(before.RootElement), Json);
    }

    private static string? WhichOf(object row) =>
        row switch
        {
            CaseTask task => task.Title,
            CaseDeadline deadline => deadline.Name,
            Party party => party.Name,
            Representative representative => representative.Name,
            Claim claim => Counted(claim.Position + 1),
            Hearing hearing => Counted(hearing.Number),
            MediationSession session => Counted(session.Number),
            PaymentBatch batch => Counted(batch.Number),
            RectificationItem item => Counted(item.Number),
            FundAdvance advance => string.Create(CultureInfo.InvariantCulture, $"{advance.WorkerNumber} {advance.WorkerName}"),
            TribunalMember member => member.Called,
            Appointment held => string.Create(CultureInfo.InvariantCulture, $"{held.Date:yyyy-MM-dd} {held.StartsAt:HH:mm}"),
            _ => null,
        };

    private static string Counted(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Guid? CaseOf(EntityEntry entry) =>
        entry.Entity is Case itself ? itself.Id
        : entry.Metadata.FindProperty("CaseId") is { } key && entry.Property(key).CurrentValue is Guid caseId ? caseId
        : null;

    private static bool IsSilent(IProperty property) =>
        Silent.Contains(property.Name)
        || property.Name is PersonalColumns.IdNumberIndex or PersonalColumns.PhoneIndex or PersonalColumns.AccountIndex;

    private static object? Show(IProperty property, object? value) =>
        value switch
        {
            null => null,
            string text when property.FindAnnotation(PersonalColumns.Column) is not null || Personal.Contains(property.Name) => Mask(text),
            string { Length: > Longest } text => text[..Longest],
            string or bool or int or long or decimal or Guid or DateOnly or DateTimeOffset => value,
            Enum state => state.ToString(),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => JsonSerializer.Serialize(value, Json),
        };

    private static string Mask(string text) => text.Length is <= 4 or > LongestNumber ? "****" : "****" + text[^4..];
}
