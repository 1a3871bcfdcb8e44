using LaborFlow.Cases.Collective;

namespace LaborFlow.Cases.Tests.Collective;

/// <summary>Which open cases are a collective dispute together, at a threshold of three.</summary>
public sealed class FindCollectiveGroupsTests
{
    private const string Code = "91440300MA5F00001X";
    private readonly List<OpenCaseParty> parties = [];

    [Fact]
    public void An_employer_is_known_by_its_code_and_without_one_by_its_name()
    {
        Case(1, "甲（深圳）公司", Code, "unpaid-wages", "a", "b");
        Case(2, "甲(深圳) 公司", null, "unpaid-wages", "c");
        Case(3, "乙公司", null, "unpaid-wages", "d", "e");

        var group = Find().ShouldHaveSingleItem();

        group.Cases.Select(c => c.Number).ShouldBe(["1", "2"]);
        group.Workers.ShouldBe(3);
    }

    [Fact]
    public void Employers_of_one_name_and_two_codes_are_two()
    {
        Case(1, "甲公司", Code, "unpaid-wages", "a", "b");
        Case(2, "甲公司", "91440300MA5F00002X", "unpaid-wages", "c");

        Find().ShouldBeEmpty();
    }

    [Fact]
    public void A_worker_with_two_cases_counts_once_and_other_causes_and_districts_do_not_count()
    {
        Case(1, "甲公司", Code, "unpaid-wages", "a", "b");
        Case(2, "甲公司", Code, "unpaid-wages", "b");
        Case(3, "甲公司", Code, "overtime", "c");
        Case(4, "甲公司", Code, "unpaid-wages", "d");
        parties[^1] = parties[^1] with { District = "440310" };
        parties[^2] = parties[^2] with { District = "440310" };

        Find().ShouldBeEmpty();
    }

    [Fact]
    public void Two_causes_of_the_same_workers_are_one_group()
    {
        foreach (var cause in (string[])["unpaid-wages", "overtime"])
        {
            Case(1, "甲公司", Code, cause, "a", "b");
            Case(2, "甲公司", Code, cause, "c");
        }

        Find().ShouldHaveSingleItem().Causes.ShouldBe(["overtime", "unpaid-wages"]);
    }

    [Fact]
    public void What_one_application_became_in_two_procedures_is_linked_already()
    {
        Case(1, "甲公司", Code, "unpaid-wages", "a", "b", "c");
        Case(2, "甲公司", Code, "unpaid-wages", "a", "b", "c");
        for (var i = 0; i < parties.Count; i++)
            parties[i] = parties[i] with { Root = parties[0].CaseId };

        Find().ShouldBeEmpty();
    }

    private IReadOnlyList<CollectiveGroup> Find() => FindCollectiveGroups.Among(parties, _ => 3);

    private void Case(int number, string employer, string? code, string cause, params string[] workers)
    {
        var id = new Guid(number, 0, 0, new byte[8]);
        var row = new OpenCaseParty(
            id,
            $"{number}",
            "440309",
            new DateTimeOffset(2026, 3, number, 0, 0, 0, TimeSpan.Zero),
            id,
            cause,
            true,
            employer,
            code
        );
        parties.AddRange(workers.Select(name => row with { IsEmployer = false, Name = name, Mark = name }));
        parties.Add(row);
    }
}
