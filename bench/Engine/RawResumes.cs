using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace LaborFlow.Bench;

/// <summary>
/// The peer of a durable resume: plain SQL that reads and writes the same rows of the same tables, with the same texts in them, in two
/// pipelined round trips and one commit, and computes nothing. pgbench runs it when it is installed, else a loop over Npgsql.
/// </summary>
internal sealed partial class RawResumes
{
    /// <summary>Copies with this prefix are the peer's.</summary>
    public const char Prefix = 'b';

    private readonly Server _server;
    private readonly string[] _reads;
    private readonly string[] _writes;

    private RawResumes(Server server, string[] reads, string[] writes)
    {
        _server = server;
        _reads = reads;
        _writes = writes;
    }

    /// <summary>Who runs the statements.</summary>
    public static string Name => HasPgbench ? "pgbench" : "Npgsql loop";

    private static bool HasPgbench { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "pgbench")));

    /// <summary>Makes the statements from what a real resume of ours has just written.</summary>
    /// <param name="server">Where.</param>
    /// <param name="waiting">The copies.</param>
    /// <param name="model">An instance of ours that was resumed once.</param>
    public static async Task<RawResumes> LikeAsync(Server server, Waiting waiting, string model)
    {
        const string Id = "('b' || lpad((:n)::text, 31, '0'))";
        const string Added = "('c' || lpad((:n)::text, 31, '0'))";
        var state = Plain(await server.ReadAsync($"SELECT quote_literal(state_json::text) FROM workflow_instances WHERE id = '{model}'"));
        var bookmark = await LiteralsAsync(
            "workflow_bookmarks",
            $"instance_id = '{model}' AND consumed_at IS NULL",
            ("id", Added),
            ("instance_id", Id)
        );
        var journal = await LiteralsAsync(
            "workflow_journal",
            $"instance_id = '{model}'",
            ("id", "('b' || lpad((:n)::text, 29, '0') || lpad(t.sequence::text, 2, '0'))"),
            ("instance_id", Id)
        );
        return new(
            server,
            [
                $"SELECT {string.Join(", ", waiting.Columns("workflow_instances"))} FROM workflow_instances WHERE id = {Id} FOR UPDATE",
                $"SELECT {string.Join(", ", waiting.Columns("workflow_bookmarks"))} FROM workflow_bookmarks WHERE instance_id = {Id} AND (consumed_at IS NULL OR id = {Id})",
                $"SELECT operation_id, instance_id, answer_json, given_by, given_at FROM workflow_operations WHERE operation_id = 'op' || {Id}",
            ],
            [
                "INSERT INTO workflow_operations (operation_id, instance_id, answer_json, given_by, given_at) "
                    + $"SELECT 'op' || {Id}, {Id}, (SELECT answer_json FROM (VALUES ({await AnswerAsync()}::json)) a (answer_json)), 'officer', now()",
                $"UPDATE workflow_instances SET updated_at = now(), revision = revision + 1, state_json = {state} WHERE id = {Id}",
                $"UPDATE workflow_bookmarks SET consumed_by = 'officer', consumed_at = now(), consumed_cause = 'Resumed', consumed_operation_id = 'op' || {Id} WHERE consumed_at IS NULL AND id = {Id}",
                $"INSERT INTO workflow_bookmarks ({string.Join(", ", waiting.Columns("workflow_bookmarks"))}) VALUES {bookmark}",
                $"INSERT INTO workflow_journal ({string.Join(", ", waiting.Columns("workflow_journal"))}) VALUES {journal}",
            ]
        );

        async Task<string> AnswerAsync() =>
            Plain(
                await server.ReadAsync($"SELECT quote_literal(answer_json::text) FROM workflow_operations WHERE instance_id = '{model}'")
            );

        // pgbench takes every colon before a letter or digit for a variable.
        static string Plain(IEnumerable<string> literals) => Escaped(literals.Single());

        static string Escaped(string literal) =>
            literal.StartsWith('\'') || literal.StartsWith("E'", StringComparison.Ordinal)
                ? $"E{literal.TrimStart('E').Replace(":", @"\x3A", StringComparison.Ordinal)}"
                : literal;

        async Task<string> LiteralsAsync(string table, string where, params (string Column, string Sql)[] given)
        {
            var cells = waiting
                .Columns(table)
                .Select(column =>
                    given.FirstOrDefault(g => g.Column == column).Sql is { } sql
                        ? $"quote_literal({(sql.Contains("t.sequence", StringComparison.Ordinal) ? "lpad(t.sequence::text, 2, '0')" : "''")})"
                        : $"quote_nullable(t.{column}::text)"
                );
            var rows = await server.ReadAsync($"SELECT concat_ws(E'\\x01', {string.Join(", ", cells)}) FROM {table} t WHERE {where}");
            return string.Join(
                ", ",
                rows.Select(row =>
                    "("
                    + string.Join(
                        ", ",
                        row.Split('\u0001')
                            .Select(
                                (cell, n) =>
                                    given.FirstOrDefault(g => g.Column == waiting.Columns(table)[n]).Sql is { } sql
                                        ? sql.Replace("lpad(t.sequence::text, 2, '0')", cell, StringComparison.Ordinal)
                                        : Escaped(cell)
                            )
                    )
                    + ")"
                )
            );
        }
    }

    /// <summary>Resumes copies, each once: <paramref name="each"/> on every worker. Returns commits a second.</summary>
    /// <param name="workers">Connections.</param>
    /// <param name="each">Resumes on each.</param>
    /// <param name="from">The first copy; worker w takes <c>from + w × each</c> and so on.</param>
    public Task<double> PerSecondAsync(int workers, int each, long from) =>
        HasPgbench ? PgbenchAsync(workers, each, from) : LoopAsync(workers, each, from);

    private async Task<double> PgbenchAsync(int workers, int each, long from)
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            script,
            $"""
            \set n :first + :client_id * {each} + :i
            \set i :i + 1
            \startpipeline
            BEGIN;
            {string.Join(";\n", _reads)};
            \endpipeline
            \startpipeline
            {string.Join(";\n", _writes)};
            COMMIT;
            \endpipeline

            """
        );
        try
        {
            var to = new NpgsqlConnectionStringBuilder(_server.ConnectionString);
            string[] arguments =
            [
                .. (
                    $"-n -h {to.Host} -p {to.Port} -U {to.Username} -M prepared -c {workers} -j {Math.Min(2, workers)} -t {each} -D i=0 -D first={from} -f {script} {to.Database}"
                ).Split(' '),
            ];
            var start = new ProcessStartInfo("pgbench", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            start.Environment["PGPASSWORD"] = to.Password ?? "";
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            var rate = Rate().Match(output);
            return process.ExitCode == 0 && rate.Success
                ? double.Parse(rate.Groups["rate"].Value, CultureInfo.InvariantCulture)
                : throw new InvalidOperationException($"pgbench failed: {await error}{output}");
        }
        finally
        {
            File.Delete(script);
        }
    }

    private async Task<double> LoopAsync(int workers, int each, long from)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(_server.ConnectionString) { MaxAutoPrepare = 50 }.ConnectionString
        );
        var items = Enumerable.Range(0, workers * each).Select(n => new Func<Task>(() => ResumeAsync(source, from + n))).ToList();
        return await Load.PerSecondAsync(workers, items);
    }

    private async Task ResumeAsync(NpgsqlDataSource source, long n)
    {
        await using var connection = await source.OpenConnectionAsync();
        foreach (
            var statements in (string[][])
                [
                    ["BEGIN", .. _reads],
                    [.. _writes, "COMMIT"],
                ]
        )
        {
            await using var batch = connection.CreateBatch();
            foreach (var sql in statements)
            {
                var command = new NpgsqlBatchCommand(sql);
                if (sql.Contains(":n", StringComparison.Ordinal))
                {
                    command.Parameters.AddWithValue("n", n.ToString(CultureInfo.InvariantCulture));
                }

                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync();
        }
    }

    [GeneratedRegex(@"tps = (?<rate>[\d.]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Rate();
}
