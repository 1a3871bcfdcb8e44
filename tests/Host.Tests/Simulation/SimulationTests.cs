using LaborFlow.Host.Operations;
using LaborFlow.Host.Simulation;
using LaborFlow.Testing;

namespace LaborFlow.Host.Tests.Simulation;

/// <summary>A small year of a district ends as the large one must: nothing lost, nothing failed, nothing missed, the chain whole.</summary>
public sealed class SimulationTests
{
    [Fact]
    public async Task A_small_year_of_a_district_ends_without_a_fault()
    {
        var keys = Directory.CreateTempSubdirectory("laborflow-simulation-").FullName;
        var arguments = HostArguments.Parse([
            "simulate",
            "--district-year",
            "--scale",
            "0.01",
            "--days",
            "75",
            "--ConnectionStrings:LaborFlow",
            await TestPostgres.ServerAsync(),
            "--PersonalData:KeyDirectory",
            keys,
            "--Audit:KeyDirectory",
            keys,
        ]);
        await using var output = new StringWriter();

        var failed = await SimulateCommand.RunAsync(arguments, output);

        failed.ShouldBe(0, output.ToString());
        output.ToString().ShouldContain("steps/s");
    }
}
