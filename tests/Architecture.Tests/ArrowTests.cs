namespace LaborFlow.Architecture.Tests;

/// <summary>Arrows between rooms point one way.</summary>
public sealed class ArrowTests
{
    public static TheoryData<string> AllRooms => [.. Rooms.Arrows.Keys];

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void The_assembly_of_a_room_references_only_what_it_may(string room) =>
        Rooms.ForbiddenArrows(room, Rooms.AssemblyReferences(room)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void The_project_of_a_room_references_only_what_it_may(string room) =>
        Rooms.ForbiddenArrows(room, Rooms.ProjectReferences(room)).ShouldBeEmpty();

    [Fact]
    public void Every_room_in_the_source_folder_has_its_arrows_listed()
    {
        var folders = Directory
            .GetDirectories(Path.Combine(Clone.Root, "src"))
            .Where(folder => Directory.GetFiles(folder, "*.csproj").Length > 0);
        folders.Select(Path.GetFileName).ShouldBe(Rooms.Arrows.Keys, ignoreOrder: true);
    }

    [Fact]
    public void No_arrow_leads_back_to_where_it_came_from()
    {
        foreach (var (room, targets) in Rooms.Arrows)
        {
            foreach (var target in targets)
                Rooms.Arrows[target].ShouldNotContain(room);
        }
    }

    // What follows feeds the check what it must refuse: a check that cannot fail proves nothing.

    [Theory]
    [InlineData("Cases", "LaborFlow.Engine", "Cases must not reference Engine")]
    [InlineData("Engine", "LaborFlow.Cases", "Engine must not reference Cases")]
    [InlineData("Statutes", "LaborFlow.Cases", "Statutes must not reference Cases")]
    [InlineData("Activities", "LaborFlow.Persistence", "Activities must not reference Persistence")]
    [InlineData("Persistence", "LaborFlow.Host", "Persistence must not reference Host")]
    [InlineData("Cases", "Microsoft.EntityFrameworkCore.Relational", "Cases must not know Microsoft.EntityFrameworkCore.Relational")]
    [InlineData("Cases", "Microsoft.AspNetCore.App", "Cases must not know Microsoft.AspNetCore.App")]
    [InlineData("Engine", "Npgsql", "Engine must reference nothing but the base class library, not Npgsql")]
    [InlineData("Statutes", "NodaTime", "Statutes must reference nothing but the base class library, not NodaTime")]
    public void A_forbidden_arrow_is_told(string room, string reference, string told) =>
        Rooms.ForbiddenArrows(room, [reference]).ShouldBe([told]);

    [Theory]
    [InlineData("Host", "LaborFlow.Engine")]
    [InlineData("Engine", "System.Text.Json")]
    [InlineData("Persistence", "Npgsql")]
    public void An_arrow_that_may_be_drawn_is_not_told(string room, string reference) =>
        Rooms.ForbiddenArrows(room, [reference]).ShouldBeEmpty();

    [Fact]
    public void The_assemblies_are_really_read() => Rooms.AssemblyReferences("Cases").ShouldContain("LaborFlow.Statutes");
}
