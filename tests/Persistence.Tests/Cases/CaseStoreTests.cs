using LaborFlow.Cases;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Parties;
using LaborFlow.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Persistence.Tests.Cases;

public sealed class CaseStoreTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private ServiceProvider provider = null!;

    public async Task InitializeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync();
        provider = TestServices.OnPostgreSql(database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await provider.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_case_comes_back_with_parties_claims_and_employment()
    {
        var filed = NewCase("深龙华劳人调案〔2026〕1号");
        await InTransactionAsync(async services => services.GetRequiredService<ICaseStore>().Add(filed));
        await InTransactionAsync(async services =>
        {
            var found = (await services.GetRequiredService<ICaseStore>().FindByNumberAsync(filed.CaseNumber, forUpdate: true))!;
            found.Id.ShouldBe(filed.Id);
            found.Applicants.Single().Name.ShouldBe("张三");
            found.Claims.Single().Amount.ShouldBe(12345.67m);
            found.Employment.MonthlyWage.ShouldBe(8000m);
        });
        await InTransactionAsync(async services =>
        {
            var (store, query) = (services.GetRequiredService<ICaseStore>(), DuplicateQuery.Like(filed));
            foreach (
                var (asked, found) in new (DuplicateQuery, bool)[]
                {
                    (query, true),
                    (
                        query with
                        {
                            ApplicantIdNumbers = ["110101199001011234", "440301199001011234"],
                            RespondentNames = ["别家", "某某公司"],
                        },
                        true
                    ),
                    (query with { FiledSince = filed.FiledAt.AddDays(-1), Causes = ["overtime", "unpaid-wages"] }, true),
                    (query with { FiledSince = filed.FiledAt.AddDays(1) }, false),
                    (query with { RespondentNames = ["别家"] }, false),
                    (query with { Docketed = true }, false),
                }
            )
                (await store.FindDuplicatesAsync(asked)).ShouldBe(found ? [filed.CaseNumber] : []);
        });
    }

    [Fact]
    public async Task Of_two_who_changed_a_case_the_second_is_refused()
    {
        var filed = NewCase("深龙华劳人调案〔2026〕2号");
        await InTransactionAsync(async services => services.GetRequiredService<ICaseStore>().Add(filed));
        await using var early = provider.CreateAsyncScope();
        var stale = (await early.ServiceProvider.GetRequiredService<ICaseStore>().FindAsync(filed.Id, forUpdate: false))!;
        await InTransactionAsync(async services =>
            (await services.GetRequiredService<ICaseStore>().FindAsync(filed.Id, forUpdate: true))!.MoveTo("mediation")
        );
        stale.MoveTo("intake");
        await Should.ThrowAsync<DbUpdateConcurrencyException>(async () =>
            await early.ServiceProvider.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync()
        );
    }

    [Fact]
    public async Task Case_numbers_have_no_gap_when_a_filing_rolls_back_and_no_double_when_many_file_at_once()
    {
        await using (var scope = provider.CreateAsyncScope())
        {
            await using var abandoned = await scope
                .ServiceProvider.GetRequiredService<LaborFlowDbContext>()
                .Database.BeginTransactionAsync();
            (await scope.ServiceProvider.GetRequiredService<ICaseNumbers>().NextAsync("440309", 2026, "MED")).ShouldBe(1);
        }

        var numbers = new System.Collections.Concurrent.ConcurrentBag<long>();
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    InTransactionAsync(async services =>
                        numbers.Add(await services.GetRequiredService<ICaseNumbers>().NextAsync("440309", 2026, "MED"))
                    )
                )
        );
        numbers.Order().ShouldBe(Enumerable.Range(1, 20).Select(n => (long)n));
        // A number names the district only: cases of its streets and communities count with it.
        await InTransactionAsync(async services =>
        {
            var sequence = services.GetRequiredService<ICaseNumbers>();
            (await sequence.NextAsync("440309004", 2026, "MED")).ShouldBe(21);
            (await sequence.NextAsync("440309004001", 2026, "MED")).ShouldBe(22);
            (await sequence.NextAsync("440307004", 2026, "MED")).ShouldBe(1);
        });
    }

    [Fact]
    public async Task A_number_outside_a_transaction_is_refused()
    {
        await using var scope = provider.CreateAsyncScope();
        await Should.ThrowAsync<InvalidOperationException>(async () =>
            await scope.ServiceProvider.GetRequiredService<ICaseNumbers>().NextAsync("440309", 2026, "MED")
        );
    }

    [Fact]
    public async Task Equal_contents_are_kept_once_and_read_back()
    {
        var content = "工资条"u8.ToArray();
        await InTransactionAsync(async services =>
        {
            var files = services.GetRequiredService<IEvidenceFiles>();
            var key = await files.KeepAsync(content, new('a', 64));
            (await files.KeepAsync(content, new('a', 64))).ShouldBe(key);
            await using var stream = await files.OpenAsync(key);
            using var read = new MemoryStream();
            await stream.CopyToAsync(read);
            read.ToArray().ShouldBe(content);
            await Should.ThrowAsync<FileNotFoundException>(async () => await files.OpenAsync("none"));
        });
    }

    private async Task InTransactionAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = provider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await work(scope.ServiceProvider);
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private static Case NewCase(string number)
    {
        var id = NewId();
        return new()
        {
            Id = id,
            CaseNumber = number,
            ProcedureCode = "MED",
            Stage = "filed",
            District = "440309",
            Channel = "online",
            FiledAt = new(2026, 3, 5, 9, 0, 0, TimeSpan.FromHours(8)),
            MainCause = "unpaid-wages",
            Facts = "拖欠工资",
            RightInfringedOn = new(2026, 1, 1),
            QueryCodeHash = new('0', 64),
            Employment = new()
            {
                StartedOn = new(2024, 1, 1),
                Post = "焊工",
                MonthlyWage = 8000m,
                ContractStatus = "none",
            },
            Parties =
            [
                NewParty(id, PartySide.Applicant, "worker", "张三", "440301199001011234"),
                NewParty(id, PartySide.Respondent, "employer", "某某公司", null),
            ],
            Claims =
            [
                new()
                {
                    Id = NewId(),
                    CaseId = id,
                    Position = 0,
                    Cause = "unpaid-wages",
                    Amount = 12345.67m,
                    Basis = "劳动合同法第三十条",
                },
            ],
        };
    }

    private static Party NewParty(Guid caseId, PartySide side, string kind, string name, string? idNumber) =>
        new()
        {
            Id = NewId(),
            CaseId = caseId,
            Side = side,
            Position = 0,
            Kind = kind,
            Role = kind,
            Name = name,
            IdNumber = idNumber,
        };

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}
