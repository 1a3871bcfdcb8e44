using System.Security.Cryptography;
using LaborFlow.Cases.Audit;

namespace LaborFlow.Cases.Tests.Audit;

public sealed class AuditChainTests
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly AuditKeys Keys = new(
        "k1",
        new Dictionary<string, byte[]> { ["k1"] = Enumerable.Repeat((byte)7, 32).ToArray() }
    );

    [Fact]
    public void An_untouched_chain_has_no_findings() => AuditChain.Verify(Chain(20), Keys).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Alterations))]
    public void A_change_of_any_member_is_found_at_its_entry(string member, Func<AuditEntry, AuditEntry> alter)
    {
        var chain = Chain(9);
        chain[4] = alter(chain[4]);

        AuditChain.Verify(chain, Keys).ShouldContain(new AuditFinding(AuditFault.Altered, chain[3].ChainId, 5, 5), member);
    }

    [Fact]
    public void Removed_entries_are_found_and_located()
    {
        var chain = Chain(9);
        chain.RemoveRange(3, 2);

        AuditChain.Verify(chain, Keys).ShouldBe([new AuditFinding(AuditFault.Missing, chain[0].ChainId, 4, 5)]);
    }

    [Fact]
    public void A_removed_first_entry_is_found() =>
        AuditChain.Verify(Chain(4).Skip(1), Keys).ShouldBe([new AuditFinding(AuditFault.Missing, Chain(1)[0].ChainId, 1, 1)]);

    [Fact]
    public void An_entry_inserted_without_the_key_is_found()
    {
        var chain = Chain(5);
        var forger = new AuditKeys("k1", new Dictionary<string, byte[]> { ["k1"] = new byte[32] });
        chain.Add(AuditChain.Append(Fact(6), new AuditHead(5, chain[4].Seal), forger));

        AuditChain.Verify(chain, Keys).ShouldBe([new AuditFinding(AuditFault.Altered, chain[0].ChainId, 6, 6)]);
    }

    [Fact]
    public void A_genuine_entry_that_follows_another_past_is_found()
    {
        var chain = Chain(5);
        chain[2] = AuditChain.Append(Fact(99), new AuditHead(2, chain[1].Seal), Keys);

        AuditChain.Verify(chain, Keys).ShouldBe([new AuditFinding(AuditFault.BrokenLink, chain[0].ChainId, 4, 4)]);
    }

    [Fact]
    public void A_copied_entry_is_found_as_inserted()
    {
        var chain = Chain(4);
        chain.Insert(2, chain[1]);

        AuditChain.Verify(chain, Keys).ShouldContain(new AuditFinding(AuditFault.Inserted, chain[0].ChainId, 2, 2));
    }

    [Fact]
    public void Verification_goes_on_from_an_entry_that_was_verified_before()
    {
        var chain = Chain(10);

        AuditChain.Verify(chain.Skip(6), Keys, new AuditHead(6, chain[5].Seal)).ShouldBeEmpty();
        AuditChain.Verify(chain.Skip(6), Keys, new AuditHead(6, AuditChain.NoSeal)).ShouldNotBeEmpty();
    }

    [Fact]
    public void Entries_sealed_with_an_older_key_still_verify_after_rotation()
    {
        var chain = Chain(3);
        var rotated = new AuditKeys(
            "k2",
            new Dictionary<string, byte[]> { ["k1"] = Keys.Find("k1")!, ["k2"] = Enumerable.Repeat((byte)9, 48).ToArray() }
        );
        chain.Add(AuditChain.Append(Fact(4), new AuditHead(3, chain[2].Seal), rotated));

        AuditChain.Verify(chain, rotated).ShouldBeEmpty();
        AuditChain.Verify(chain, Keys).ShouldBe([new AuditFinding(AuditFault.UnknownKey, chain[0].ChainId, 4, 4)]);
    }

    [Fact]
    public void Text_that_moves_from_one_member_to_the_next_changes_the_seal()
    {
        var one = AuditChain.Append(Fact(1) with { ActorRole = "ab", Origin = "c" }, null, Keys);
        var other = AuditChain.Append(Fact(1) with { ActorRole = "a", Origin = "bc" }, null, Keys);

        one.Seal.ShouldNotBe(other.Seal);
    }

    [Fact]
    public void A_short_key_and_a_missing_current_key_are_refused()
    {
        Should.Throw<ArgumentException>(() => new AuditKeys("k1", new Dictionary<string, byte[]> { ["k1"] = new byte[16] }));
        Should.Throw<ArgumentException>(() => new AuditKeys("k2", new Dictionary<string, byte[]> { ["k1"] = new byte[32] }));
    }

    [Fact]
    public void A_daily_root_confirms_the_heads_that_it_was_made_of_and_no_others()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var heads = new Dictionary<string, AuditHead> { ["case:b"] = new(4, Chain(4)[3].Seal), ["case:a"] = new(2, Chain(2)[1].Seal) };
        var root = DailyRoot.Sign(new DateOnly(2026, 3, 2), heads, key);

        root.Chains.ShouldBe(2);
        root.Entries.ShouldBe(6);
        root.Confirms(heads, key).ShouldBeTrue();
        root.Confirms(heads, stranger).ShouldBeFalse();
        root.Confirms(new Dictionary<string, AuditHead>(heads) { ["case:a"] = new(1, heads["case:a"].Seal) }, key).ShouldBeFalse();
        (root with { Entries = 5 }).Confirms(heads, key).ShouldBeFalse();
    }

    public static TheoryData<string, Func<AuditEntry, AuditEntry>> Alterations() =>
        new()
        {
            { "when", e => e with { At = e.At.AddMicroseconds(1) } },
            { "who", e => e with { Actor = "somebody" } },
            { "role", e => e with { ActorRole = null } },
            { "origin", e => e with { Origin = "10.0.0.9" } },
            { "action", e => e with { Action = "task.claimed" } },
            { "subject", e => e with { Subject = "another" } },
            { "Chinese sentence", e => e with { Zh = "改" } },
            { "English sentence", e => e with { En = "changed" } },
            { "changes", e => e with { ChangesJson = "[]" } },
            { "procedure version", e => e with { ProcedureVersion = "MED v2" } },
            { "legal basis", e => e with { LegalBasis = "art. 29" } },
            { "seal", e => e with { Seal = AuditChain.NoSeal } },
        };

    private static List<AuditEntry> Chain(int length)
    {
        var chain = new List<AuditEntry>();
        for (var number = 1; number <= length; number++)
            chain.Add(AuditChain.Append(Fact(number), chain.Count == 0 ? null : new AuditHead(chain[^1].Sequence, chain[^1].Seal), Keys));
        return chain;
    }

    private static AuditFact Fact(int number) =>
        new(
            "case:1",
            Morning.AddMinutes(number).AddTicks(3),
            "mediator",
            "task.completed",
            $"完成第{number}项任务",
            $"Completed task {number}"
        )
        {
            ActorRole = "mediator",
            Origin = "10.0.0.7",
            Subject = $"task-{number}",
            ChangesJson = """[{"field":"stage","before":"mediation","after":"closed"}]""",
            ProcedureVersion = "MED v1",
            LegalBasis = "《劳动争议调解仲裁法》第10条",
        };
}
