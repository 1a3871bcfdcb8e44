using System.Text.Json;
using LaborFlow.Host.Accounts;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Statutes;

/// <summary>法定参数: the rows of the register, with their articles.</summary>
internal static class ListParameters
{
    /// <param name="RestsOnUnconfirmed">Its reading of 日 as working days rests on a row that awaits confirmation.</param>
    public sealed record Row(
        string Id,
        string Process,
        string Basis,
        string RuleZh,
        string RuleEn,
        decimal? Value,
        decimal? Value2,
        IReadOnlyDictionary<string, decimal> Further,
        string Unit,
        string UnitText,
        string Kind,
        bool IsNumeric,
        bool IsPeriod,
        bool CountsBackwards,
        bool RollsOver,
        string ClockStart,
        string SuspendsOrExtends,
        decimal? ExtensionCap,
        string Consequence,
        IReadOnlyList<string> Jurisdictions,
        string JurisdictionText,
        DateOnly? EffectiveFrom,
        DateOnly? EffectiveTo,
        string Confidence,
        string UnitConfidence,
        string? DayKindBasis,
        bool NeedsConfirmation,
        bool IsOpen,
        bool RestsOnUnconfirmed,
        string Source,
        string SourceQuality,
        string Note
    );

    public static void Map(IEndpointRouteBuilder statutes) =>
        statutes
            .MapGet("/parameters", (string? q, string? process, StatuteRegister register) => Find(register, q, process))
            .RequireAuthorization(Policies.CaseReaders)
            .WithName("list-parameters");

    private static IReadOnlyList<Row> Find(StatuteRegister register, string? text, string? process) =>
        [
            .. register
                .Rows.Where(row => process is null || row.Process == process)
                .Where(row =>
                    string.IsNullOrEmpty(text)
                    || row.Id.Contains(text, StringComparison.OrdinalIgnoreCase)
                    || row.RuleZh.Contains(text, StringComparison.OrdinalIgnoreCase)
                    || row.Basis.Contains(text, StringComparison.OrdinalIgnoreCase)
                )
                .Select(row => new Row(
                    row.Id,
                    row.Process,
                    row.Basis,
                    row.RuleZh,
                    row.RuleEn,
                    row.Value,
                    row.Value2,
                    row.Further,
                    JsonNamingPolicy.CamelCase.ConvertName(row.Unit.ToString()),
                    row.UnitText,
                    row.Kind,
                    row.IsNumeric,
                    row.IsPeriod,
                    row.CountsBackwards,
                    row.RollsOver,
                    row.ClockStart,
                    row.SuspendsOrExtends,
                    row.ExtensionCap,
                    row.Consequence,
                    [.. row.Jurisdictions.Select(place => place.Code)],
                    row.JurisdictionText,
                    row.EffectiveFrom,
                    row.EffectiveTo,
                    JsonNamingPolicy.CamelCase.ConvertName(row.Confidence.ToString()),
                    JsonNamingPolicy.CamelCase.ConvertName(row.UnitConfidence.ToString()),
                    row.DayKindBasis,
                    row.NeedsConfirmation,
                    row.IsOpen,
                    row.DayKindBasis is { } reading && register.RowsOf(reading).Any(other => other.IsUnconfirmed),
                    row.Source,
                    row.SourceQuality,
                    row.Note
                )),
        ];
}
