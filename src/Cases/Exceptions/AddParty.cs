using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Exceptions;

/// <summary>
/// 追加当事人: another party enters the case: a firm that shares the employment (调解仲裁法 art 22), those who stand for an employer that is no
/// more (办案规则 art 6), a third party (art 23), or a worker who joins a dispute that others began, with claims and a limitation of their own.
/// </summary>
public sealed class AddParty(ITaskStore tasks, ExceptionDesk desk, TimeProvider time)
{
    private const string Together = "《劳动争议调解仲裁法》第22条、第23条";

    /// <summary>Enters the party that a step's form describes.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="step">The step whose form holds role, name, idType, idNumber, phone, address, cause, amount and basis.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when the number fails its check or the party is in the case already; the history says so.</returns>
    public async ValueTask<bool> HandleAsync(Case disputed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        var (role, name, number) = (data.Required("role"), data.Required("name"), IdNumber.Normalise(data.Text("idNumber")));
        var worker = role == "worker";
        var idType = data.Text("idType") ?? (worker ? IdTypes.ResidentId : IdTypes.CreditCode);
        if ((Fault(disputed, name, idType, number) ?? Unwilling(disputed, name, data)) is { } fault)
        {
            desk.Tell(disputed, "workflow", "party.refused", fault.Zh, fault.En, Together);
            return false;
        }

        var now = time.GetUtcNow();
        var side =
            worker ? PartySide.Applicant
            : role == "third-party" ? PartySide.ThirdParty
            : PartySide.Respondent;
        disputed.Parties.Add(
            new Party
            {
                Id = Guid.CreateVersion7(now),
                CaseId = disputed.Id,
                Side = side,
                Position = disputed.Parties.Count(p => p.Side == side),
                Kind = worker ? "worker" : "employer",
                Role = role is "dispatch-agency" or "user-firm" or "worker" ? role : "employer",
                Name = name,
                IdType = number is null ? null : idType,
                IdNumber = number,
                Phone = data.Text("phone"),
                ServiceAddress = data.Text("address"),
            }
        );
        if (worker && data.Text("cause") is { } cause)
            disputed.Claims.Add(
                new Claim
                {
                    Id = Guid.CreateVersion7(now),
                    CaseId = disputed.Id,
                    Position = disputed.NextClaimPosition,
                    Cause = cause,
                    Amount = data.Amount("amount"),
                    Basis = $"{name}：{data.Text("basis") ?? "加入申请"}",
                }
            );
        disputed.Revision++;
        desk.Enter(disputed, "party-added", $"追加{name}", data.Task.CompletedBy!);
        desk.Tell(
            disputed,
            data.Task.CompletedBy!,
            "party.added",
            $"追加{name}为{SideName(side)}",
            side == PartySide.Applicant ? "A worker joined the application" : "A party was added",
            worker ? "《劳动争议调解仲裁法》第7条、第27条" : Together
        );
        return true;
    }

    private static string SideName(PartySide side) =>
        side switch
        {
            PartySide.Applicant => "申请人",
            PartySide.ThirdParty => "第三人",
            _ => "共同被申请人",
        };

    /// <summary>Mediation is voluntary (调解仲裁法 art 5): nobody is drawn into one that goes on without agreeing to it.</summary>
    private static (string Zh, string En)? Unwilling(Case disputed, string name, StepData data) =>
        disputed.Stage is Stages.Mediation or Stages.Agreement && !data.Flag("consentsToMediation")
            ? ($"案件正在调解，追加{name}须由其本人同意参加调解，请征得同意后填写，或者不予追加", "The party must agree to mediation first")
            : null;

    private static (string Zh, string En)? Fault(Case disputed, string name, string idType, string? number)
    {
        var present = disputed.Parties.Where(p => p.Side != PartySide.Former).ToList();
        if (number is not null && present.Find(p => p.IdNumber == number) is { } known)
            return ($"{known.Name}已是本案当事人，请核对后填写其他当事人，或者不予追加", "This is a party to the case already");
        if (present.Exists(p => p.Name == name && (number is null || p.IdNumber is null)))
            return (
                $"{name}已是本案当事人，请核对后填写其他当事人，或者不予追加；确系同名的另一人的，请填写其证件号码（原当事人没有登记证件号码的，先予补正）",
                "A party of this name is in the case already; give the identity number if it is somebody else"
            );
        return number is not null && IdNumber.Fault(idType, number) is { } fault
            ? ($"{name}的证件号码不正确：{fault.Zh}", $"The number is wrong: {fault.En}")
            : null;
    }
}
