using System.Globalization;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Places;
using LaborFlow.Persistence.Dialects;

namespace LaborFlow.Persistence.Cases;

/// <summary>Case numbers from rows that stay locked until the case is committed: no gaps, no doubles.</summary>
internal sealed class CaseNumbers(LaborFlowDbContext context) : ICaseNumbers
{
    private const string Key = "jurisdiction = @jurisdiction AND calendar_year = @year AND kind = @kind";

    /// <inheritdoc />
    public async ValueTask<long> NextAsync(string jurisdiction, int year, string kind, CancellationToken cancellationToken = default)
    {
        if (context.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException(
                "A case number is taken within the transaction that files the case, or numbers would be lost."
            );
        }

        var insert = context.Dialect.InsertIfAbsent(
            "case_number_sequences",
            ["jurisdiction", "calendar_year", "kind", "next_number"],
            ["@jurisdiction", "@year", "@kind", "@first"],
            ["jurisdiction", "calendar_year", "kind"]
        );
        // A number names the district; a case of one of its streets or communities counts with it, or two cases would get one number.
        var counted = Districts.Find(jurisdiction)?.Code ?? jurisdiction;
        (string, object?)[] key = [("@jurisdiction", counted), ("@year", year), ("@kind", kind)];
        await using var batch = DatabaseSession.Create(context);
        batch.Add(insert, [.. key, ("@first", 1L)]);
        batch.Add($"UPDATE case_number_sequences SET next_number = next_number + 1 WHERE {Key}", key);
        batch.Add($"SELECT next_number - 1 FROM case_number_sequences WHERE {Key}", key);
        return Convert.ToInt64(await batch.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
