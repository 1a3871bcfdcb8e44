using LaborFlow.Cases.Numbers;

namespace LaborFlow.Cases.Tests.Numbers;

/// <summary>案号: a number is given once, whatever procedure asks for it.</summary>
public sealed class CaseNumberTests
{
    private static readonly string[] Codes =
    [
        "MED",
        "MEDREV",
        "ARB",
        "ARB-INTAKE",
        "FTA",
        "COL",
        "INS",
        "INSF",
        "BLK",
        "CRD",
        "WGF",
        "EMF",
        "NEW",
    ];

    [Fact]
    public void Procedures_whose_numbers_look_alike_are_counted_together_and_no_others()
    {
        foreach (var one in Codes)
        foreach (var other in Codes)
            (CaseNumber.Series(one) == CaseNumber.Series(other)).ShouldBe(
                CaseNumber.Format("440309", one, 2026, 1) == CaseNumber.Format("440309", other, 2026, 1),
                $"{one} {other}"
            );
    }
}
