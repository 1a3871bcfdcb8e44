using System.Globalization;
using LaborFlow.Cases.Places;

namespace LaborFlow.Cases.Numbers;

/// <summary>案号: district, kind of procedure, year in 〔〕 and a running number.</summary>
public static class CaseNumber
{
    /// <summary>The kind under which the arbitration docket is counted: what was received and not accepted takes no number of it.</summary>
    public const string DocketSeries = "ARB-DOCKET";

    /// <summary>Writes a case number, e.g. 深龙华劳人调案〔2026〕123号.</summary>
    /// <exception cref="ArgumentException">The district is unknown.</exception>
    public static string Format(string districtCode, string procedureCode, int year, long number) =>
        Write(districtCode, Of(procedureCode).Word, year, number);

    /// <summary>立案号: a number of the arbitration docket, e.g. 深龙华劳人仲案〔2026〕123号.</summary>
    /// <exception cref="ArgumentException">The district is unknown.</exception>
    public static string FormatDocket(string districtCode, int year, long number) => Write(districtCode, "劳人仲案", year, number);

    /// <summary>The kind under which the numbers of a procedure are counted: procedures whose numbers look alike count together.</summary>
    public static string Series(string procedureCode) => Of(procedureCode).Kind;

    private static (string Kind, string Word) Of(string procedureCode) =>
        procedureCode switch
        {
            "MED" => ("MED", "劳人调案"),
            "MEDREV" => ("MEDREV", "劳人审案"),
            "INS" or "INSF" => ("INS", "劳监案"),
            "BLK" => ("BLK", "劳监信"),
            "CRD" => ("CRD", "劳监评"),
            "WGF" or "EMF" => ("WGF", "欠薪垫付"),
            "NEW" => ("NEW", "新企指导"),
            _ => (Procedures.Arbitration, "劳人仲收"),
        };

    private static string Write(string districtCode, string word, int year, long number)
    {
        var district =
            Districts.Find(districtCode) ?? throw new ArgumentException($"Unknown district {districtCode}.", nameof(districtCode));
        return string.Create(CultureInfo.InvariantCulture, $"{district.ShortName}{word}〔{year}〕{number}号");
    }
}
