using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Amounts;

/// <summary>The calculators by the names of <c>POST /api/statutes/amounts/{calculator}</c>.</summary>
public static class AmountCalculators
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    private static readonly FrozenDictionary<string, Func<JsonElement, StatuteRegister, AmountResult>> ByName = new Dictionary<
        string,
        Func<JsonElement, StatuteRegister, AmountResult>
    >(StringComparer.Ordinal)
    {
        ["severance"] = (json, register) => Severance.Calculate(Read<SeveranceInput>(json), register),
        ["unlawful-termination"] = (json, register) => UnlawfulTermination.Calculate(Read<SeveranceInput>(json), register),
        ["double-wages"] = (json, register) => DoubleWages.Calculate(Read<DoubleWagesInput>(json), register),
        ["overtime"] = (json, register) => Overtime.Calculate(Read<OvertimeInput>(json), register),
        ["annual-leave"] = (json, register) => AnnualLeave.Calculate(Read<AnnualLeaveInput>(json), register),
        ["wage-arrears"] = (json, register) => WageArrears.Calculate(Read<WageArrearsInput>(json), register),
        ["final-award"] = (json, register) => FinalAwardThreshold.Calculate(Read<FinalAwardInput>(json), register),
        ["wage-fund-advance"] = (json, register) => WageFundAdvance.Calculate(Read<WageFundAdvanceInput>(json), register),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Calculates from JSON with the members of the calculator's input type in camelCase.</summary>
    /// <param name="name">A name of <see cref="Names"/>.</param>
    /// <param name="input">The input.</param>
    /// <param name="register">The rows in force.</param>
    /// <param name="result">The amount or its refusal; input that can't be read is refused as <c>amount.invalid-input</c>.</param>
    /// <returns>False when there is no such calculator.</returns>
    [SuppressMessage(
        "Design",
        "CA1031",
        Justification = "Only the reader's own exceptions are caught; overflow of absurd amounts is an input error too."
    )]
    public static bool TryCalculate(string name, JsonElement input, StatuteRegister register, out AmountResult result)
    {
        if (!ByName.TryGetValue(name, out var calculate))
        {
            result = default;
            return false;
        }

        try
        {
            result = calculate(input, register);
        }
        catch (Exception problem) when (problem is JsonException or OverflowException or ArgumentOutOfRangeException)
        {
            var path = FieldOf(problem);
            result = new AmountResult(
                null,
                new Refusal(
                    "amount.invalid-input",
                    "",
                    new($"输入无法识别或超出范围：{path}", $"The input can't be read or is out of range: {path}")
                )
                {
                    Field = path,
                }
            );
        }

        return true;
    }

    /// <summary>The member that could not be read, or the first that is missing.</summary>
    private static string FieldOf(Exception problem)
    {
        var path = problem is JsonException { Path: { } at } ? at.TrimStart('$').TrimStart('.') : "";
        var missing = problem.Message.Split('\'');
        return path.Length == 0 && problem is JsonException && missing.Length > 2 ? missing[^2] : path;
    }

    private static T Read<T>(JsonElement json) =>
        HoldsNullElement(json)
            ? throw new JsonException("A list holds null.")
            : json.Deserialize<T>(Options) ?? throw new JsonException("The input is null.");

    // The serializer checks members against null, but not the elements of lists.
    private static bool HoldsNullElement(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Array => json.EnumerateArray()
                .Any(element => element.ValueKind == JsonValueKind.Null || HoldsNullElement(element)),
            JsonValueKind.Object => json.EnumerateObject().Any(property => HoldsNullElement(property.Value)),
            _ => false,
        };
}
