namespace LaborFlow.Cases.Mediation;

/// <summary>
/// 支付令 (调解仲裁法 art 16, <c>med-payment-order</c>): of an agreement on wages, medical costs of a work injury, severance pay or damages that
/// the employer does not perform in time, the worker may ask the court for an order to pay, with the agreement in hand.
/// </summary>
public static class PaymentOrders
{
    /// <summary>The register's row.</summary>
    public const string Parameter = "med-payment-order";

    /// <summary>
    /// The causes that fall under the article: wages in all their forms, work injury, severance, damages. Double wages and losses of social
    /// insurance are neither; which part of a work injury's benefits is medical cost the court looks at.
    /// </summary>
    public static readonly IReadOnlyList<string> Causes =
    [
        "unpaid-wages",
        "overtime",
        "annual-leave",
        "work-injury",
        "severance",
        "unlawful-termination",
    ];

    /// <summary>Workers are to get something of the kind from an employer, whichever of the two applied.</summary>
    /// <param name="agreed">The case.</param>
    /// <param name="terms">Who pays.</param>
    public static bool Covers(Case agreed, AgreedTerms terms) =>
        terms.PayeesOf(agreed).All(party => party.Kind == "worker")
        && terms.PayersOf(agreed).Any(party => party.Kind == "employer")
        && agreed.Claims.Exists(claim => Causes.Contains(claim.Cause));
}
