using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Cases.Tests.Parties;

public sealed class RosterNamesTests
{
    [Fact]
    public void Who_alone_has_a_name_is_called_by_it()
    {
        var matter = PlainCase.Of(("张伟", Applications.ResidentNumber(1), PartySide.Applicant), ("李娜", null, PartySide.Applicant));

        matter.Applicants.Select(party => RosterNames.Of(matter, party)).ShouldBe(["张伟", "李娜"]);
        RosterNames.Find(matter, matter.Applicants, " 李娜 ")!.Name.ShouldBe("李娜");
        RosterNames.Find(matter, matter.Applicants, "王芳").ShouldBeNull();
    }

    [Fact]
    public void Of_two_with_one_name_each_is_called_by_the_end_of_the_number_and_found_however_it_is_written()
    {
        var (one, other) = (Applications.ResidentNumber(1), Applications.ResidentNumber(2));
        var matter = PlainCase.Of(("张伟", one, PartySide.Applicant), ("张伟", other, PartySide.Applicant));
        var second = matter.Applicants.Last();

        RosterNames.Of(matter, second).ShouldBe($"张伟（证件尾号{other[^4..]}）");
        RosterNames.Find(matter, matter.Applicants, "张伟").ShouldBeNull();
        foreach (
            var written in (string[])
                [$"张伟（证件尾号{other[^4..]}）", $"张伟({other[^4..]})", $"张伟 尾号{other[^4..]}", "张伟（名册第2号）"]
        )
            RosterNames.Find(matter, matter.Applicants, written).ShouldBe(second, written);
        RosterNames.Unknown(matter, matter.Applicants, "张伟", "申请人").Zh.ShouldContain("本案有2名申请人叫张伟");
    }

    [Fact]
    public void Without_numbers_the_place_in_the_roll_tells_them_apart_and_stays_when_one_has_left()
    {
        var matter = PlainCase.Of(("张伟", null, PartySide.Former), ("张伟", null, PartySide.Applicant));

        RosterNames.Of(matter, matter.Applicants.Single()).ShouldBe("张伟（名册第2号）");
        RosterNames.Find(matter, matter.Applicants, "张伟").ShouldBe(matter.Applicants.Single(), "nobody else can be meant any more");
    }

    [Fact]
    public void No_number_of_a_claim_is_given_twice()
    {
        var matter = PlainCase.Of(("张伟", null, PartySide.Applicant));
        for (var i = 0; i < 2; i++)
            matter.Claims.Add(
                new Claims.Claim
                {
                    Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
                    CaseId = matter.Id,
                    Position = matter.NextClaimPosition,
                    Cause = "overtime",
                    Basis = "",
                }
            );
        matter.TakeAway(matter.Claims[1]);
        matter.NextClaimPosition.ShouldBe(2);
        matter.TakeAway(matter.Claims[0]);
        matter.NextClaimPosition.ShouldBe(2);
    }
}
