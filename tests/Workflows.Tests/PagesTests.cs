using LaborFlow.ProcedurePages;

namespace LaborFlow.Workflows.Tests;

/// <summary>docs/procedures says what the definitions say.</summary>
public sealed class PagesTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "pages");

    public static TheoryData<string> Names => [.. Pages.WriteAll().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_page_is_up_to_date(string name) =>
        (await File.ReadAllTextAsync(Path.Combine(Root, name))).ShouldBe(
            Pages.WriteAll()[name],
            "write the pages anew: dotnet run --project tools/ProcedurePages"
        );

    [Fact]
    public void No_page_is_left_of_a_procedure_that_is_gone() =>
        Directory.GetFiles(Root).Select(Path.GetFileName).Except(Pages.WriteAll().Keys).ShouldBeEmpty();
}
