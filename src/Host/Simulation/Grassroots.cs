using System.Globalization;
using LaborFlow.Cases.Mediation;

namespace LaborFlow.Host.Simulation;

/// <summary>基层调解组织 of a simulated district: streets, their communities, and the committees of firms. Nobody real is meant.</summary>
internal static class Grassroots
{
    /// <summary>A place with an organisation of its own.</summary>
    internal sealed record Place(string Code, string Name, MediationLevel Level);

    private const int Streets = 8;
    private const int CommitteeEvery = 8;
    private const int Employers = 2_000;

    /// <summary>The employers that have a committee.</summary>
    public static IEnumerable<int> EmployersWithCommittee => Enumerable.Range(1, Employers).Where(HasCommittee);

    /// <summary>Whether an employer has a committee.</summary>
    public static bool HasCommittee(int employer) => employer % CommitteeEvery == 0;

    /// <summary>The number of which an employer's credit code is made.</summary>
    public static int CreditNumber(int employer) => 40_000 + employer;

    /// <summary>Streets and communities of a district, with the names of their organisations.</summary>
    public static IEnumerable<Place> Places(string district)
    {
        for (var street = 1; street <= Streets; street++)
        {
            yield return new(Street(district, street), $"{Names.Place(street)}街道劳动争议调解委员会", MediationLevel.Street);
            yield return new(
                Street(district, street) + "001",
                $"{Names.Place(street)}街道第一社区劳动争议调解室",
                MediationLevel.Community
            );
        }
    }

    /// <summary>Where an employer is: its community, its street, or the district where no more is known.</summary>
    public static string PlaceOf(string district, double roll)
    {
        var street = Street(district, 1 + (int)(roll * 1_000) % Streets);
        return roll < 0.2 ? street + "001"
            : roll < 0.94 ? street
            : district;
    }

    /// <summary>Which level the applicant asks for; nobody is sent to the own employer unasked.</summary>
    public static string? Preferred(double roll, int employer) =>
        roll < 0.5 && HasCommittee(employer) ? "enterprise"
        : roll < 0.2 ? "community"
        : roll > 0.97 ? "district"
        : null;

    private static string Street(string district, int street) => district + street.ToString("000", CultureInfo.InvariantCulture);
}
