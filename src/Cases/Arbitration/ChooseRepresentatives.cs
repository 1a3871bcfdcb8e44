using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Arbitration;

/// <summary>推举代表人 (调解仲裁法 art 7; <c>col-representatives-3-5</c>): workers who act for all in a collective dispute.</summary>
public sealed class ChooseRepresentatives(ICaseStore cases, ITaskStore tasks, StatuteRegister register, TimeProvider time)
{
    private const string Parameter = "col-representatives-3-5";

    /// <param name="disputed">The case.</param>
    /// <param name="step">The step whose form holds <c>representatives</c> (name, phone).</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when their number is not lawful or one is no applicant; nothing was changed then.</returns>
    public async ValueTask<bool> HandleAsync(Case disputed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        var written = data.List("representatives").Select(r => r.GetProperty("name").GetString()!.Trim()).Distinct(StringComparer.Ordinal);
        var found = written.Select(name => (Name: name, Party: RosterNames.Find(disputed, disputed.Applicants, name))).ToList();
        var chosen = found.Select(one => one.Party).OfType<Party>().Distinct().ToList();
        var names = chosen.ConvertAll(party => RosterNames.Of(disputed, party));
        var row =
            register.Numeric(Parameter, new Jurisdiction(disputed.District[..6]), ChinaDay.Today(time))
            ?? throw new InvalidOperationException($"The register holds no {Parameter} in force.");
        var (least, most) = ((int)row.Value!.Value, (int)(row.Value2 ?? row.Value!.Value));
        var strangers = found.Where(one => one.Party is null).Select(one => one.Name).ToList();
        if (names.Count < least || names.Count > most || strangers.Count > 0)
        {
            Tell(
                disputed,
                "representatives.refused",
                strangers.Count > 0
                    ? $"不能登记代表人：{string.Join("；", strangers.Select(name => RosterNames.Unknown(disputed, disputed.Applicants, name, "申请人").Zh))}"
                    : $"应推举{least}至{most}名代表人，登记了{names.Count}名，请重新推举",
                strangers.Count > 0
                    ? $"No applicants of this case: {string.Join(", ", strangers)}"
                    : $"{least} to {most} representatives are needed, {names.Count} were named",
                row.Basis
            );
            return false;
        }

        Tell(
            disputed,
            "representatives.chosen",
            $"推举{string.Join("、", names)}为代表人",
            $"The workers' representatives: {string.Join(", ", names)}",
            row.Basis
        );
        disputed.Revision++;
        return true;
    }

    private void Tell(Case disputed, string action, string zh, string en, string basis) =>
        cases.Add(CaseEvents.Public(disputed.Id, time.GetUtcNow(), TaskParties.Applicant, action, zh, en, basis));
}
