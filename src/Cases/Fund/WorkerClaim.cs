using System.Text.Json;
using LaborFlow.Cases.Tasks;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Amounts;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Fund;

/// <summary>What a form says of one worker's arrears, and what the law makes of it.</summary>
/// <param name="Number">The worker, from 1.</param>
/// <param name="Bank">The bank; null in a second calculation.</param>
/// <param name="Account">The account; null in a second calculation.</param>
/// <param name="Proof">How the account was proved to be the worker's own; null when nothing was said.</param>
/// <param name="Excluded">法定代表人、主要负责人或者其近亲属.</param>
/// <param name="Input">What is calculated with.</param>
internal sealed record WorkerClaim(int Number, string? Bank, string? Account, string? Proof, bool Excluded, WageFundAdvanceInput Input)
{
    /// <summary>The account as it is compared with those of others.</summary>
    public GivenAccount Given => new(Number, Account, Proof);

    /// <summary>The months claimed, e.g. <c>2026-03</c>.</summary>
    public IReadOnlyList<string> Months => [.. Input.Months.Select(m => m.Month.ToString())];

    /// <summary>Reads the rows of a form: worker, bank, account, principal, relative, averageWageBefore, shareHeld, months (month, owed).</summary>
    public static List<WorkerClaim> Read(StepData data, Case owed, DateOnly acceptedOn)
    {
        var average = data.Amount("averageMonthlyWage");
        var passedOver = data.List("passedOver").Select(m => Month(m.GetString()!)).ToList();
        return [.. data.List("workers").Select(row => ReadRow(row, owed, acceptedOn, average, passedOver))];
    }

    /// <summary>The amount, or why nothing is advanced; <c>null</c> for a refusal of the input, whose message the officer must read.</summary>
    public AmountResult Calculate(StatuteRegister register) => WageFundAdvance.Calculate(Input, register);

    private static WorkerClaim ReadRow(JsonElement row, Case owed, DateOnly acceptedOn, decimal? average, List<YearMonth> passedOver) =>
        new(
            row.GetProperty("worker").GetInt32(),
            Text(row, "bank"),
            Text(row, "account")?.Replace(" ", "", StringComparison.Ordinal),
            Text(row, "accountProof"),
            Flag(row, "principal") || Flag(row, "relative"),
            new WageFundAdvanceInput
            {
                AcceptedOn = acceptedOn,
                Jurisdiction = new Jurisdiction(owed.District[..6]),
                LocalAverageMonthlyWage = average,
                PassedOver = passedOver,
                AverageWageBefore = Figure(row, "averageWageBefore"),
                ShareHeld = Figure(row, "shareHeld") ?? 0,
                Months =
                [
                    .. row.GetProperty("months")
                        .EnumerateArray()
                        .Select(m => new UnpaidMonth(Month(m.GetProperty("month").GetString()!), Figure(m, "owed"))),
                ],
            }
        );

    private static YearMonth Month(string text) => new(int.Parse(text[..4], Invariant), int.Parse(text[5..], Invariant));

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static string? Text(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static bool Flag(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.True;

    private static decimal? Figure(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : null;
}
