using System.Text.Json;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Statutes.Amounts;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Statutes;

/// <summary>金额计算: a statutory amount with each step and its article. The input's members are those of the calculator.</summary>
internal static class CalculateAmount
{
    public sealed record Answer(decimal Total, bool NeedsConfirmation, IReadOnlyList<Step> Steps, IReadOnlyList<Part> Parts);

    public sealed record Step(string Rule, string Basis, decimal? Amount, string Zh, string En);

    public sealed record Part(string Name, decimal Amount, string? Zh, string? En);

    public static void Map(IEndpointRouteBuilder statutes) =>
        statutes.MapPost("/amounts/{calculator}", Handle).RequireAuthorization(Policies.CaseReaders).WithName("calculate-amount");

    /// <summary>The same for everybody: somebody who files a claim works the amount out first. Nothing is stored.</summary>
    public static void MapPublic(IEndpointRouteBuilder publicApi) =>
        publicApi
            .MapPost("/amounts/{calculator}", Handle)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.Public)
            .WithName("calculate-amount-publicly");

    private static Answer Handle(string calculator, JsonElement input, StatuteRegister register)
    {
        if (!AmountCalculators.TryCalculate(calculator, input, register, out var result))
            throw new ProblemException(KnownProblems.NotFound);
        if (!result.Succeeded)
            throw StatuteRefusals.Of(result.Refusal);
        return new Answer(
            result.Explanation.Total.Amount,
            result.Explanation.NeedsConfirmation,
            [.. result.Explanation.Steps.Select(step => new Step(step.Rule, step.Basis, step.Amount?.Amount, step.Zh, step.En))],
            [.. result.Explanation.Parts.Select(part => new Part(part.Name, part.Amount.Amount, part.Note.Zh, part.Note.En))]
        );
    }
}
