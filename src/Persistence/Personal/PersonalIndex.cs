using System.Linq.Expressions;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Parties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace LaborFlow.Persistence.Personal;

/// <summary>Keeps blind indexes beside what they stand for, and finds rows by them.</summary>
public static class PersonalIndex
{
    /// <summary>Fewer characters than this are never a whole number of an identity document or a telephone.</summary>
    public const int Shortest = 7;

    /// <summary>Parties with this number or telephone, whole and exact; nothing is decrypted.</summary>
    /// <param name="keys">The key ring.</param>
    /// <param name="typed">What somebody typed.</param>
    /// <returns>Null when it can be neither a number nor a telephone.</returns>
    public static Expression<Func<Party, bool>>? Parties(this PersonalKeys keys, string typed)
    {
        var text = typed.Trim();
        if (text.Length < Shortest || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '+' or '(' or ')'))
        {
            return null;
        }

        var numbers = Indexes(keys, PersonalKinds.IdNumber, text);
        var phones = Indexes(keys, PersonalKinds.Phone, text);
        return party =>
            numbers.Contains(EF.Property<string?>(party, PersonalColumns.IdNumberIndex))
            || phones.Contains(EF.Property<string?>(party, PersonalColumns.PhoneIndex));
    }

    /// <summary>Advances to this bank account, whole and exact; nothing is decrypted.</summary>
    /// <returns>Null when it cannot be an account.</returns>
    public static Expression<Func<FundAdvance, bool>>? Advances(this PersonalKeys keys, string typed)
    {
        if (!BankAccount.IsValid(PersonalKinds.Normalise(PersonalKinds.Account, typed)))
        {
            return null;
        }

        var accounts = Indexes(keys, PersonalKinds.Account, typed);
        return advance => accounts.Contains(EF.Property<string?>(advance, PersonalColumns.AccountIndex));
    }

    internal static List<string?> Indexes(PersonalKeys keys, string kind, string? value) =>
        PersonalKinds.Normalise(kind, value) is { } normal ? [.. keys.Indexes(kind, normal)] : [];

    /// <summary>Gives every row that is about to be saved the indexes of its values.</summary>
    internal static void Fill(ChangeTracker tracker, PersonalKeys? keys)
    {
        if (keys is null)
        {
            return;
        }

        foreach (var entry in tracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            foreach (var property in PersonalColumns.Of(entry.Metadata))
            {
                if (
                    property.FindAnnotation(PersonalColumns.Kind)?.Value is string kind
                    && (entry.State == EntityState.Added || entry.Property(property.Name).IsModified)
                )
                {
                    var normal = PersonalKinds.Normalise(kind, (string?)entry.Property(property.Name).CurrentValue);
                    entry.Property(PersonalColumns.IndexOf(property.Name)).CurrentValue = normal is null ? null : keys.Index(kind, normal);
                }
            }
        }
    }
}
