using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Recusals;

/// <summary>
/// 登记和解除回避. Whoever is recused lets go of every open task of the case at once, is no longer asked to co-sign, and prepares nothing for
/// others. Run in a transaction and save.
/// </summary>
public sealed class DeclareRecusal(ICaseStore cases, ICaseRecords records, ITaskStore tasks, TimeProvider time)
{
    private const string Basis = "《劳动争议调解仲裁法》第三十三条";
    private const int LongestReason = 1_000;

    /// <summary>登记回避.</summary>
    /// <param name="caseId">The case, which the declarer may see.</param>
    /// <param name="officer">Who is kept off.</param>
    /// <param name="reason">The interest.</param>
    /// <param name="declarer">The officer, or somebody who answers for the officer's work.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidInputException">The reason is missing, or the officer is recused already.</exception>
    public async ValueTask<Recusal> DeclareAsync(
        Guid caseId,
        string officer,
        string? reason,
        string declarer,
        CancellationToken cancellationToken = default
    )
    {
        var why = Reason(reason);
        var present = await records.ListAsync<Recusal>(caseId, cancellationToken);
        if (present.Any(known => known.UserName == officer && known.LiftedAt is null))
            throw new InvalidInputException([new("userName", "present", "该人员已回避本案。", "This officer is recused already.")]);
        var now = time.GetUtcNow();
        var recusal = new Recusal
        {
            Id = Guid.CreateVersion7(now),
            CaseId = caseId,
            UserName = officer,
            Reason = why,
            DeclaredBy = declarer,
            DeclaredAt = now,
        };
        records.Add(recusal);
        foreach (var task in (await tasks.ListOfCaseAsync(caseId, cancellationToken)).Where(task => task.IsOpen))
            LetGo(task, officer, now);
        cases.Add(
            CaseEvents.Internal(
                caseId,
                now,
                declarer,
                "recusal.declared",
                officer == declarer ? $"声明本人回避本案（{why}）" : $"{officer}回避本案（{why}）",
                $"{officer} is recused from the case",
                Basis
            )
        );
        return recusal;
    }

    /// <summary>解除回避: decided by somebody else than the officer.</summary>
    /// <exception cref="NotAllowedException">By the officer: <c>recusal.own</c>.</exception>
    /// <exception cref="InvalidInputException">The reason is missing, or it was lifted before.</exception>
    public void Lift(Recusal recusal, string? reason, string by)
    {
        if (string.Equals(recusal.UserName, by, StringComparison.OrdinalIgnoreCase))
            throw new NotAllowedException("recusal.own", "不能解除本人的回避。", "Nobody lifts a recusal of the own.");
        var why = Reason(reason);
        if (recusal.LiftedAt is not null)
            throw new InvalidInputException([new("", "lifted", "回避已解除。", "It was lifted before.")]);
        (recusal.LiftedBy, recusal.LiftedAt, recusal.LiftingReason) = (by, time.GetUtcNow(), why);
        cases.Add(
            CaseEvents.Internal(
                recusal.CaseId,
                time.GetUtcNow(),
                by,
                "recusal.lifted",
                $"解除{recusal.UserName}的回避（{why}）",
                $"The recusal of {recusal.UserName} is lifted",
                Basis
            )
        );
    }

    private static void LetGo(CaseTask task, string officer, DateTimeOffset now)
    {
        foreach (var signer in task.AwaitedCoSigners().Where(signer => signer.UserName == officer).ToList())
        {
            signer.RemovedAt = now;
            task.Touch();
        }

        if (task.Assignee == officer && task.DelegatedBy is not null)
            task.Return(now);
        else if (task.Assignee == officer || task.DelegatedBy == officer)
            task.Release();
    }

    private static string Reason(string? reason)
    {
        var check = new Filing.FieldCheck();
        check.Required("reason", reason, LongestReason, "理由");
        return check.Errors.Count > 0 ? throw new InvalidInputException(check.Errors) : reason!.Trim();
    }
}
