using LaborFlow.Engine.Runtime;

namespace LaborFlow.Bench;

/// <summary>
/// Suspended instances in bulk: one is started by the engine, and the database copies its rows. Copy n of a prefix has the id of the
/// prefix and n in 31 digits, and so has its bookmark.
/// </summary>
internal sealed class Waiting
{
    private readonly Server _server;
    private readonly string _template;
    private readonly Dictionary<string, List<string>> _columns = [];

    private Waiting(Server server, string template)
    {
        _server = server;
        _template = template;
    }

    /// <summary>Starts the instance that is copied.</summary>
    public static async Task<Waiting> StartAsync(Server server, string versionId)
    {
        var started = await server.AdvanceAsync(runtime => runtime.StartAsync(new StartRequest { DefinitionVersionId = versionId }));
        var waiting = new Waiting(server, started.InstanceId);
        foreach (var table in (string[])["workflow_instances", "workflow_bookmarks", "workflow_journal"])
        {
            waiting._columns[table] = await server.ReadAsync(
                $"SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position"
            );
        }

        return waiting;
    }

    /// <summary>The id of a copy.</summary>
    public static string Id(char prefix, long n) => $"{prefix}{n.ToString("d31", System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>Columns of a table, in order.</summary>
    public IReadOnlyList<string> Columns(string table) => _columns[table];

    /// <summary>Makes copies <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    /// <param name="prefix">First letter of their ids.</param>
    /// <param name="from">The first.</param>
    /// <param name="to">The last.</param>
    /// <param name="dueAt">SQL for when the bookmarks are due; as the template's by default.</param>
    public async Task CopyAsync(char prefix, long from, long to, string dueAt = "t.due_at")
    {
        var id = $"'{prefix}' || lpad(n::text, 31, '0')";
        await _server.ExecuteAsync(
            $"INSERT INTO workflow_instances SELECT {Select("workflow_instances", ("id", id), ("created_at", "t.created_at + n * interval '1 ms'"), ("updated_at", "t.updated_at + n * interval '1 ms'"))} "
                + $"FROM workflow_instances t, generate_series({from}, {to}) n WHERE t.id = '{_template}'"
        );
        await _server.ExecuteAsync(
            $"INSERT INTO workflow_bookmarks SELECT {Select("workflow_bookmarks", ("id", id), ("instance_id", id), ("due_at", dueAt))} "
                + $"FROM workflow_bookmarks t, generate_series({from}, {to}) n WHERE t.instance_id = '{_template}'"
        );
    }

    /// <summary>Up-to-date statistics and a clean log, so that the fill does not count in what follows.</summary>
    public async Task SettleAsync()
    {
        await _server.ExecuteAsync("VACUUM (ANALYZE) workflow_instances");
        await _server.ExecuteAsync("VACUUM (ANALYZE) workflow_bookmarks");
        await _server.ExecuteAsync("CHECKPOINT");
    }

    /// <summary>Resumes a copy as a person would.</summary>
    public Task ResumeAsync(char prefix, long n) =>
        _server.AdvanceAsync(runtime =>
            runtime.ResumeAsync(
                new ResumeRequest
                {
                    InstanceId = Id(prefix, n),
                    BookmarkId = Id(prefix, n),
                    OperationId = $"op{Id(prefix, n)}",
                    Actor = "officer",
                }
            )
        );

    private string Select(string table, params (string Column, string Sql)[] given) =>
        string.Join(", ", Columns(table).Select(column => given.FirstOrDefault(g => g.Column == column).Sql ?? $"t.{column}"));
}
