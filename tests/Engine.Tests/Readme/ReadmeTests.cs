using System.Runtime.CompilerServices;
using LaborFlow.Engine.Testing;
using LaborFlow.Engine.Tests.Support;

namespace LaborFlow.Engine.Tests.Readme;

/// <summary>The page that teaches how to write an activity: its example stands here word for word, compiles and runs.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task The_example_of_the_page_is_the_one_that_runs_here()
    {
        var folder = Folder();
        var page = await File.ReadAllTextAsync(Path.Combine(folder, "..", "..", "..", "src", "Engine", "README.md"));
        var example = page.Split("```csharp")[1]
            .Split("```")[0]
            .Replace("using LaborFlow.Engine.Activities;", "", StringComparison.Ordinal);
        var code = await File.ReadAllTextAsync(Path.Combine(folder, "HoldMeeting.cs"));
        WithoutSpace(code).ShouldContain(WithoutSpace(example));
        page.Split('\n').Length.ShouldBeLessThan(130, "it is one page");
    }

    [Theory]
    [InlineData(true, "agreement")]
    [InlineData(false, "letter")]
    public async Task It_plans_the_meeting_waits_and_follows_the_answer(bool agreed, string next)
    {
        var meetings = new Meetings();
        await using var environment = new WorkflowTestEnvironment(activities: typeof(HoldMeeting).Assembly).With<IMeetings>(meetings);
        await environment.PublishAsync(
            Define.Workflow(
                "mediation",
                Define.Flowchart(
                    "f",
                    [Define.Activity("LaborFlow.HoldMeeting", "hold", ("room", "301")), Define.Write("agreement"), Define.Write("letter")],
                    "hold:Agreed>agreement",
                    "hold:Failed>letter"
                )
            )
        );
        var run = await environment.StartAsync(new() { DefinitionId = "mediation", CorrelationId = "case-7" });
        meetings.Planned.ShouldBe(["case-7 in 301"]);
        (await environment.WaitingAsync(run.InstanceId)).ShouldHaveSingleItem();

        await environment.CompleteAsync(run.InstanceId, "hold", new() { ["agreed"] = agreed, ["minutes"] = "双方到场" });

        var journal = await environment.JournalAsync(run.InstanceId);
        journal.ShouldContain(next + ":Completed");
        (await environment.StatusAsync(run.InstanceId)).ShouldBe("Finished");
    }

    private static string WithoutSpace(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private sealed class Meetings : IMeetings
    {
        public List<string> Planned { get; } = [];

        public Task<string> PlanAsync(string caseId, string room, CancellationToken cancellationToken)
        {
            Planned.Add($"{caseId} in {room}");
            return Task.FromResult("meeting-1");
        }
    }
}
