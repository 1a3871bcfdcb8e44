using System.Text.Json;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Recusals;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Exceptions;

/// <summary>
/// What exceptions do to parties, claims, officers and the place of a case: successors, changed claims, counterclaims, replaced officers,
/// split and transferred cases.
/// </summary>
public sealed class ChangeParticulars(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    ICaseNumbers numbers,
    ExceptionDesk desk,
    AppointTribunal tribunal,
    CarryOver carry,
    TimeProvider time
)
{
    /// <summary>反申请: entered, to be heard together with the application.</summary>
    public void EnterCounterclaim(Case disputed, CaseException raised)
    {
        using var data = JsonDocument.Parse(raised.DataJson);
        desk.Enter(disputed, Counterclaim.Entry, raised.Reason, raised.RaisedBy, data.RootElement.Clone());
        disputed.Revision++;
        desk.Tell(
            disputed,
            raised.RaisedBy,
            "counterclaim.merged",
            "反申请已受理，与本申请合并审理",
            "The counterclaim is heard together",
            null
        );
    }

    /// <summary>反申请 raised with the answer: entered as the respondent put it in a step's form, once it is taken in.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="step">The step whose form holds claims (cause, amount, basis) and reason.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask EnterCounterclaimAsync(Case disputed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        var by = data.Task.CompletedBy!;
        var reason = data.Text("reason") ?? "反申请";
        var rows = data.List("claims");
        desk.Enter(
            disputed,
            Counterclaim.Entry,
            reason,
            by,
            // An answer given on an older form tells its counterclaim in words.
            rows.Count > 0
                ? new { step, claims = (object)rows }
                : new { step, claims = (object)new[] { new { cause = "other", basis = reason } } }
        );
        disputed.Revision++;
        desk.Tell(
            disputed,
            by,
            "counterclaim.merged",
            "反申请已受理，与本申请合并审理",
            "The counterclaim is heard together",
            "《劳动人事争议仲裁办案规则》第36条"
        );
    }

    /// <summary>承继: the successor or statutory agent of a party enters the case (调解仲裁法 art 25).</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="raised">Names the party.</param>
    /// <param name="step">The step whose form holds successor, idType, idNumber, phone, relation.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask SucceedAsync(Case disputed, CaseException raised, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        using var asked = JsonDocument.Parse(raised.DataJson);
        var name = asked.RootElement.GetProperty("party").GetString()!.Trim();
        var party =
            RosterNames.Find(disputed, disputed.Parties.Where(p => p.Side != PartySide.Former), name)
            ?? disputed.Parties.First(p => p.Side == (raised.Side == TaskParties.Respondent ? PartySide.Respondent : PartySide.Applicant));
        var before = RosterNames.Of(disputed, party);
        var successor = data.Required("successor");
        if (data.Text("relation") == "agent")
        {
            party.Representatives.Add(
                new Representative
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    PartyId = party.Id,
                    Kind = "statutory-agent",
                    Name = successor,
                    Authority = "general",
                }
            );
        }
        else
        {
            party.Name = successor;
            party.IdType = data.Text("idNumber") is null ? party.IdType : data.Text("idType") ?? IdTypes.ResidentId;
            party.IdNumber = IdNumber.Normalise(data.Text("idNumber")) ?? party.IdNumber;
            party.Phone = data.Text("phone") ?? party.Phone;
        }

        disputed.Revision++;
        desk.Enter(disputed, "successor", $"{before}的承继人（代理人）：{successor}", data.Task.CompletedBy!);
        desk.Tell(
            disputed,
            data.Task.CompletedBy!,
            "party.succeeded",
            $"{successor}作为{before}的{(data.Text("relation") == "agent" ? "法定代理人" : "承继人")}参加程序",
            "A successor or statutory agent entered the case",
            "《劳动争议调解仲裁法》第25条"
        );
    }

    /// <summary>Member of an application for recusal: the account of the officer whom it names.</summary>
    public const string RecusedAccount = "officerAccount";

    /// <summary>回避: the officer leaves the tribunal, and whatever is in their hands goes back to the others.</summary>
    public async ValueTask RecuseAsync(Case disputed, CaseException raised, CancellationToken cancellationToken = default)
    {
        using var data = JsonDocument.Parse(raised.DataJson);
        var officer = data.RootElement.GetProperty("officer").GetString()!.Trim();
        var account = data.RootElement.TryGetProperty(RecusedAccount, out var noted) ? noted.GetString() : null;
        var now = time.GetUtcNow();
        var left = (await records.ListAsync<TribunalMember>(disputed.Id, cancellationToken))
            .Where(seat =>
                seat.ReplacedAt is null && (account is null ? Is(seat.Name) || seat.DisplayName == officer : seat.Name == account)
            )
            .ToList();
        // The parties know people by their names, the register by their accounts.
        var userName = account ?? (left is [var seated, ..] ? seated.Name : officer);
        if ((await records.ListAsync<Recusal>(disputed.Id, cancellationToken)).All(r => r.UserName != userName || r.LiftedAt is not null))
            records.Add(
                new Recusal
                {
                    Id = Guid.CreateVersion7(now),
                    CaseId = disputed.Id,
                    UserName = userName,
                    Reason = raised.Reason,
                    DeclaredBy = raised.RaisedBy,
                    DeclaredAt = now,
                }
            );
        foreach (var task in await tasks.ListOfCaseAsync(disputed.Id, cancellationToken))
            if (task.IsOpen)
                task.Exclude(userName);
        var successors = new List<string>();
        foreach (var seat in left)
        {
            seat.ReplacedAt = now;
            if (await tribunal.ReplaceAsync(disputed, seat, cancellationToken) is { } successor)
                successors.Add(successor);
        }

        disputed.Revision++;
        desk.Tell(
            disputed,
            "workflow",
            "officer.recused",
            successors.Count > 0 ? $"{officer}回避，由{string.Join("、", successors)}接替" : $"{officer}回避，由他人办理",
            successors.Count > 0 ? $"{officer} is recused; {string.Join(", ", successors)} takes the seat" : $"{officer} is recused",
            "《劳动争议调解仲裁法》第33条"
        );

        bool Is(string name) => string.Equals(name, officer, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>分案: claims are taken out into a case of their own, with its own number, and both stay linked.</summary>
    /// <returns>The new case, or null when the numbers name no claims, or all of them.</returns>
    public async ValueTask<Case?> SplitAsync(
        Case disputed,
        IReadOnlyCollection<int> claimNumbers,
        string by,
        CancellationToken cancellationToken = default
    )
    {
        var taken = claimNumbers.Distinct().Select(disputed.ClaimOf).OfType<Claim>().ToList();
        var before = Award.DecidedBefore(disputed, await records.ListAsync<Award>(disputed.Id, cancellationToken));
        if (ChangeClaims.Fault(taken, before) is { } fault)
        {
            desk.Tell(disputed, by, "split.refused", fault.Zh, fault.En, ChangeClaims.Basis);
            return null;
        }
        if (taken.Count == 0 || taken.Count == disputed.Claims.Except(before).Count())
            return null;

        var now = time.GetUtcNow();
        var today = ChinaDay.Of(now);
        var number = await numbers.NextAsync(disputed.District, today.Year, CaseNumber.Series(disputed.ProcedureCode), cancellationToken);
        var split = disputed.SplitOff(
            Guid.CreateVersion7(now),
            CaseNumber.Format(disputed.District, disputed.ProcedureCode, today.Year, number),
            taken,
            now
        );
        cases.Add(split);
        await carry.CopyAsync(disputed, split, by, cancellationToken);
        foreach (var claim in taken)
            cases.Remove(disputed, claim);
        desk.Enter(disputed, "split", $"分出{split.CaseNumber}", by, related: split.Id);
        desk.Enter(split, "split", $"由{disputed.CaseNumber}分出", by, related: disputed.Id);
        desk.Tell(disputed, by, "case.split", $"部分请求分案办理：{split.CaseNumber}", $"Split into {split.CaseNumber}", null);
        return split;
    }

    /// <summary>另立关联案件: a case of another procedure with the same parties and claims; both stay linked.</summary>
    public async ValueTask<Case> OpenLinkedAsync(
        Case disputed,
        string procedureCode,
        string? step,
        CancellationToken cancellationToken = default
    )
    {
        var (by, _) = await desk.DeciderAsync(disputed, step, cancellationToken);
        var now = time.GetUtcNow();
        var today = ChinaDay.Of(now);
        var number = await numbers.NextAsync(disputed.District, today.Year, CaseNumber.Series(procedureCode), cancellationToken);
        var opened = disputed.CopyTo(
            Guid.CreateVersion7(now),
            CaseNumber.Format(disputed.District, procedureCode, today.Year, number),
            procedureCode,
            now,
            now
        );
        cases.Add(opened);
        await carry.CopyAsync(disputed, opened, by, cancellationToken);
        disputed.Revision++;
        desk.Enter(disputed, "split", $"另立关联案件{opened.CaseNumber}", by, related: opened.Id);
        desk.Enter(opened, "split", $"由{disputed.CaseNumber}另立", by, related: disputed.Id);
        desk.Tell(disputed, by, "case.opened", $"另立关联案件{opened.CaseNumber}", $"Opened the linked case {opened.CaseNumber}", null);
        return opened;
    }

    /// <summary>移送管辖: the file goes to another authority; within the city the case moves to the district of that name.</summary>
    public void Transfer(Case disputed, string authority, string by)
    {
        var district = Districts.All.FirstOrDefault(d => d.Name == authority || d.Code == authority);
        desk.Enter(disputed, "transferred", $"移送{district?.Name ?? authority}", by, new { authority, from = disputed.District });
        if (district is not null)
            disputed.District = district.Code;
        disputed.Revision++;
        desk.Tell(
            disputed,
            by,
            "case.transferred",
            $"案件移送{district?.Name ?? authority}管辖",
            $"Transferred to {authority}",
            "《劳动争议调解仲裁法》第21条"
        );
    }
}
