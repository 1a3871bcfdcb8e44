using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Arbitration;

/// <summary>组成仲裁庭 (调解仲裁法 art 31, 32): seats those whom a step's form names; whoever sat before makes room.</summary>
public sealed class AppointTribunal(ICaseStore cases, ICaseRecords records, ITaskStore tasks, TimeProvider time)
{
    /// <param name="heard">The case.</param>
    /// <param name="step">The step whose form holds <c>soleArbitrator</c>, or <c>presiding</c>, <c>arbitratorA</c>, <c>arbitratorB</c>; and <c>secretary</c>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when one person would hold two seats; nothing was changed then.</returns>
    /// <exception cref="InvalidOperationException">The step was never completed, or its form names nobody.</exception>
    public async ValueTask<bool> HandleAsync(Case heard, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, heard.Id, step, cancellationToken);
        (TribunalSeat Seat, string? Name)[] seats =
        [
            (TribunalSeat.Sole, data.Text("soleArbitrator")),
            (TribunalSeat.Presiding, data.Text("presiding")),
            (TribunalSeat.Member, data.Text("arbitratorA")),
            (TribunalSeat.Member, data.Text("arbitratorB")),
            (TribunalSeat.Secretary, data.Text("secretary")),
        ];
        var named = seats.Where(seat => seat.Name is not null).Select(seat => (seat.Seat, Name: seat.Name!)).ToList();
        if (!named.Exists(seat => seat.Seat is TribunalSeat.Sole or TribunalSeat.Presiding))
            throw new InvalidOperationException($"步骤“{step}”的表单没有指定仲裁员。");
        if (named.DistinctBy(seat => seat.Name, StringComparer.OrdinalIgnoreCase).Count() < named.Count)
        {
            cases.Add(
                CaseEvents.Internal(
                    heard.Id,
                    time.GetUtcNow(),
                    "workflow",
                    "tribunal.refused",
                    "同一人不能在仲裁庭担任两个职务，请重新指定",
                    "Nobody may hold two seats of a tribunal: appoint again",
                    "《劳动争议调解仲裁法》第31条"
                )
            );
            return false;
        }

        var now = time.GetUtcNow();
        foreach (var earlier in await records.ListAsync<TribunalMember>(heard.Id, cancellationToken))
            earlier.ReplacedAt ??= now;
        foreach (var (seat, name) in named)
            records.Add(
                new TribunalMember
                {
                    Id = Guid.CreateVersion7(now),
                    CaseId = heard.Id,
                    Seat = seat,
                    Name = name,
                    AppointedAt = now,
                }
            );
        var list = string.Join("、", named.Select(seat => $"{SeatZh(seat.Seat)}{seat.Name}"));
        cases.Add(
            CaseEvents.Public(
                heard.Id,
                now,
                data.Task.CompletedBy!,
                "tribunal.appointed",
                $"仲裁庭组成：{list}",
                $"The tribunal was formed: {string.Join(", ", named.Select(seat => seat.Name))}",
                "《劳动争议调解仲裁法》第31条、第32条"
            )
        );
        heard.Revision++;
        return true;
    }

    private static string SeatZh(TribunalSeat seat) =>
        seat switch
        {
            TribunalSeat.Sole => "独任仲裁员",
            TribunalSeat.Presiding => "首席仲裁员",
            TribunalSeat.Member => "仲裁员",
            _ => "书记员",
        };
}
