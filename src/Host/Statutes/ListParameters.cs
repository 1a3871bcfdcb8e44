using LaborFlow.Host.Accounts;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Statutes;

/// <summary>法定参数: the rows of the register, with their articles.</summary>
internal static class ListParameters
{
    public sealed record Row(
        string Id,
        string Process,
        string Basis,
        string RuleZh,
        decimal? Value,
        decimal? Value2,
        string UnitText,
        string Kind,
        string ClockStart,
        string SuspendsOrExtends,
        decimal? ExtensionCap,
        string Consequence,
        IReadOnlyList<string> Jurisdictions,
        string JurisdictionText,
        DateOnly? EffectiveFrom,
        DateOnly? EffectiveTo,
        bool NeedsConfirmation,
        bool IsOpen,
        string Source,
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
                    row.Value,
                    row.Value2,
                    row.UnitText,
                    row.Kind,
                    row.ClockStart,
                    row.SuspendsOrExtends,
                    row.ExtensionCap,
                    row.Consequence,
                    [.. row.Jurisdictions.Select(place => place.Code)],
                    row.JurisdictionText,
                    row.EffectiveFrom,
                    row.EffectiveTo,
                    row.NeedsConfirmation,
                    row.IsOpen,
                    row.Source,
                    row.Note
                )),
        ];
}
