using System.Diagnostics;
using LaborFlow.Cases.Audit;
using LaborFlow.Persistence.Audit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace LaborFlow.Bench;

/// <summary>
/// Verifying a million audit entries in chains of twenty, as <c>audit verify</c> does: every row read, every seal computed again, every link
/// and every end of a chain checked. The peer reads the same columns of the same rows and does nothing with them.
/// </summary>
internal static class VerifyAudit
{
    private const int Length = 20;

    public static async Task<IReadOnlyList<Measurement>> RunAsync(bool quick)
    {
        var entries = quick ? 50_000 : 1_000_000;
        await using var server = await Server.CreateAsync("audit");
        await FillAsync(server.ConnectionString, entries);
        await server.ExecuteAsync("VACUUM ANALYZE audit_entries");

        var ratios = new List<(double Ours, double Peer)>();
        for (var round = 0; round < 3; round++)
        {
            var peer = await ReadAsync(server.ConnectionString);
            var watch = Stopwatch.StartNew();
            var report = await server.InScopeAsync(services => services.GetRequiredService<AuditReader>().VerifyAsync(Server.AuditKeys));
            var ours = watch.Elapsed.TotalSeconds;
            if (report.Findings.Count > 0 || report.Entries < entries)
            {
                throw new InvalidOperationException($"{report.Entries} entries verified, {report.Findings.Count} findings.");
            }

            ratios.Add((ours, peer));
        }

        var middle = ratios.OrderBy(round => round.Ours / round.Peer).ElementAt(1);
        return
        [
            new($"verify {entries:#,0} audit entries", middle.Ours, middle.Peer, "s", "reading the same rows"),
            new("audit entries verified", entries / middle.Ours, null, "/s", "reported"),
        ];
    }

    private static async Task FillAsync(string connectionString, int entries)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var heads = new List<AuditEntry>();
        await using (
            var copy = await connection.BeginBinaryImportAsync(
                "COPY audit_entries (chain_id, sequence, happened_at, actor, actor_role, origin, action_code, subject, zh, en, changes_json, "
                    + "procedure_version, legal_basis, key_id, previous_seal, seal) FROM STDIN BINARY"
            )
        )
        {
            var at = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
            for (var chain = 0; chain < entries / Length; chain++)
            {
                var id = AuditChain.OfCase(Guid.CreateVersion7(at.AddSeconds(chain)));
                AuditHead? head = null;
                for (var i = 0; i < Length; i++)
                {
                    var entry = AuditChain.Append(Fact(id, at.AddSeconds(chain + i)), head, Server.AuditKeys);
                    await WriteAsync(copy, entry);
                    head = new AuditHead(entry.Sequence, entry.Seal);
                    if (i == Length - 1)
                    {
                        heads.Add(entry);
                    }
                }
            }

            await copy.CompleteAsync();
        }

        await using var ends = await connection.BeginBinaryImportAsync("COPY audit_heads (chain_id, sequence, seal) FROM STDIN BINARY");
        foreach (var head in heads)
        {
            await ends.StartRowAsync();
            await ends.WriteAsync(head.ChainId, NpgsqlDbType.Text);
            await ends.WriteAsync(head.Sequence, NpgsqlDbType.Bigint);
            await ends.WriteAsync(head.Seal, NpgsqlDbType.Text);
        }

        await ends.CompleteAsync();
    }

    private static AuditFact Fact(string chain, DateTimeOffset at) =>
        new(chain, at, "mediator", "task.completed", "办结任务“主持调解”：达成协议", "Completed the task: agreement")
        {
            ActorRole = "mediator",
            Origin = "10.20.30.40",
            Subject = "event:0195f3a2b1c07d4e8f90a1b2c3d4e5f6",
            ChangesJson =
                """[{"field":"case.stage","before":"mediation","after":"closed"},{"field":"case.revision","before":7,"after":8}]""",
            ProcedureVersion = "MED v2",
            LegalBasis = "《劳动争议调解仲裁法》第十四条",
        };

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, AuditEntry entry)
    {
        await copy.StartRowAsync();
        await copy.WriteAsync(entry.ChainId, NpgsqlDbType.Text);
        await copy.WriteAsync(entry.Sequence, NpgsqlDbType.Bigint);
        await copy.WriteAsync(entry.At, NpgsqlDbType.TimestampTz);
        foreach (var text in new[] { entry.Actor, entry.ActorRole, entry.Origin, entry.Action, entry.Subject, entry.Zh, entry.En })
        {
            await copy.WriteAsync(text, NpgsqlDbType.Text);
        }

        await copy.WriteAsync(entry.ChangesJson, NpgsqlDbType.Json);
        foreach (var text in new[] { entry.ProcedureVersion, entry.LegalBasis, entry.KeyId, entry.PreviousSeal, entry.Seal })
        {
            await copy.WriteAsync(text, NpgsqlDbType.Text);
        }
    }

    private static async Task<double> ReadAsync(string connectionString)
    {
        var watch = Stopwatch.StartNew();
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT * FROM audit_entries ORDER BY chain_id, sequence", connection)
        {
            CommandTimeout = 0,
        };
        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync())
        {
            reader.GetValues(values);
        }

        return watch.Elapsed.TotalSeconds;
    }
}
