using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using LaborFlow.Cases.Fund;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Tests.Filing;
using LaborFlow.Persistence;
using LaborFlow.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LaborFlow.Host.Tests.Personal;

public sealed class PersonalDataTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Number = "11010519491231002X";
    private const string Phone = "13800138000";

    [Fact]
    public async Task Numbers_are_masked_on_the_page_and_shown_in_full_only_on_the_record()
    {
        var (id, party) = await FiledAsync();
        using var mediator = await host.SignInAsync("mediator");
        var unmask = $"/api/cases/{id}/parties/{party}/unmask";

        var full = await HostFixture.ReadAsync(
            await mediator.PostAsJsonAsync(unmask, new { field = "phone", reason = "电话通知调解时间" }),
            HttpStatusCode.OK
        );
        full.GetProperty("value").GetString().ShouldBe(Phone);

        var history = await mediator.GetStringAsync($"/api/cases/{id}/history");
        history.ShouldContain("电话通知调解时间");
        history.ShouldContain("personal-data.unmasked");
        history.ShouldNotContain(Phone);
    }

    [Theory]
    [InlineData("phone", "", "reason")]
    [InlineData("name", "想看看", "field")]
    public async Task Without_a_reason_or_for_another_field_nothing_is_shown(string field, string reason, string fault)
    {
        var (id, party) = await FiledAsync();
        using var mediator = await host.SignInAsync("mediator");
        using var answer = await mediator.PostAsJsonAsync($"/api/cases/{id}/parties/{party}/unmask", new { field, reason });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"\"{fault}\"");
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("administrator")]
    public async Task Those_who_only_read_do_not_see_numbers_in_full(string userName)
    {
        var (id, party) = await FiledAsync();
        using var reader = await host.SignInAsync(userName);
        using var refused = await reader.PostAsJsonAsync(
            $"/api/cases/{id}/parties/{party}/unmask",
            new { field = "phone", reason = "核查" }
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_is_narrated_is_hidden_from_those_who_see_all_cases_and_read_for_a_reason_on_the_record()
    {
        var (id, _) = await FiledAsync();
        using var mediator = await host.SignInAsync("mediator");
        using var supervisor = await host.SignInAsync("supervisor");
        using var administrator = await host.SignInAsync("administrator");
        var own = await HostFixture.ReadAsync(await mediator.GetAsync($"/api/cases/{id}"), HttpStatusCode.OK);
        var facts = own.GetProperty("facts").GetString()!;
        facts.ShouldNotBeEmpty();
        await HostFixture.ReadAsync(
            await mediator.PostAsJsonAsync($"/api/cases/{id}/notes", new { text = "申请人怀孕七个月" }),
            HttpStatusCode.Created
        );

        foreach (var reader in new[] { supervisor, administrator, await host.SignInAsync("auditor") })
        {
            var page = await reader.GetStringAsync($"/api/cases/{id}");
            page.ShouldContain("\"narrativesHidden\":true");
            page.ShouldNotContain(facts);
            (await reader.GetStringAsync($"/api/cases/{id}/notes")).ShouldNotContain("怀孕");
        }

        var unmask = $"/api/cases/{id}/narratives/unmask";
        (await supervisor.PostAsJsonAsync(unmask, new { reason = " " })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await administrator.PostAsJsonAsync(unmask, new { reason = "核查" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var told = await HostFixture.ReadAsync(await supervisor.PostAsJsonAsync(unmask, new { reason = "信访督办" }), HttpStatusCode.OK);
        told.GetProperty("facts").GetString().ShouldBe(facts);
        told.GetProperty("notes")[0].GetProperty("text").GetString().ShouldBe("申请人怀孕七个月");
        (await supervisor.GetStringAsync($"/api/cases/{id}/history")).ShouldContain("查看了案情与笔录全文（信访督办）");
    }

    [Fact]
    public async Task An_account_that_the_fund_pays_into_is_masked_found_by_the_whole_of_it_and_shown_for_a_reason()
    {
        const string Account = "6222020200112230004";
        var (id, _) = await FiledAsync();
        var advance = await AdvanceAsync(Guid.Parse(id), Account);
        using var mediator = await host.SignInAsync("mediator");

        var listed = await mediator.GetStringAsync($"/api/cases/{id}/advances");
        listed.ShouldContain("0004");
        listed.ShouldNotContain(Account);
        using var supervisor = await host.SignInAsync("supervisor");
        (await supervisor.GetStringAsync($"/api/cases?q={Account}")).ShouldContain(id);
        (await supervisor.GetStringAsync($"/api/cases?q={Account[..12]}")).ShouldNotContain(id);

        var unmask = $"/api/cases/{id}/advances/{advance}/unmask";
        (await mediator.PostAsJsonAsync(unmask, new { reason = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var full = await HostFixture.ReadAsync(await mediator.PostAsJsonAsync(unmask, new { reason = "核对退汇" }), HttpStatusCode.OK);
        full.GetProperty("account").GetString().ShouldBe(Account);
        var history = await mediator.GetStringAsync($"/api/cases/{id}/history");
        history.ShouldContain("核对退汇");
        history.ShouldNotContain(Account);
    }

    private async Task<Guid> AdvanceAsync(Guid caseId, string account)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var advance = new FundAdvance
        {
            Id = Guid.CreateVersion7(host.Clock.GetUtcNow()),
            CaseId = caseId,
            WorkerNumber = 1,
            WorkerName = "张伟",
            Bank = "工商银行",
            Account = account,
            Amount = 12_000m,
            WorkingsJson = "[]",
            CalculatedBy = "fund-officer",
            State = AdvanceState.Calculated,
        };
        database.Add(advance);
        await database.SaveChangesAsync();
        return advance.Id;
    }

    [Fact]
    public async Task A_case_is_found_by_the_whole_number_of_a_party_and_by_no_part_of_it()
    {
        var (id, _) = await FiledAsync();
        using var supervisor = await host.SignInAsync("supervisor");
        (await supervisor.GetStringAsync($"/api/cases?q={Number}")).ShouldContain(id);
        (await supervisor.GetStringAsync($"/api/cases?q={Uri.EscapeDataString("+86 138-0013-8000")}")).ShouldContain(id);
        (await supervisor.GetStringAsync($"/api/cases?q={Number[..12]}")).ShouldNotContain(id);
    }

    [Fact]
    public async Task No_log_line_tells_a_number_even_at_the_chattiest_level()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        using var lines = new Lines();
        await using var app = LaborFlowHost.Build(
            HostArguments.Parse([
                "--urls",
                "http://127.0.0.1:0",
                "--ConnectionStrings:LaborFlow",
                database.ConnectionString,
                "--LaborFlow:DataDirectory",
                TestKeys.Directory,
                "--Logging:LogLevel:Default",
                "Trace",
            ]),
            builder => builder.Logging.ClearProviders().AddProvider(lines)
        );
        await Startup.PrepareAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        using var client = new HttpClient
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };
        using (var filed = await client.PostAsJsonAsync("/api/public/disputes", Application.Sound()))
            filed.StatusCode.ShouldBe(HttpStatusCode.Created);
        var wrong = Application.Sound();
        wrong["applicant"]!["idNumber"] = Number[..^1] + "1";
        using (var refused = await client.PostAsJsonAsync("/api/public/disputes", wrong))
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        lines.All.Count.ShouldBeGreaterThan(20, "the log is really listened to");
        var digits = Number[..^1];
        lines.All.ShouldNotContain(line => line.Contains(digits) || line.Contains(Phone));
    }

    private async Task<(string Case, string Party)> FiledAsync()
    {
        using var client = host.Anonymous();
        var filed = await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/api/public/disputes", Application.Sound()),
            HttpStatusCode.Created
        );
        using var supervisor = await host.SignInAsync("supervisor");
        var list = await HostFixture.ReadAsync(
            await supervisor.GetAsync($"/api/cases?q={Uri.EscapeDataString(filed.GetProperty("caseNumber").GetString()!)}"),
            HttpStatusCode.OK
        );
        var id = list.GetProperty("items")[0].GetProperty("id").GetString()!;
        var page = await HostFixture.ReadAsync(await supervisor.GetAsync($"/api/cases/{id}"), HttpStatusCode.OK);
        page.GetRawText().ShouldNotContain(Phone);
        page.GetRawText().ShouldNotContain(Number);
        var party = page.GetProperty("applicants")[0];
        party.GetProperty("phone").GetString().ShouldBe("138****8000");
        return (id, party.GetProperty("id").GetString()!);
    }

    private sealed class Lines : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> written = new();

        public IReadOnlyCollection<string> All => written;

        public ILogger CreateLogger(string categoryName) => new Logger(written);

        public void Dispose() { }

        private sealed class Logger(ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel,
                EventId eventId,
                TState state,
                Exception? exception,
                Func<TState, Exception?, string> formatter
            ) => lines.Enqueue($"{formatter(state, exception)} {state} {exception}");
        }
    }
}
