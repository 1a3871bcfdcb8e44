using LaborFlow.Cases;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Parties;
using LaborFlow.Persistence.Personal;
using LaborFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Persistence.Tests.Personal;

public sealed class EncryptedColumnsTests : IAsyncLifetime
{
    private const string Number = "440301199001011234";
    private const string Phone = "13912345678";
    private const string Illness = "诊断为尘肺病二期";

    private static readonly (string Id, byte[] Key) Old = ("old", [.. Enumerable.Repeat((byte)7, PersonalKeys.KeyLength)]);
    private static readonly (string Id, byte[] Key) New = ("new", [.. Enumerable.Repeat((byte)8, PersonalKeys.KeyLength)]);

    private readonly List<(string, byte[])> file = [Old];
    private TestDatabase database = null!;
    private ServiceProvider provider = null!;

    public async Task InitializeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync();
        provider = Host();
    }

    public async Task DisposeAsync()
    {
        await provider.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task No_table_holds_a_number_a_telephone_or_what_is_said_of_health()
    {
        var id = await FileAsync();
        foreach (var secret in (string[])[Number, Phone, Illness])
        {
            (await TablesWithAsync(secret)).ShouldBeEmpty();
        }

        (await ScalarAsync("SELECT count(*) FROM evidence_contents WHERE encode(content, 'escape') LIKE '%CT-0001%'")).ShouldBe(0L);
        await WithAsync(
            provider,
            async services =>
            {
                var found = (await services.GetRequiredService<ICaseStore>().FindAsync(id, forUpdate: false))!;
                found.Applicants.Single().IdNumber.ShouldBe(Number);
                found.Applicants.Single().Phone.ShouldBe(Phone);
                found.Facts.ShouldBe(Illness);
                await using var content = await services.GetRequiredService<IEvidenceFiles>().OpenAsync("ct");
                using var reader = new StreamReader(content);
                (await reader.ReadToEndAsync()).ShouldBe("CT-0001");
            }
        );
    }

    [Fact]
    public async Task A_party_is_found_by_the_whole_number_and_by_no_part_of_it()
    {
        var id = await FileAsync();
        await WithAsync(
            provider,
            async services =>
            {
                var keys = services.GetRequiredService<PersonalKeys>();
                var parties = services.GetRequiredService<LaborFlowDbContext>().Set<Party>();
                foreach (var typed in (string[])[Number, Phone, "+86 139-1234-5678"])
                {
                    (await parties.Where(keys.Parties(typed)!).Select(party => party.CaseId).ToListAsync()).ShouldBe([id], typed);
                }

                (await parties.Where(keys.Parties(Number[..^1])!).AnyAsync()).ShouldBeFalse();
                keys.Parties("张三").ShouldBeNull("a name is no number");
            }
        );
    }

    [Fact]
    public async Task An_index_follows_its_value_when_the_value_changes()
    {
        var id = await FileAsync();
        await WithAsync(
            provider,
            async services =>
            {
                var context = services.GetRequiredService<LaborFlowDbContext>();
                (await context.Set<Party>().SingleAsync(party => party.CaseId == id && party.Side == PartySide.Applicant)).Phone =
                    "13700001111";
                await context.SaveChangesAsync();
            }
        );
        await WithAsync(
            provider,
            async services =>
            {
                var keys = services.GetRequiredService<PersonalKeys>();
                var parties = services.GetRequiredService<LaborFlowDbContext>().Set<Party>();
                (await parties.CountAsync(keys.Parties("13700001111")!)).ShouldBe(1);
                (await parties.AnyAsync(keys.Parties(Phone)!)).ShouldBeFalse();
            }
        );
    }

    [Fact]
    public async Task A_rotation_brings_everything_under_the_new_key_while_a_host_with_the_old_one_goes_on()
    {
        var id = await FileAsync();
        await ScalarAsync($"UPDATE parties SET phone = '{Phone}', phone_index = NULL WHERE kind = 'employer'");
        await using var running = Host();
        file.Add(New);
        await using var rotating = Host();
        await WithAsync(
            rotating,
            async services =>
            {
                var done = await services.GetRequiredService<ReencryptPersonalData>().RunAsync(null, CancellationToken.None);
                done["parties.id_number"].ShouldBe(1);
                done["parties.phone"].ShouldBe(2, "one lay there as it was typed, from before encryption");
                done["cases.facts"].ShouldBe(1);
                done["evidence_contents.content"].ShouldBe(1);
                (await services.GetRequiredService<ReencryptPersonalData>().RunAsync(null, CancellationToken.None))
                    .Values.Sum()
                    .ShouldBe(0);
            }
        );
        (await TablesWithAsync("lf1:old:")).ShouldBeEmpty();
        (await TablesWithAsync(Phone)).ShouldBeEmpty();
        await WithAsync(
            running,
            async services =>
            {
                var keys = services.GetRequiredService<PersonalKeys>();
                (await services.GetRequiredService<ICaseStore>().FindAsync(id, forUpdate: false))!.Facts.ShouldBe(Illness);
                (await services.GetRequiredService<LaborFlowDbContext>().Set<Party>().CountAsync(keys.Parties(Phone)!)).ShouldBe(2);
            }
        );
    }

    [Fact]
    public async Task A_process_without_keys_cannot_read_or_write_personal_data()
    {
        var id = await FileAsync();
        await using var keyless = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TestServices.Keys)
            .AddLaborFlowPersistence(database.ConnectionString)
            .BuildServiceProvider();
        await WithAsync(
            keyless,
            async services =>
                await Should.ThrowAsync<PersonalDataException>(async () =>
                    await services.GetRequiredService<ICaseStore>().FindAsync(id, forUpdate: false)
                )
        );
    }

    private ServiceProvider Host() =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(new PersonalKeys(() => [.. file], TimeProvider.System, TimeSpan.MaxValue))
            .AddSingleton(TestServices.Keys)
            .AddLaborFlowPersistence(database.ConnectionString)
            .BuildServiceProvider();

    private async Task<Guid> FileAsync()
    {
        var filed = SampleCase.New("深龙华劳人调案〔2026〕9号", Illness, Number, Phone);
        await WithAsync(
            provider,
            async services =>
            {
                services.GetRequiredService<ICaseStore>().Add(filed);
                await services.GetRequiredService<IEvidenceFiles>().KeepAsync("CT-0001"u8.ToArray(), "ct");
                await services.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
            }
        );
        return filed.Id;
    }

    private static async Task WithAsync(ServiceProvider host, Func<IServiceProvider, Task> work)
    {
        await using var scope = host.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    private async Task<List<string>> TablesWithAsync(string text)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", connection))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var holding = new List<string>();
        foreach (var table in tables)
        {
            await using var look = new NpgsqlCommand($"SELECT count(*) FROM {table} t WHERE position(@text in t::text) > 0", connection);
            look.Parameters.AddWithValue("text", text);
            if ((long)(await look.ExecuteScalarAsync())! > 0)
            {
                holding.Add(table);
            }
        }

        return holding;
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
