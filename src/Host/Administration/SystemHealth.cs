using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using LaborFlow.Cases.Reminders;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Mail;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Reminders;
using LaborFlow.Persistence.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace LaborFlow.Host.Administration;

/// <summary>
/// 健康状态: what the checks of the host say, in words: the database, the procedures, whether clocks strike and messages go out on time, the
/// mail, where files and keys are kept, and whether the clocks of host and database agree.
/// </summary>
internal static class SystemHealth
{
    /// <summary>What waits longer than this past its time is not being taken up.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    /// <summary>Clocks that differ by more than this give the same act different days sooner or later.</summary>
    private static readonly TimeSpan Drift = TimeSpan.FromSeconds(5);

    /// <summary>Less room than this on the disk of the keys is told.</summary>
    private const long LeastFree = 1L << 30;

    /// <param name="State"><c>good</c>, <c>warning</c> or <c>bad</c>.</param>
    /// <param name="Zh">What was found.</param>
    /// <param name="En">The same in English.</param>
    public sealed record Check(string Code, string State, string Zh, string En);

    /// <param name="State">The worst of the checks.</param>
    public sealed record Answer(string State, DateTimeOffset At, IReadOnlyList<Check> Checks);

    public static void Map(IEndpointRouteBuilder administration) =>
        administration.MapGet("/health", HandleAsync).RequireAuthorization(Policies.Administration).WithName("system-health");

    private static async Task<Answer> HandleAsync(
        HealthCheckService checks,
        NpgsqlDataSource source,
        LaborFlowDbContext database,
        AuditKeyFiles keys,
        MailServer mail,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var report = await checks.CheckHealthAsync(cancellationToken);
        if (report.Entries["database"].Status != HealthStatus.Healthy)
        {
            // Everything else is asked of the database.
            return new Answer(
                "bad",
                time.GetUtcNow(),
                [new Check("database", "bad", "数据库没有应答。", "The database does not answer."), Keys(keys)]
            );
        }
        List<Check> found =
        [
            .. await DatabaseAsync(source, time, cancellationToken),
            Procedures(report.Entries["procedures"]),
            await SchedulerAsync(database, time, cancellationToken),
            await MessagesAsync(database, time, cancellationToken),
            await MailAsync(database, mail, cancellationToken),
            Keys(keys),
        ];
        var worst =
            found.Exists(check => check.State == "bad") ? "bad"
            : found.Exists(check => check.State == "warning") ? "warning"
            : "good";
        return new Answer(worst, time.GetUtcNow(), found);
    }

    private static async Task<IReadOnlyList<Check>> DatabaseAsync(
        NpgsqlDataSource source,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var ask = source.CreateCommand(
            "SELECT clock_timestamp(), pg_database_size(current_database()), current_setting('server_version'), pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'"
        );
        var began = Stopwatch.GetTimestamp();
        await using DbDataReader row = await ask.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(began);
        var apart = (await row.GetFieldValueAsync<DateTimeOffset>(0, cancellationToken) - time.GetUtcNow()).Duration();
        var size = Size(row.GetInt64(1));
        var version = row.GetString(2);
        var readOnly = row.GetBoolean(3);
        var milliseconds = took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        var seconds = apart.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return
        [
            new Check(
                "database",
                "good",
                $"{milliseconds} 毫秒内应答，版本 {version}。",
                $"Answered within {milliseconds} ms, version {version}."
            ),
            readOnly
                ? new Check(
                    "storage",
                    "bad",
                    "数据库只读，案件和文件都不能保存。",
                    "The database is read-only: neither cases nor files can be kept."
                )
                : new Check("storage", "good", $"可写；案件、文件和记录共占 {size}。", $"Writable; cases, files and records take {size}."),
            apart > Drift
                ? new Check(
                    "time",
                    "bad",
                    $"应用服务器与数据库的时钟相差 {seconds} 秒，请检查时间同步。",
                    $"The clocks of the host and the database are {seconds} s apart: check how they are synchronised."
                )
                : new Check(
                    "time",
                    "good",
                    $"应用服务器与数据库的时钟相差 {seconds} 秒。",
                    $"The clocks of the host and the database are {seconds} s apart."
                ),
        ];
    }

    private static Check Procedures(HealthReportEntry entry) =>
        entry.Status == HealthStatus.Healthy
            ? new Check("procedures", "good", "全部程序都有已发布的版本。", "Every procedure has a published version.")
            : new Check(
                "procedures",
                "bad",
                $"有程序没有已发布的版本：{entry.Description}",
                $"A procedure has no published version. {entry.Description}"
            );

    /// <summary>Clocks of cases and reminders that should have struck already tell that nobody looks at them.</summary>
    private static async Task<Check> SchedulerAsync(LaborFlowDbContext database, TimeProvider time, CancellationToken cancellationToken)
    {
        var late = time.GetUtcNow() - Late;
        var timers = await database
            .Set<BookmarkRow>()
            .CountAsync(
                row => EF.Property<DateTimeOffset?>(row, "DueAt") < late && EF.Property<DateTimeOffset?>(row, "ConsumedAt") == null,
                cancellationToken
            );
        var triggers = await database.Set<TriggerRow>().CountAsync(row => row.NextDueAt < late, cancellationToken);
        var reminders = await database
            .Set<Reminder>()
            .CountAsync(reminder => reminder.State == ReminderState.Planned && reminder.FireAt < late, cancellationToken);
        return timers + triggers + reminders == 0
            ? new Check("scheduler", "good", "计时、定时和提醒都按时触发。", "Clocks, schedules and reminders strike on time.")
            : new Check(
                "scheduler",
                "bad",
                $"到时未触发：计时 {timers} 个，定时 {triggers} 个，提醒 {reminders} 条。请检查后台作业是否运行。",
                $"Past their time: {timers} clocks, {triggers} schedules, {reminders} reminders. Check whether background work runs."
            );
    }

    private static async Task<Check> MessagesAsync(LaborFlowDbContext database, TimeProvider time, CancellationToken cancellationToken)
    {
        var late = time.GetUtcNow() - Late;
        var messages = database.Set<OutboxMessage>().AsNoTracking();
        var waiting = await messages.CountAsync(cancellationToken);
        var failing = await messages.CountAsync(message => EF.Property<int>(message, "Attempts") > 0, cancellationToken);
        var stuck = await messages.CountAsync(
            message =>
                EF.Property<int>(message, "Attempts") == 0
                && message.CreatedAt < late
                && (message.NotBefore == null || message.NotBefore < late),
            cancellationToken
        );
        return new Check(
            "queue",
            stuck > 0 ? "bad"
                : failing > 0 ? "warning"
                : "good",
            $"等待 {waiting} 条，其中失败后重试 {failing} 条，超时未办 {stuck} 条。",
            $"{waiting} wait, {failing} of them after a failure, {stuck} past their time."
        );
    }

    private static async Task<Check> MailAsync(LaborFlowDbContext database, MailServer server, CancellationToken cancellationToken)
    {
        var states = await database
            .Set<MailDelivery>()
            .Where(delivery => delivery.State == NotificationMail.Queued || delivery.State == NotificationMail.Failed)
            .GroupBy(delivery => delivery.State)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var queued = states.Where(row => row.Key == NotificationMail.Queued).Sum(row => row.Count);
        var failed = states.Where(row => row.Key == NotificationMail.Failed).Sum(row => row.Count);
        if (server.Server is null)
            return new Check(
                "mail",
                "warning",
                $"没有配置邮件服务器，只发站内消息；排队 {queued} 封，未送达 {failed} 封。",
                $"No mail server is configured, messages stay in the system; {queued} queued, {failed} given up."
            );
        return new Check(
            "mail",
            failed > 0 ? "warning" : "good",
            $"邮件服务器 {server.Server}；排队 {queued} 封，未送达 {failed} 封。",
            $"Mail server {server.Server}; {queued} queued, {failed} given up."
        );
    }

    /// <summary>The directory of the audit keys: without it nothing can be sealed after the next start.</summary>
    private static Check Keys(AuditKeyFiles keys)
    {
        try
        {
            _ = keys.Load();
            var free = new DriveInfo(Path.GetFullPath(keys.Directory)).AvailableFreeSpace;
            return free < LeastFree
                ? new Check(
                    "keys",
                    "warning",
                    $"密钥文件可读，所在磁盘只剩 {Size(free)}。",
                    $"Keys are readable; only {Size(free)} are left on their disk."
                )
                : new Check(
                    "keys",
                    "good",
                    $"密钥文件可读，所在磁盘剩余 {Size(free)}。",
                    $"Keys are readable; {Size(free)} are left on their disk."
                );
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or Operations.SetupException)
        {
            return new Check("keys", "bad", $"密钥文件不可读：{unreadable.Message}", $"The keys cannot be read: {unreadable.Message}");
        }
    }

    private static string Size(long bytes) =>
        bytes < 1L << 30
            ? (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture) + " MB"
            : (bytes / 1073741824.0).ToString("0.0", CultureInfo.InvariantCulture) + " GB";
}
