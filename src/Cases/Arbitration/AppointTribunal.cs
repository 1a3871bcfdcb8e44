using LaborFlow.Cases.Places;
using LaborFlow.Cases.Recusals;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Arbitration;

/// <summary>
/// 组成仲裁庭 (调解仲裁法 art 20, 31–33): seats those whom a step's form names, and fills the seats that it leaves open by a rule. Nobody sits who
/// is no arbitrator (or secretary) here, is recused from the case, or has another seat of it. Whoever sat before makes room.
/// </summary>
public sealed class AppointTribunal(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    ITribunalRota rota,
    TimeProvider time,
    IOfficers? officers = null
)
{
    private const string Arbitrator = "arbitrator";
    private const string Secretary = "tribunal-secretary";
    private const string Basis = "《劳动争议调解仲裁法》第31条";

    /// <summary>The rules by which an open seat is given out.</summary>
    public static readonly IReadOnlyList<string> Rules = [ChooseOfficer.Load, ChooseOfficer.Rota, ChooseOfficer.Random, ChooseOfficer.Name];

    private sealed record Seat(TribunalSeat Kind, string Field)
    {
        public string Role => Kind == TribunalSeat.Secretary ? Secretary : Arbitrator;
    }

    private sealed record Seated(TribunalSeat Kind, string Name, string? DisplayName);

    /// <param name="heard">The case.</param>
    /// <param name="step">
    /// The step whose form holds <c>soleArbitrator</c>, or <c>presiding</c>, <c>arbitratorA</c>, <c>arbitratorB</c>; and <c>secretary</c>. Each is
    /// the user name or the name of an officer; blank leaves the seat to the rule.
    /// </param>
    /// <param name="size">How many arbitrators sit, 1 or 3; 0 is what the form has fields for.</param>
    /// <param name="rule">One of <see cref="Rules"/>; <c>name</c> leaves no seat to a rule.</param>
    /// <param name="tripartite">
    /// 三方组庭 (办案规则 art 65): a dispute over a collective contract is heard by somebody of the authority, somebody whom a union proposed
    /// (<c>arbitratorA</c>, <c>unionName</c>) and somebody whom an association of employers proposed (<c>arbitratorB</c>, <c>associationName</c>).
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when somebody who is named may not sit, or a seat stays empty; the history says why, and nothing else was changed.</returns>
    /// <exception cref="InvalidOperationException">The step was never completed, or the rule is unknown.</exception>
    public async ValueTask<bool> HandleAsync(
        Case heard,
        string step,
        int size,
        string rule = ChooseOfficer.Load,
        bool tripartite = false,
        CancellationToken cancellationToken = default
    )
    {
        if (!Rules.Contains(rule))
            throw new InvalidOperationException($"组庭规则“{rule}”无效。");
        using var data = await StepData.LastAsync(tasks, heard.Id, step, cancellationToken);
        if (tripartite && new[] { "arbitratorA", "unionName", "arbitratorB", "associationName" }.Any(field => data.Text(field) is null))
            return Refuse(
                heard,
                (
                    "履行集体合同争议按照三方原则组庭：应当写明工会推荐的仲裁员和推荐的工会、企业方面代表组织推荐的仲裁员和推荐的组织，请补充后组庭",
                    "A dispute over a collective contract is heard by three parties: name the union's and the employers' arbitrator and who proposed them",
                    "《劳动人事争议仲裁办案规则》第65条"
                )
            );
        if (data.Date("evidenceUntil") is { } until && until <= ChinaDay.Today(time))
            return Refuse(
                heard,
                (
                    $"举证期限{until:yyyy-MM-dd}应当在今日以后，请重新确定",
                    "The period for evidence must end later than today",
                    "《劳动人事争议仲裁办案规则》第44条"
                )
            );
        var here = await HereAsync(heard, cancellationToken);
        var recused = await RecusedAsync(heard.Id, cancellationToken);
        var seated = new List<Seated>();
        var open = new List<Seat>();
        foreach (
            var seat in Seats(
                size > 0 ? size
                : data.Has("soleArbitrator") ? 1
                : 3
            )
        )
        {
            if (data.Text(seat.Field) is not { } named)
            {
                open.Add(seat);
                continue;
            }

            var officer = Find(here, named);
            if (FaultOf(seat, named, officer, here is not null, recused, seated) is { } fault)
                return Refuse(heard, fault);
            seated.Add(new Seated(seat.Kind, officer?.UserName ?? named, officer?.DisplayName));
        }

        foreach (var seat in open)
        {
            if (await NextAsync(seat, rule, here, recused, seated, cancellationToken) is not { } next)
                return Refuse(
                    heard,
                    ($"{Zh(seat.Kind)}没有指定，也没有可以指派的人员，请指定", "A seat is empty and nobody can take it: appoint", Basis)
                );
            seated.Add(new Seated(seat.Kind, next.UserName, next.DisplayName));
        }

        await SeatAsync(heard, seated, data.Task.CompletedBy!, cancellationToken);
        if (tripartite)
            Propose(heard, seated, data);
        return true;
    }

    /// <summary>Who proposed whom is part of the tribunal's composition and stands in its notice.</summary>
    private void Propose(Case heard, List<Seated> seated, StepData data)
    {
        var members = seated.Where(seat => seat.Kind == TribunalSeat.Member).Select(seat => seat.DisplayName ?? seat.Name).ToList();
        var text = $"按三方原则组庭：{members[0]}由{data.Required("unionName")}推荐，{members[1]}由{data.Required("associationName")}推荐";
        records.Add(
            new Exceptions.RegisterEntry
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                CaseId = heard.Id,
                Kind = "tripartite",
                Text = text,
                RecordedBy = data.Task.CompletedBy!,
                RecordedAt = time.GetUtcNow(),
            }
        );
        cases.Add(
            CaseEvents.Public(
                heard.Id,
                time.GetUtcNow(),
                data.Task.CompletedBy!,
                "tribunal.tripartite",
                text,
                "The tribunal was formed of three parties",
                "《劳动人事争议仲裁办案规则》第65条"
            )
        );
    }

    /// <summary>补任: whoever comes next by load takes a seat that was left; without a register of officers it stays empty until somebody is appointed.</summary>
    /// <param name="heard">The case; the recusal is recorded already.</param>
    /// <param name="left">The seat, made free.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Who sits there now; null when nobody can.</returns>
    public async ValueTask<string?> ReplaceAsync(Case heard, TribunalMember left, CancellationToken cancellationToken = default)
    {
        var sitting = (await records.ListAsync<TribunalMember>(heard.Id, cancellationToken))
            .Where(member => member.ReplacedAt is null)
            .Select(member => new Seated(member.Seat, member.Name, member.DisplayName))
            .ToList();
        var next = await NextAsync(
            new Seat(left.Seat, ""),
            ChooseOfficer.Load,
            await HereAsync(heard, cancellationToken),
            await RecusedAsync(heard.Id, cancellationToken),
            sitting,
            cancellationToken
        );
        if (next is not null)
            records.Add(Member(heard.Id, new Seated(left.Seat, next.UserName, next.DisplayName)));
        return next?.DisplayName ?? next?.UserName;
    }

    private async ValueTask<HashSet<string>> RecusedAsync(Guid caseId, CancellationToken cancellationToken) =>
        (await records.ListAsync<Recusal>(caseId, cancellationToken))
            .Where(r => r.LiftedAt is null)
            .Select(r => r.UserName)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private TribunalMember Member(Guid caseId, Seated seat) =>
        new()
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            CaseId = caseId,
            Seat = seat.Kind,
            Name = seat.Name,
            DisplayName = seat.DisplayName,
            AppointedAt = time.GetUtcNow(),
        };

    private static IEnumerable<Seat> Seats(int size) =>
        size == 1
            ? [new(TribunalSeat.Sole, "soleArbitrator"), new(TribunalSeat.Secretary, "secretary")]
            :
            [
                new(TribunalSeat.Presiding, "presiding"),
                new(TribunalSeat.Member, "arbitratorA"),
                new(TribunalSeat.Member, "arbitratorB"),
                new(TribunalSeat.Secretary, "secretary"),
            ];

    /// <summary>The arbitrators and secretaries who work in the case's district; null where no register of officers is kept.</summary>
    private async ValueTask<IReadOnlyList<Actor>?> HereAsync(Case heard, CancellationToken cancellationToken) =>
        officers is null
            ? null
            :
            [
                .. (await officers.ListAsync([Arbitrator, Secretary], cancellationToken)).Where(officer =>
                    TaskRights.Reaches(heard.District, officer)
                ),
            ];

    private static Actor? Find(IReadOnlyList<Actor>? here, string named)
    {
        if (here?.FirstOrDefault(officer => string.Equals(officer.UserName, named, StringComparison.OrdinalIgnoreCase)) is { } byUserName)
            return byUserName;
        // A name that two officers share says not which of them is meant.
        return here?.Where(officer => officer.DisplayName == named).ToList() is [var only] ? only : null;
    }

    private static (string Zh, string En, string Basis)? FaultOf(
        Seat seat,
        string named,
        Actor? officer,
        bool register,
        HashSet<string> recused,
        List<Seated> seated
    )
    {
        var userName = officer?.UserName ?? named;
        if (recused.Contains(userName) || recused.Contains(named))
            return (
                $"{named}已回避本案，不得担任{Zh(seat.Kind)}，请另行指定",
                $"{named} is recused from the case: appoint another",
                "《劳动争议调解仲裁法》第33条"
            );
        if (seated.Exists(other => string.Equals(other.Name, userName, StringComparison.OrdinalIgnoreCase)))
            return ("同一人不能在仲裁庭担任两个职务，请重新指定", "Nobody may hold two seats of a tribunal: appoint again", Basis);
        if (register && officer?.Roles.Contains(seat.Role) != true)
            return (
                $"{named}不是{Zh(seat.Kind)}名册上的人员，请从名册中另行指定",
                $"{named} is not on the register for this seat: appoint another",
                "《劳动争议调解仲裁法》第20条"
            );
        return null;
    }

    private async ValueTask<Actor?> NextAsync(
        Seat seat,
        string rule,
        IReadOnlyList<Actor>? here,
        HashSet<string> recused,
        List<Seated> seated,
        CancellationToken cancellationToken
    )
    {
        if (rule == ChooseOfficer.Name)
            return null;
        var may = (here ?? [])
            .Where(officer => officer.Roles.Contains(seat.Role) && !recused.Contains(officer.UserName))
            .Where(officer => !seated.Exists(other => string.Equals(other.Name, officer.UserName, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(officer => officer.UserName, StringComparer.Ordinal);
        if (may.Count == 0)
            return null;
        if (rule == ChooseOfficer.Random)
            return may.Values.ElementAt(System.Security.Cryptography.RandomNumberGenerator.GetInt32(may.Count));
        var loads = await rota.LoadsAsync(may.Keys, cancellationToken);
        var first =
            rule == ChooseOfficer.Load
                ? loads.OrderBy(load => load.OpenCases).ThenBy(load => load.LastSeatedAt ?? DateTimeOffset.MinValue)
                : loads.OrderBy(load => load.LastSeatedAt ?? DateTimeOffset.MinValue).ThenBy(load => load.OpenCases);
        return may[first.ThenBy(load => load.UserName, StringComparer.Ordinal).First().UserName];
    }

    private bool Refuse(Case heard, (string Zh, string En, string Basis) fault)
    {
        cases.Add(CaseEvents.Internal(heard.Id, time.GetUtcNow(), "workflow", "tribunal.refused", fault.Zh, fault.En, fault.Basis));
        return false;
    }

    private async ValueTask SeatAsync(Case heard, List<Seated> seated, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var earlier in await records.ListAsync<TribunalMember>(heard.Id, cancellationToken))
            earlier.ReplacedAt ??= now;
        foreach (var seat in seated)
            records.Add(Member(heard.Id, seat));
        cases.Add(
            CaseEvents.Public(
                heard.Id,
                now,
                by,
                "tribunal.appointed",
                $"仲裁庭组成：{string.Join("、", seated.Select(seat => Zh(seat.Kind) + (seat.DisplayName ?? seat.Name)))}",
                $"The tribunal was formed: {string.Join(", ", seated.Select(seat => seat.DisplayName ?? seat.Name))}",
                "《劳动争议调解仲裁法》第31条、第32条"
            )
        );
        heard.Revision++;
    }

    private static string Zh(TribunalSeat seat) =>
        seat switch
        {
            TribunalSeat.Sole => "独任仲裁员",
            TribunalSeat.Presiding => "首席仲裁员",
            TribunalSeat.Member => "仲裁员",
            _ => "书记员",
        };
}
