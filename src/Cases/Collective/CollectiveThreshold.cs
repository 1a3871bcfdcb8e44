using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Collective;

/// <summary>调解仲裁法 art 7: how many workers with a common claim make a collective dispute.</summary>
public static class CollectiveThreshold
{
    /// <summary>The number of workers in a place on a day (<c>col-threshold-10</c>).</summary>
    /// <param name="register">The register.</param>
    /// <param name="district">The place's code, six digits or more.</param>
    /// <param name="on">The day.</param>
    /// <exception cref="InvalidOperationException">The register holds none in force.</exception>
    public static int Of(StatuteRegister register, string district, DateOnly on) =>
        (int)(
            register.Numeric("col-threshold-10", new Jurisdiction(district[..6]), on)?.Value
            ?? throw new InvalidOperationException("The register holds no col-threshold-10 in force.")
        );
}
