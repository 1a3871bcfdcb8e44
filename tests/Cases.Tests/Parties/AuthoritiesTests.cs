using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Tests.Parties;

/// <summary>Who may dispose of a party's rights: one rule for every act and every form.</summary>
public sealed class AuthoritiesTests
{
    [Theory]
    // Nobody acts for the side: it acts by itself, and who calls himself its agent is none.
    [InlineData(null, null, false, null)]
    [InlineData(null, "party", false, null)]
    [InlineData(null, "agent", false, "authority.lacking")]
    [InlineData(null, "agent", true, null)]
    // Somebody without special authority does: it must be said who acts.
    [InlineData("general", null, false, "authority.unsaid")]
    [InlineData("general", "party", false, null)]
    [InlineData("general", "agent", false, "authority.lacking")]
    [InlineData("general", "agent", true, null)]
    [InlineData("special", null, false, null)]
    [InlineData("special", "agent", false, null)]
    public async Task A_right_is_disposed_of_by_the_party_or_with_special_authority(
        string? authority,
        string? by,
        bool seen,
        string? refused
    )
    {
        var matter = await FiledAsync(authority);
        void Demand() => Authorities.Demand(matter, PartySide.Applicant, by, seen, "actedBy", "撤回申请");
        if (refused is null)
            Should.NotThrow(Demand);
        else
            Should.Throw<NotAllowedException>(Demand).Code.ShouldBe(refused);
        // The other side's agents are nobody's business here.
        Should.NotThrow(() => Authorities.Demand(matter, PartySide.Respondent, null, false, "actedBy", "提出反申请"));
    }

    [Fact]
    public async Task A_group_disposes_of_its_rights_with_the_consent_of_all_whom_its_representatives_act_for()
    {
        var alone = await FiledAsync(null);
        alone.Collective = true;
        Should.NotThrow(() => Authorities.DemandMembers(alone, PartySide.Applicant, seen: false, "memberConsents", "撤回申请"));

        var group = await FiledAsync(
            null,
            new CoApplicantInput
            {
                Name = "工友",
                IdType = "resident-id",
                IdNumber = Applications.ResidentNumber(2),
            }
        );
        group.Collective = true;
        var refused = Should.Throw<NotAllowedException>(() =>
            Authorities.DemandMembers(group, PartySide.Applicant, seen: false, "memberConsents", "撤回申请")
        );
        (refused.Code, refused.Zh.Contains("第63条", StringComparison.Ordinal)).ShouldBe(("authority.members", true));
        Should.NotThrow(() => Authorities.DemandMembers(group, PartySide.Applicant, seen: true, "memberConsents", "撤回申请"));
        Should.NotThrow(() => Authorities.DemandMembers(group, PartySide.Respondent, seen: false, "memberConsents", "提出反申请"));
    }

    private static async Task<Case> FiledAsync(string? authority, params CoApplicantInput[] others)
    {
        var (stores, time) = (new MemoryStores(), new ManualTimeProvider(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero)));
        var filed = await new FileDispute(
            stores,
            stores,
            stores,
            new SubmitEvidence(stores, stores, time),
            StatuteRegister.Installed,
            time
        ).HandleAsync(
            Applications.UnpaidWages() with
            {
                CoApplicants = others,
                Agent = authority is null ? null : new AgentInput { Name = "李律师", Authority = authority },
            },
            [],
            new LaborFlow.Cases.Filing.Filing(Guid.CreateVersion7(time.GetUtcNow()), null, "online", "applicant")
        );
        return filed.Case;
    }
}
