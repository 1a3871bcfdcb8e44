using LaborFlow.Cases.Arbitration;

namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>组成仲裁庭: who may sit, and who comes next when nobody is named.</summary>
public sealed class SeatingStories : ArbitrationStory
{
    private static object Named(string? sole, string? secretary = null) =>
        (sole, secretary) switch
        {
            (null, null) => new { noConflict = true },
            (_, null) => new { soleArbitrator = sole, noConflict = true },
            _ => new
            {
                soleArbitrator = sole,
                secretary,
                noConflict = true,
            },
        };

    private async Task<string> SoleAsync() =>
        (await RecordsAsync<TribunalMember>()).Single(m => m.Seat == TribunalSeat.Sole && m.ReplacedAt is null).Name;

    [Fact]
    public async Task A_mediator_or_a_stranger_cannot_be_named_arbitrator()
    {
        await AcceptedAsync("fast");
        await DoAsync("fta-appoint", "appoint", Named("调解员赵"));
        (await OpenStepsAsync()).ShouldBe(["fta-appoint"]);
        (await LastEntryAsync("tribunal.refused")).ShouldContain("调解员赵不是独任仲裁员名册上的人员，请从名册中另行指定");
        (await HistoryAsync()).Last(e => e.Action == "tribunal.refused").LegalBasis.ShouldBe("《劳动争议调解仲裁法》第20条");
        await DoAsync("fta-appoint", "appoint", Named("路人"));
        (await OpenStepsAsync()).ShouldBe(["fta-appoint"]);
        await DoAsync("fta-appoint", "appoint", Named("韩仲裁", "仲裁员李"));
        (await LastEntryAsync("tribunal.refused")).ShouldContain("仲裁员李不是书记员");
        (await RecordsAsync<TribunalMember>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recused_arbitrator_is_not_seated_again_and_another_takes_the_seat()
    {
        await AcceptedAsync("fast");
        await RaiseAsync("recusal", "与申请人是近亲属", new { officer = "han" }, party: "respondent");
        await DoAsync("exc-recusal", "approve", new { ground = "relation" });

        await DoAsync("fta-appoint", "appoint", Named("韩仲裁"));

        (await OpenStepsAsync()).ShouldBe(["fta-appoint"]);
        (await LastEntryAsync("tribunal.refused")).ShouldContain("韩仲裁已回避本案，不得担任独任仲裁员，请另行指定");
        (await HistoryAsync()).Last(e => e.Action == "tribunal.refused").LegalBasis.ShouldBe("《劳动争议调解仲裁法》第33条");
        // Nobody is named: whoever has least to do sits, but not who is recused.
        await DoAsync("fta-appoint", "appoint", Named(null));
        (await SoleAsync()).ShouldNotBe("han");
        (await OpenStepsAsync()).ShouldBe(["fta-serve"]);
    }

    [Fact]
    public async Task Seats_that_nobody_is_named_for_go_to_those_with_the_fewest_open_cases()
    {
        var sat = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            await AcceptedAsync(
                "fast",
                Claiming(Claim("unpaid-wages", 1_000m + i)) with
                {
                    Applicant = LaborFlow.Cases.Tests.Support.Applications.UnpaidWages().Applicant! with { IdNumber = Numbers[i] },
                }
            );
            await DoAsync("fta-appoint", "appoint", Named(null));
            sat.Add(await SoleAsync());
        }

        sat.Take(4).ShouldBe(["chen", "han", "li", "wang"], ignoreOrder: true, "each of the four sits once before anybody sits twice");
        sat[4].ShouldBe(sat[0], "then whoever waited longest");
        (await LastEntryAsync("tribunal.appointed")).ShouldStartWith("仲裁庭组成：独任仲裁员");
    }

    [Fact]
    public async Task An_arbitrator_who_is_recused_later_is_replaced_at_once_and_papers_name_the_successor()
    {
        await AcceptedAsync("ordinary");
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await RaiseAsync("recusal", "与被申请人代理人是同学", new { officer = "仲裁员李" }, party: "applicant");
        await DoAsync("exc-recusal", "approve", new { ground = "relation" });

        var members = (await RecordsAsync<TribunalMember>()).Where(m => m.ReplacedAt is null).ToList();
        members.Count.ShouldBe(4);
        members.Where(m => m.Seat == TribunalSeat.Member).Select(m => m.Name).ShouldBe(["wang", "han"], ignoreOrder: true);
        (await LastEntryAsync("officer.recused")).ShouldBe("仲裁员李回避，由韩仲裁接替");
    }

    private static readonly string[] Numbers =
    [
        "11010519491231002X",
        "440301199001010012",
        "440301199001010020",
        "440301199001010039",
        "440301199001010047",
    ];
}
