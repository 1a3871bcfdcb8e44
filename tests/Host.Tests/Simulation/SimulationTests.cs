using System.Globalization;
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
        // As ./laborflow does it: the host's own account may make no database and owns nothing; another one does.
        await using var database = await TestPostgres.CreateEmptyDatabaseAsync();
        var keys = Directory.CreateTempSubdirectory("laborflow-simulation-").FullName;
        var arguments = HostArguments.Parse([
            "simulate",
            "--district-year",
            "--scale",
            "0.01",
            "--days",
            "90",
            "--ConnectionStrings:LaborFlow",
            database.HostConnectionString,
            "--ConnectionStrings:LaborFlowOwner",
            database.ConnectionString,
            "--PersonalData:KeyDirectory",
            keys,
            "--Audit:KeyDirectory",
            keys,
        ]);
        await using var output = new StringWriter();

        var failed = await SimulateCommand.RunAsync(arguments, output);

        failed.ShouldBe(0, output.ToString());
        var told = output.ToString();
        told.ShouldContain("steps/s");
        // The fund does what it is there for: somebody applied, was paid, and the employer paid back; finance closed each month over it.
        Figure(told, "垫付 advanced to ").ShouldBeGreaterThan(0, told);
        Figure(told, "追回 recovered ").ShouldBeGreaterThan(0, told);
        Figure(told, "结账 months closed ").ShouldBe(3, told);
        Figure(told, "支出 paid ").ShouldBeGreaterThan(0, told);
        // Inspections put things right, and the figures of the year tell it.
        Figure(told, "按期受理率 ").ShouldBeInRange(1, 100, told);
        Figure(told, "按期整改率 ").ShouldBeInRange(1, 100, told);
        Figure(told, "追回金额 ").ShouldBeGreaterThan(0, told);
        Figure(told, "得到支付的劳动者 ").ShouldBeGreaterThan(0, told);
        // Inspectors went out of their own accord, and what the year did not reach of the drawings is said.
        Figure(told, "主动检查户数 Employers inspected without a complaint: ").ShouldBeGreaterThan(0, told);
        told.ShouldContain("办结方式 end states:");
        told.ShouldContain("没有人走过的出口 ways out that nobody took");
    }

    private static decimal Figure(string told, string label)
    {
        var number = told[(told.IndexOf(label, StringComparison.Ordinal) + label.Length)..].Split(' ', '，', '（', '%', '\n')[0];
        return decimal.Parse(number, CultureInfo.InvariantCulture);
    }
}
