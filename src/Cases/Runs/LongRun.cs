namespace LaborFlow.Cases.Runs;

/// <summary>
/// 后台办理: long work that goes on while its officer does something else (an import, many tasks at once, an export, deadlines that are
/// counted anew). A run whose host stopped ends where it was; it can be started again, and nothing is done twice.
/// </summary>
public sealed class LongRun
{
    /// <summary>A run that has told nothing for so long was interrupted.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// <summary>Why a run ended that its officer stopped.</summary>
    public const string Stopped = "已由本人停止，其余未办理。";

    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it does: a code of <see cref="RunKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>User name.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What it works on, in its officer's words: the sheet's name, the command.</summary>
    public required string Title { get; init; }

    /// <summary>Steps of work.</summary>
    public required int Total { get; init; }

    /// <summary>Steps that are through.</summary>
    public int Done { get; private set; }

    /// <summary>What came of it so far: JSON of the kind, or the exported text. It may hold query codes and names and is kept encrypted.</summary>
    public string Result { get; private set; } = "";

    /// <summary>When it last told something.</summary>
    public DateTimeOffset ToldAt { get; private set; }

    /// <summary>When it was through; null while it runs or when it was interrupted.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Why it ended early, in Chinese; null when it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>How it stands: <c>running</c>, <c>finished</c>, <c>failed</c>, <c>cancelled</c> or <c>interrupted</c>.</summary>
    public string StateAt(DateTimeOffset now) => StateOf(Failure, FinishedAt, ToldAt, now);

    /// <summary>The same for a row of which only these columns were read.</summary>
    public static string StateOf(string? failure, DateTimeOffset? finishedAt, DateTimeOffset toldAt, DateTimeOffset now) =>
        failure == Stopped ? "cancelled"
        : failure is not null ? "failed"
        : finishedAt is not null ? "finished"
        : now - toldAt > Silence ? "interrupted"
        : "running";

    /// <summary>Tells how far it has come; a null result leaves the one that is there.</summary>
    public void Tell(int done, string? result, DateTimeOffset at) => (Done, Result, ToldAt) = (done, result ?? Result, at);

    /// <summary>It is through; that its officer wanted to stop it meanwhile came too late.</summary>
    public void Finish(DateTimeOffset at) => (ToldAt, FinishedAt, Failure) = (at, at, null);

    /// <summary>It could not go on.</summary>
    public void Fail(string why, DateTimeOffset at) => (Failure, ToldAt, FinishedAt) = (why, at, at);
}
