using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LaborFlow.Statutes.Amounts;

namespace LaborFlow.Statutes;

/// <summary>A jurisdiction in JSON is its code; a name of the register is read too.</summary>
internal sealed class JurisdictionJsonConverter : JsonConverter<Jurisdiction>
{
    public override Jurisdiction Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Jurisdiction.TryParse(reader.GetString(), out var jurisdiction)
            ? jurisdiction
            : throw new JsonException("Not a code of an administrative division.");

    public override void Write(Utf8JsonWriter writer, Jurisdiction value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Code);
}

/// <summary>Money in JSON is a number with two decimals.</summary>
internal sealed class MoneyJsonConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDecimal());

    // Written raw, since a decimal keeps its trailing zeros only when it has them: 12.5 must come out as 12.50.
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToString(), skipInputValidation: true);
}

/// <summary>A month in JSON is 2026-03.</summary>
internal sealed class YearMonthJsonConverter : JsonConverter<YearMonth>
{
    public override YearMonth Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && DateOnly.TryParseExact(
            reader.GetString() + "-01",
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var first
        )
            ? new YearMonth(first.Year, first.Month)
            : throw new JsonException("Not a month such as 2026-03.");

    public override void Write(Utf8JsonWriter writer, YearMonth value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
