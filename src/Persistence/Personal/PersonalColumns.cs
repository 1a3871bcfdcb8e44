using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Runs;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LaborFlow.Persistence.Personal;

/// <summary>
/// Every column that holds identity numbers, accounts, telephone numbers or what is said about a person's health, in one list. A new one
/// is a line here; the rotation of keys, the audit chain's masks and the tests follow the model's annotations.
/// </summary>
internal static class PersonalColumns
{
    /// <summary>The annotation of an encrypted property: its column as the cipher text's associated data names it.</summary>
    public const string Column = "LaborFlow:Personal";

    /// <summary>The annotation of an encrypted property with a blind index: the kind of value.</summary>
    public const string Kind = "LaborFlow:PersonalKind";

    /// <summary>The property beside <see cref="Party.IdNumber"/>.</summary>
    public const string IdNumberIndex = nameof(Party.IdNumber) + "Index";

    /// <summary>The property beside <see cref="Party.Phone"/>.</summary>
    public const string PhoneIndex = nameof(Party.Phone) + "Index";

    private const int ShortLength = 512;

    /// <summary>Two thousand characters of three bytes each, as cipher text.</summary>
    private const int LongLength = 9_000;
    private const int IndexLength = 64;

    public static void Apply(ModelBuilder model, PersonalKeys? keys)
    {
        model.Entity<Party>(row =>
        {
            Encrypt(row.Property(p => p.IdNumber), "parties.id_number", keys, ShortLength);
            Encrypt(row.Property(p => p.Phone), "parties.phone", keys, ShortLength);
            Find(row, nameof(Party.IdNumber), PersonalKinds.IdNumber);
            Find(row, nameof(Party.Phone), PersonalKinds.Phone);
        });
        model.Entity<Representative>(row =>
        {
            Encrypt(row.Property(r => r.IdNumber), "representatives.id_number", keys, ShortLength);
            Encrypt(row.Property(r => r.Phone), "representatives.phone", keys, ShortLength);
            Find(row, nameof(Representative.IdNumber), PersonalKinds.IdNumber);
            Find(row, nameof(Representative.Phone), PersonalKinds.Phone);
        });
        // Somebody who is no party, and only named by one.
        model.Entity<Witness>(row =>
        {
            Encrypt(row.Property(w => w.Name), "witnesses.name", keys);
            Encrypt(row.Property(w => w.Residence), "witnesses.residence", keys);
        });
        // What happened, in the applicant's own words: injuries, illness, pregnancy.
        model.Entity<Case>(row => Encrypt(row.Property(c => c.Facts), "cases.facts", keys));
        // What is said and found about it in the course of the case: who was ill, who died, who cannot work any more.
        model.Entity<Claim>(row => Encrypt(row.Property(c => c.Basis), "claims.basis", keys));
        model.Entity<MediationSession>(row => Encrypt(row.Property(s => s.Summary), "mediation_sessions.summary", keys));
        model.Entity<MediationAgreement>(row => Encrypt(row.Property(a => a.Terms), "mediation_agreements.terms", keys));
        model.Entity<Hearing>(row => Encrypt(row.Property(h => h.Record), "hearings.record", keys));
        model.Entity<Award>(row => Encrypt(row.Property(a => a.Reasons), "awards.reasons", keys));
        model.Entity<CaseException>(row =>
        {
            Encrypt(row.Property(e => e.Reason), "case_exceptions.reason", keys, LongLength);
            Encrypt(row.Property(e => e.DataJson), "case_exceptions.data_json", keys);
        });
        model.Entity<LongRun>(row => Encrypt(row.Property(r => r.Result), "long_runs.result_text", keys));
        model.Entity<SavedViews>(row => Encrypt(row.Property(v => v.Views), "saved_views.views", keys));
        model.Entity<AnonymousTip>(row => Encrypt(row.Property(t => t.Facts), "anonymous_tips.facts", keys));
        model.Entity<CaseNote>(row => Encrypt(row.Property(n => n.Text), "case_notes.note_text", keys));
        model.Entity<CaseTask>(row =>
        {
            Encrypt(row.Property(t => t.FormDataJson), "case_tasks.form_data_json", keys);
            Encrypt(row.Property(t => t.DraftJson), "case_tasks.draft_json", keys);
            Encrypt(row.Property(t => t.DataJson), "case_tasks.data_json", keys);
        });
        // What a paper was filled in with: the parties' numbers among it.
        model.Entity<CaseDocument>(row => Encrypt(row.Property(d => d.DataJson), "case_documents.data_json", keys));
        model.Entity<FundAdvance>(row =>
        {
            Encrypt(row.Property(a => a.Account), "fund_advances.account", keys, ShortLength);
            Find(row, nameof(FundAdvance.Account), PersonalKinds.Account);
        });
        model.Entity<AppUser>(row =>
        {
            Encrypt(row.Property(u => u.PhoneNumber), "users.phone_number", keys, ShortLength);
            Encrypt(row.Property(u => u.AuthenticatorKey), "users.authenticator_key", keys, ShortLength);
        });
    }

    /// <summary>The property beside <see cref="FundAdvance.Account"/>.</summary>
    public const string AccountIndex = nameof(FundAdvance.Account) + "Index";

    /// <summary>The name of the property that holds the blind index of another.</summary>
    public static string IndexOf(string property) => $"{property}Index";

    /// <summary>Encrypted properties of an entity.</summary>
    public static IEnumerable<IReadOnlyProperty> Of(IReadOnlyEntityType type) =>
        type.GetDeclaredProperties().Where(property => property.FindAnnotation(Column) is not null);

    private static void Encrypt<T>(PropertyBuilder<T> property, string column, PersonalKeys? keys, int? length = null)
    {
        var isJson = property.Metadata.Name.EndsWith("Json", StringComparison.Ordinal);
        property.HasConversion(isJson ? new PersonalJson(keys, column) : new PersonalText(keys, column)).HasAnnotation(Column, column);
        if (length is { } most)
        {
            property.HasMaxLength(most);
        }
    }

    private static void Find<T>(EntityTypeBuilder<T> row, string property, string kind)
        where T : class
    {
        row.Property(property).HasAnnotation(Kind, kind);
        row.Property<string?>(IndexOf(property)).HasMaxLength(IndexLength);
        row.HasIndex(IndexOf(property));
    }

    private static PersonalKeys Of(PersonalKeys? keys) =>
        keys ?? throw new PersonalDataException("This process has no keys of personal data and may neither read nor write any.");

    private sealed class PersonalText(PersonalKeys? keys, string column)
        : ValueConverter<string, string>(text => Of(keys).Protect(column, text), stored => Of(keys).Reveal(column, stored));

    /// <summary>As a JSON string, so that the column keeps its type.</summary>
    private sealed class PersonalJson(PersonalKeys? keys, string column)
        : ValueConverter<string, string>(
            text => $"\"{Of(keys).Protect(column, text)}\"",
            stored => stored.StartsWith("\"lf1:", StringComparison.Ordinal) ? Of(keys).Reveal(column, stored.Trim('"')) : stored
        );
}

/// <summary>Kinds of values that are found by their blind index, and the form in which they are compared.</summary>
public static class PersonalKinds
{
    /// <summary>Numbers of identity documents and credit codes.</summary>
    public const string IdNumber = "id-number";

    /// <summary>Telephone numbers.</summary>
    public const string Phone = "phone";

    /// <summary>Bank accounts.</summary>
    public const string Account = "account";

    /// <summary>The form in which values are compared, whatever spaces, dashes or case they were typed with; null for none.</summary>
    public static string? Normalise(string kind, string? value)
    {
        if (kind == IdNumber)
        {
            return LaborFlow.Cases.Parties.IdNumber.Normalise(value);
        }

        var digits = new string([.. (value ?? "").Where(char.IsAsciiDigit)]);
        if (kind == Account)
        {
            return digits.Length == 0 ? null : digits;
        }

        // +86 and 0086 are the same telephone as without.
        return digits.Length == 0 ? null
            : digits.StartsWith("0086", StringComparison.Ordinal) ? digits[4..]
            : digits is ['8', '6', '1', ..] && digits.Length == 13 ? digits[2..]
            : digits;
    }
}
