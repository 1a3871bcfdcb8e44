using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Cases.Tests.Tasks;

/// <summary>分派规则: who gets a new task, and who never does.</summary>
public sealed class AssignmentRuleTests : IOfficers
{
    private static readonly Guid Matter = Guid.Parse("019c0000-0000-7000-8000-000000000001");

    private readonly MemoryStores _stores = new();
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero));
    private readonly List<Actor> _officers =
    [
        new("an", ["mediator"], Jurisdiction: "440309"),
        new("bo", ["mediator"], Jurisdiction: "440300"),
        new("ci", ["mediator"], Jurisdiction: "440309"),
        new("far", ["mediator"], Jurisdiction: "440305"),
        new("clerk", ["window-clerk"], Jurisdiction: "440309"),
        new("kept-off", ["mediator"], Jurisdiction: "440309", Recused: [Matter]),
    ];

    public ValueTask<Actor?> FindAsync(string userName, CancellationToken cancellationToken = default) =>
        new(_officers.Find(officer => officer.UserName == userName));

    public ValueTask<IReadOnlyList<Actor>> ListAsync(IReadOnlyCollection<string> roles, CancellationToken cancellationToken = default) =>
        new([.. _officers.Where(officer => officer.Roles.Any(roles.Contains))]);

    private async Task<string?> AssignAsync(string rule, string? named = null, string? excluded = null)
    {
        // Tasks come one after the other.
        _time.Advance(TimeSpan.FromMinutes(1));
        var id = Guid.CreateVersion7(_time.GetUtcNow());
        var task = new CaseTask
        {
            Id = id,
            CaseId = Matter,
            ProcedureCode = "MED",
            Title = "组织调解",
            Step = "mediate",
            FormId = "MED/mediate@1",
            OutcomesJson = TaskOutcomes.Write([new("agreement", "达成协议", "Agreement", "primary")]),
            Candidates = [new TaskCandidate { TaskId = id, Role = "mediator" }],
            Jurisdiction = "440309",
            ExcludedUsers = excluded,
            InstanceId = "i",
            BookmarkId = "b",
            ActivityId = "a",
            DefinitionVersionId = "v",
            CreatedAt = _time.GetUtcNow(),
        };
        _stores.Add(task);
        var chosen = await new ChooseOfficer(_stores, _time, this).AssignAsync(task, rule, named);
        task.Assignee.ShouldBe(chosen);
        return chosen;
    }

    [Fact]
    public async Task By_load_the_next_goes_to_whoever_has_least_in_hand()
    {
        (await AssignAsync("name", "an")).ShouldBe("an");
        (await AssignAsync("name", "an")).ShouldBe("an");
        (await AssignAsync("name", "bo")).ShouldBe("bo");
        (await AssignAsync("load")).ShouldBe("ci");
        (await AssignAsync("load")).ShouldBe("bo", "bo and ci have one each, and bo has waited longer");
    }

    [Fact]
    public async Task By_rota_everybody_has_a_turn_whatever_they_have_in_hand()
    {
        var turns = new List<string?>();
        for (var i = 0; i < 6; i++)
            turns.Add(await AssignAsync("rota"));
        turns.ShouldBe(["an", "bo", "ci", "an", "bo", "ci"]);
    }

    [Fact]
    public async Task By_lot_only_candidates_are_drawn_and_every_one_of_them_can_be()
    {
        var drawn = new HashSet<string?>();
        for (var i = 0; i < 200; i++)
            drawn.Add(await AssignAsync("random"));
        drawn.Order().ShouldBe(["an", "bo", "ci"]);
    }

    [Theory]
    [InlineData("far", "another district's")]
    [InlineData("clerk", "without the role")]
    [InlineData("kept-off", "recused from the case")]
    [InlineData("nobody", "unknown")]
    public async Task By_name_somebody_who_may_not_do_it_leaves_it_to_all_candidates(string named, string why) =>
        (await AssignAsync("name", named)).ShouldBeNull(why);

    [Fact]
    public async Task Whoever_did_the_step_that_this_one_checks_is_never_chosen()
    {
        (await AssignAsync("rota", excluded: "an\nbo")).ShouldBe("ci");
        (await AssignAsync("load", excluded: "an\nbo\nci")).ShouldBeNull();
    }

    [Fact]
    public async Task From_the_pool_nobody_is_chosen() => (await AssignAsync("pool")).ShouldBeNull();
}
