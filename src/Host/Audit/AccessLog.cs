using System.Security.Claims;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Audit;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Audit;

/// <summary>
/// Records what changes nothing and yet must be known: sign-ins, readings of a case by somebody who does not work on it, downloads and
/// exports. The entry is committed before the answer leaves, so nothing is read unseen.
/// </summary>
internal sealed class AccessLog(LaborFlowDbContext database, AuditTrail trail, TimeProvider time)
{
    private const int LongestName = 64;
    private const int LongestSubject = 256;

    /// <summary>登录: a sign-in that succeeded.</summary>
    public Task SignedInAsync(string userName, string method, CancellationToken cancellationToken = default) =>
        WriteAsync(AuditChain.System, userName, "user.signed-in", "登录系统", "Signed in", method, cancellationToken);

    /// <summary>账号安全: somebody changed how an account signs in.</summary>
    public Task AccountAsync(string actor, string action, string zh, string en, string? subject, CancellationToken cancellationToken) =>
        WriteAsync(AuditChain.System, actor, action, zh, en, subject, cancellationToken);

    /// <summary>退出.</summary>
    public Task SignedOutAsync(string userName, CancellationToken cancellationToken = default) =>
        WriteAsync(AuditChain.System, userName, "user.signed-out", "退出系统", "Signed out", null, cancellationToken);

    /// <summary>登录失败: a sign-in that was refused. The name is as typed, cut to a sane length; the password is recorded nowhere.</summary>
    public Task SignInFailedAsync(string? userName, bool lockedOut, CancellationToken cancellationToken = default)
    {
        var typed = userName is { Length: > LongestName } ? userName[..LongestName] : userName ?? "";
        return lockedOut
            ? WriteAsync(
                AuditChain.System,
                typed,
                "user.sign-in-locked",
                "账户已锁定，登录被拒绝",
                "Sign-in refused: the account is locked",
                null,
                cancellationToken
            )
            : WriteAsync(
                AuditChain.System,
                typed,
                "user.sign-in-failed",
                "登录失败：用户名或密码不正确",
                "Sign-in failed: wrong name or password",
                null,
                cancellationToken
            );
    }

    /// <summary>查阅案件: recorded unless a task of the case is or was the reader's.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="user">The reader.</param>
    /// <param name="part">What of it: <c>case</c>, <c>history</c>, <c>procedure</c>, or <c>file:</c> with a file's id.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task ReadAsync(Guid caseId, ClaimsPrincipal user, string part, CancellationToken cancellationToken)
    {
        var name = user.UserName();
        if (
            await database
                .Set<CaseTask>()
                .AnyAsync(task => task.CaseId == caseId && (task.Assignee == name || task.CompletedBy == name), cancellationToken)
        )
            return;
        await StrangerReadsAsync(caseId, name, part, cancellationToken);
    }

    /// <summary>非经办人查阅: records a reading by somebody of whom the caller knows that no task of the case is or was theirs.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="reader">The reader's user name.</param>
    /// <param name="part">What of it: <c>case</c>, <c>history</c>, <c>procedure</c>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Task StrangerReadsAsync(Guid caseId, string reader, string part, CancellationToken cancellationToken) =>
        WriteAsync(
            AuditChain.OfCase(caseId),
            reader,
            AuditActions.CaseRead,
            "非经办人查阅案件",
            "Read by somebody who does not work on the case",
            part,
            cancellationToken
        );

    /// <summary>下载文件.</summary>
    /// <param name="caseId">The case that the file belongs to.</param>
    /// <param name="actor">User name, <c>applicant</c> or <c>respondent</c>.</param>
    /// <param name="fileId">The file.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    public Task DownloadedAsync(Guid caseId, string actor, Guid fileId, CancellationToken cancellationToken) =>
        WriteAsync(
            AuditChain.OfCase(caseId),
            actor,
            AuditActions.FileDownloaded,
            "下载卷宗文件",
            "Downloaded a file",
            "file:" + fileId.ToString("N"),
            cancellationToken
        );

    /// <summary>导出: data left the system as a file.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="what">Which list or report, and how many rows.</param>
    /// <param name="cancellationToken">Stops the export.</param>
    public Task ExportedAsync(string actor, string what, CancellationToken cancellationToken) =>
        WriteAsync(AuditChain.System, actor, "data.exported", "导出数据", "Exported data", what, cancellationToken);

    /// <summary>查阅办案记录: an auditor searched the record. Told in the system's chain: one that is looked into is left as it was found.</summary>
    public Task AuditReadAsync(string actor, string keys, CancellationToken cancellationToken) =>
        WriteAsync(
            AuditChain.System,
            actor,
            AuditActions.Searched,
            "查阅办案记录",
            "Read the record",
            keys is "" ? null : Cut(keys),
            cancellationToken
        );

    /// <summary>核验记录链: one chain, or all.</summary>
    public Task VerifiedAsync(string actor, string? chain, CancellationToken cancellationToken) =>
        WriteAsync(AuditChain.System, actor, "audit.verified", "核验记录链", "Verified the record", chain, cancellationToken);

    /// <summary>处理匿名举报: saves the decision with its entry.</summary>
    /// <param name="actor">Who decided.</param>
    /// <param name="number">The tip's number.</param>
    /// <param name="takenUp">What was decided.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task DecidedTipAsync(string actor, string number, bool takenUp, CancellationToken cancellationToken) =>
        WriteAsync(
            AuditChain.System,
            actor,
            "tip.decided",
            takenUp ? "匿名举报转立案" : "匿名举报不予立案",
            takenUp ? "Took an anonymous tip up" : "Dismissed an anonymous tip",
            number,
            cancellationToken
        );

    /// <summary>集体决定: saves a decision on a yearly or quarterly list, or a committee's resolution, with its entry.</summary>
    /// <param name="actor">Who decided.</param>
    /// <param name="action">What was done, such as <c>credit-list.approved</c>.</param>
    /// <param name="zh">The same in a sentence.</param>
    /// <param name="en">In English.</param>
    /// <param name="subject">Which list or meeting, and what was said of it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody decided in the same moment; nothing was saved.</exception>
    public Task DecidedAsync(string actor, string action, string zh, string en, string subject, CancellationToken cancellationToken) =>
        WriteAsync(AuditChain.System, actor, action, zh, en, Cut(subject), cancellationToken);

    private static string Cut(string subject) => subject.Length > LongestSubject ? subject[..LongestSubject] : subject;

    private async Task WriteAsync(
        string chain,
        string actor,
        string action,
        string zh,
        string en,
        string? subject,
        CancellationToken cancellationToken
    )
    {
        trail.Record(new AuditFact(chain, time.GetUtcNow(), actor, action, zh, en) { ActorRole = trail.ActorRole, Subject = subject });
        await database.SaveChangesAsync(cancellationToken);
    }
}
