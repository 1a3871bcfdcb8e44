using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Parties;

/// <summary>
/// 登记委托代理人: notes down who acts for a party, and how far, from the power of attorney that was handed in. The same name again changes the
/// authority: special authority that is handed in later is noted this way, and one that is taken back, too. Run in a transaction and save.
/// </summary>
public sealed class RecordAgent(ICaseStore cases, TimeProvider time)
{
    /// <summary>Notes it down.</summary>
    /// <param name="matter">The case, locked.</param>
    /// <param name="partyId">The party.</param>
    /// <param name="agent">Who acts for it.</param>
    /// <param name="officer">Who has seen the power of attorney.</param>
    /// <exception cref="InvalidInputException">Name or authority is missing, a number is wrong.</exception>
    /// <exception cref="NotAllowedException"><c>case.closed</c>; <c>case.unknown</c>: the case has no such party.</exception>
    public void Handle(Case matter, Guid partyId, AgentInput agent, string officer)
    {
        if (matter.ClosedAt is not null)
            throw new NotAllowedException("case.closed", "案件已办结，不能再登记代理人。", "The case is closed.");
        var party =
            matter.Parties.Find(known => known.Id == partyId)
            ?? throw new NotAllowedException("case.unknown", "案件没有该当事人。", "The case has no such party.");
        var check = new FieldCheck();
        Background.Agent(check, agent, "");
        if (check.Errors.Count > 0)
            throw new InvalidInputException(check.Errors);

        var name = agent.Name!.Trim();
        var known = party.Representatives.Find(other => other.Kind == "agent" && other.Name == name);
        if (known is not null)
        {
            known.Authority = agent.Authority;
            known.Phone = Text(agent.Phone) ?? known.Phone;
            known.IdNumber = IdNumber.Normalise(agent.IdNumber) ?? known.IdNumber;
        }
        else
            party.Representatives.Add(
                new Representative
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    PartyId = party.Id,
                    Kind = "agent",
                    Name = name,
                    Phone = Text(agent.Phone),
                    IdNumber = IdNumber.Normalise(agent.IdNumber),
                    Authority = agent.Authority,
                }
            );
        matter.Revision++;
        cases.Add(
            CaseEvents.Public(
                matter.Id,
                time.GetUtcNow(),
                officer,
                "agent.recorded",
                $"{party.Name}委托{name}代理，{(agent.Authority == Authorities.Special ? "特别授权" : "一般代理")}",
                $"{name} acts for {party.Name}, with {agent.Authority} authority"
            )
        );
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
