namespace LaborFlow.Cases.Parties;

/// <summary>
/// 代理权限: how far somebody may go who acts for a party. That an agent admits, changes, waives or withdraws claims, claims in return or
/// settles only by special authority follows civil procedure; the register holds no article of it, so here it is the authority's own rule.
/// Every act by which a side disposes of its rights asks <see cref="Demand"/>.
/// </summary>
public static class Authorities
{
    /// <summary>一般代理.</summary>
    public const string General = "general";

    /// <summary>特别授权.</summary>
    public const string Special = "special";

    /// <summary>The party acts in person; an enterprise by its legal representative or whoever heads it.</summary>
    public const string ByParty = "party";

    /// <summary>An agent acts for the party.</summary>
    public const string ByAgent = "agent";

    /// <summary>The member of a request or form that says who acts for the party: <see cref="ByParty"/> or <see cref="ByAgent"/>.</summary>
    public const string ActedBy = "actedBy";

    /// <summary>The member by which an officer says that the power of attorney with special authority was produced and seen.</summary>
    public const string Seen = "specialAuthority";

    /// <summary>The member by which an officer says that everybody whom representatives act for has consented in writing.</summary>
    public const string MembersSeen = "memberConsents";

    private const string AgentKind = "agent";

    /// <summary>Whether an agent of the side may dispose of its rights. A statutory agent may; who is no agent on record may not.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="side">The side.</param>
    public static bool MayDispose(Case matter, PartySide side) =>
        AgentsOf(matter, side).Any(other => other.Kind == "statutory-agent" || (other.Kind == AgentKind && other.Authority == Special));

    /// <summary>
    /// Somebody acts for the side who may not dispose of its rights: whoever disposes of them with the side's code must say who it is. A side
    /// without such an agent acts by itself.
    /// </summary>
    /// <param name="matter">The case.</param>
    /// <param name="side">The side.</param>
    public static bool MustSayWho(Case matter, PartySide side) =>
        AgentsOf(matter, side).Any(other => other.Kind == AgentKind && other.Authority != Special);

    /// <summary>Refuses an act of disposal that an agent does without special authority.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="side">The side whose rights are disposed of.</param>
    /// <param name="by">Who acts: <see cref="ByParty"/>, <see cref="ByAgent"/> or null where nobody was asked.</param>
    /// <param name="seen">An officer saw the power of attorney. A party's own word for it counts for nothing.</param>
    /// <param name="field">The member that says who acts, as the client sent it.</param>
    /// <param name="act">What is done, in Chinese: 撤回申请, 达成调解.</param>
    /// <exception cref="NotAllowedException">
    /// <c>authority.unsaid</c>: it isn't said who acts; <c>authority.lacking</c>: an agent does who may not. The message says what can be done.
    /// </exception>
    public static void Demand(Case matter, PartySide side, string? by, bool seen, string field, string act)
    {
        var called = side == PartySide.Respondent ? "被申请人" : "申请人";
        if (by is null && MustSayWho(matter, side))
            throw new NotAllowedException(
                "authority.unsaid",
                $"{called}委托了没有特别授权的代理人：请写明“{act}”由本人还是由代理人办理。",
                "Somebody without special authority acts for this side: say whether the party or the agent does this.",
                [new(field, "required", "请选择由本人还是由代理人办理。", "Say whether the party or the agent acts.")]
            );
        if (by == ByAgent && !seen && !MayDispose(matter, side))
            throw new NotAllowedException(
                "authority.lacking",
                $"{called}的代理人没有特别授权，不能代为{act}：请由本人办理；或者提交写明特别授权的委托书，由工作人员核对登记后再办理。",
                "The agent has no special authority to do this: let the party do it, or hand in the power of attorney for the office to record.",
                [new(field, "not-allowed", "代理人没有特别授权，请由本人办理或者先补交委托书。", "The agent has no special authority.")]
            );
    }

    /// <summary>
    /// 被代表人同意 (<c>col-representatives-3-5</c>, 办案规则 art 63): representatives of a group change, waive or settle its claims only with the
    /// consent of those whom they represent. One code for a whole group says nothing of that: an officer has to have seen the consents.
    /// </summary>
    /// <param name="matter">The case.</param>
    /// <param name="side">The side whose rights are disposed of.</param>
    /// <param name="seen">An officer saw the written consent of everybody who is represented.</param>
    /// <param name="field">The member by which the officer says so.</param>
    /// <param name="act">What is done, in Chinese.</param>
    /// <exception cref="NotAllowedException"><c>authority.members</c>; the message says what can be done.</exception>
    public static void DemandMembers(Case matter, PartySide side, bool seen, string field, string act)
    {
        if (side != PartySide.Applicant || !matter.Collective || matter.Applicants.Count() < 2 || seen)
            return;
        throw new NotAllowedException(
            "authority.members",
            $"集体争议的代表人{act}，须经被代表的劳动者同意（《劳动人事争议仲裁办案规则》第63条）：请提交全体被代表人的书面同意，由工作人员核对登记后办理；不同意的成员可以先退出另案处理。",
            "Representatives need the consent of those whom they represent: hand in everybody's written consent for the office to check.",
            [new(field, "required", "请核对全体被代表人的书面同意。", "Check everybody's written consent.")]
        );
    }

    /// <summary>
    /// 每一位当事人 (<c>med-agreement-effective</c>, 调解仲裁法 art 14): of several parties on a side nobody signs for the others. One code or link
    /// stands for a side and says nothing of who used it: an officer has to have seen everybody's signature, or one agent with special
    /// authority acts for all of them. A group's representatives need the consent of those whom they represent (art 63).
    /// </summary>
    /// <param name="matter">The case.</param>
    /// <param name="side">The side whose rights are disposed of.</param>
    /// <param name="by">Who acts: <see cref="ByParty"/>, <see cref="ByAgent"/> or null.</param>
    /// <param name="seen">An officer saw what each of them signed.</param>
    /// <param name="field">The member by which the officer says so.</param>
    /// <param name="act">What is done, in Chinese.</param>
    /// <param name="article">The article that asks for everybody's signature; null where it is the authority's own rule.</param>
    /// <exception cref="NotAllowedException"><c>authority.each</c> or <c>authority.members</c>; the message says what can be done.</exception>
    public static void DemandEach(Case matter, PartySide side, string? by, bool seen, string field, string act, string? article = null)
    {
        DemandMembers(matter, side, seen, field, act);
        var several = matter.Parties.Where(party => party.Side == side).ToList();
        if (seen || several.Count < 2 || (by == ByAgent && IsOfAll(several)))
            return;
        throw new NotAllowedException(
            "authority.each",
            $"{(side == PartySide.Respondent ? "被申请人" : "申请人")}共{several.Count}人（{string.Join("、", several.Select(party => party.Name))}），{act}须由每一位当事人本人签名或者盖章，或者由其特别授权的代理人办理，一人不能代其他人办理{(article is null ? "" : $"（{article}）")}：请各位当事人在纸质材料上签名，交承办人员核对全部签名后登记。",
            "Several parties are on this side and each has to sign: hand the signed paper to the officer, who checks every signature.",
            [new(field, "required", "请核对每一位当事人的签名。", "Check everybody's signature.")]
        );
    }

    /// <summary>Whether <see cref="DemandEach"/> refuses whoever acts for the side alone; an agent of all with special authority is no single one.</summary>
    public static bool NeedsEach(Case matter, PartySide side)
    {
        var several = matter.Parties.Where(party => party.Side == side).ToList();
        return several.Count > 1 && (!IsOfAll(several) || (side == PartySide.Applicant && matter.Collective));
    }

    private static bool IsOfAll(List<Party> several) =>
        several[0]
            .Representatives.Where(agent => agent.Kind == AgentKind && agent.Authority == Special)
            .Any(agent =>
                several.TrueForAll(party =>
                    party.Representatives.Any(other => other.Name == agent.Name && other is { Kind: AgentKind, Authority: Special })
                )
            );

    private static IEnumerable<Representative> AgentsOf(Case matter, PartySide side) =>
        matter.Parties.Where(party => party.Side == side).SelectMany(party => party.Representatives);
}
