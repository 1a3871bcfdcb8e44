using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Mediation;

/// <summary>
/// 确定调解组织: chooses the organisation of the right level. Enterprise committees mediate only when the applicant asked for them
/// (nobody is sent back to the own employer); otherwise the preferred level, else the street, else the district. Collective disputes and
/// migrant workers' wages go to the district at once; cross-border matters to an organisation of joint mediation, where the place has one.
/// </summary>
public sealed class AssignOrganisation(ICaseStore cases)
{
    /// <summary>Assigns; a case that already has an organisation keeps it.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="named">An organisation that the procedure names: it takes the case, unless it takes no new cases any more.</param>
    /// <param name="level">
    /// The only level to look on, when the mediator hands the case to another one: an organisation of the place of the case, or, where the
    /// place is known to the district only, the one that the district has on this level.
    /// </param>
    /// <param name="wanted">Which of several on that level, by name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The organisation, or null when no active one is competent.</returns>
    public async ValueTask<MediationOrganisation?> HandleAsync(
        Case disputed,
        Guid? named = null,
        MediationLevel? level = null,
        string? wanted = null,
        CancellationToken cancellationToken = default
    )
    {
        if (named is { } id && await cases.OrganisationAsync(id, cancellationToken) is { Active: true } ordered)
            return Assign(disputed, ordered);

        var enterprise = disputed.Parties.Find(p => p is { Kind: "employer", IdType: IdTypes.CreditCode })?.IdNumber;
        var all = await cases.OrganisationsAsync(disputed.District[..6], enterprise, cancellationToken);
        if (level is { } other)
            return Reassigned(disputed, all, other, wanted, enterprise) is { } next ? Assign(disputed, next) : null;

        // A street's code begins with its district's, a community's with its street's: who is competent for the place has a code that the
        // place's begins with.
        var near = all.Where(o =>
                o.EnterpriseCreditCode is not null || disputed.District.StartsWith(o.Jurisdiction, StringComparison.Ordinal)
            )
            .ToList();
        if (disputed.CrossBorder is not null && Nearest(near.Where(o => o is { Active: true, CrossBorder: true })) is { } joint)
            return Assign(disputed, joint);

        var chosen = Levels(disputed)
            .Select(rank =>
                Nearest(
                    near.Where(o =>
                        o.Active && o.Level == rank && (rank != MediationLevel.Enterprise || o.EnterpriseCreditCode == enterprise)
                    )
                )
            )
            .FirstOrDefault(o => o is not null);
        return chosen is null ? null : Assign(disputed, chosen);
    }

    private static MediationOrganisation? Reassigned(
        Case disputed,
        IReadOnlyList<MediationOrganisation> all,
        MediationLevel level,
        string? wanted,
        string? enterprise
    )
    {
        var open = all.Where(o =>
                o.Active && o.Level == level && (level != MediationLevel.Enterprise || o.EnterpriseCreditCode == enterprise)
            )
            .ToList();
        if (wanted is not null)
            return open.Find(o => o.Name == wanted);
        return Nearest(open.Where(o => disputed.District.StartsWith(o.Jurisdiction, StringComparison.Ordinal)))
            ?? (open is [var only] ? only : null);
    }

    /// <summary>The name settles what the distance does not, so that the same facts give the same answer.</summary>
    private static MediationOrganisation? Nearest(IEnumerable<MediationOrganisation> organisations) =>
        organisations.OrderByDescending(o => o.Jurisdiction.Length).ThenBy(o => o.Name, StringComparer.Ordinal).FirstOrDefault();

    private static MediationOrganisation Assign(Case disputed, MediationOrganisation chosen)
    {
        disputed.MediationOrganisationId = chosen.Id;
        disputed.Revision++;
        return chosen;
    }

    private static IEnumerable<MediationLevel> Levels(Case disputed)
    {
        if (disputed.Collective || (disputed.MigrantWorker && disputed.MainCause == "unpaid-wages"))
            return [MediationLevel.District, MediationLevel.Street];

        return disputed.PreferredMediationLevel switch
        {
            "enterprise" => [MediationLevel.Enterprise, MediationLevel.Street, MediationLevel.District],
            "community" => [MediationLevel.Community, MediationLevel.Street, MediationLevel.District],
            "district" => [MediationLevel.District, MediationLevel.Street],
            _ => [MediationLevel.Street, MediationLevel.District],
        };
    }
}
