using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Host.Tests.Filing;

namespace LaborFlow.Host.Tests.Walk;

/// <summary>One dispute as its applicant, its respondent and its officers walk it, over HTTP alone.</summary>
internal sealed class Dispute : IDisposable
{
    public const string Accept = """{"labourDispute":true,"inTerritory":true}""";

    /// <summary>The clerk takes an application in of which both sides want mediation.</summary>
    public const string AcceptMediation =
        """{"labourDispute":true,"inTerritory":true,"applicantConsents":true,"respondentSide":"consented","consentOn":"2026-11-02","consentMethod":"phone"}""";
    public const string Session =
        """{"heldOn":"2026-03-06","mode":"in-person","applicantPresent":true,"respondentPresent":true,"summary":"双方到场，各自陈述意见"}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HostFixture _host;
    private readonly Dictionary<string, HttpClient> _officers = [];
    private readonly HttpClient _applicant;
    private HttpClient? _respondent;

    private readonly string _code;

    private Dispute(HostFixture host, string number, string code)
    {
        _host = host;
        Number = number;
        _code = code;
        _applicant = WithCode(code);
    }

    public string Number { get; }

    /// <summary>An operation id as a client makes one.</summary>
    public static string NewOperation() => System.Security.Cryptography.RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string PublicAddress => "/api/public/cases/" + Uri.EscapeDataString(Number);

    public HttpClient Applicant => _applicant;

    public static async Task<Dispute> FileAsync(HostFixture host, JsonObject? application = null)
    {
        using var stranger = host.Anonymous();
        var answer = await stranger.PostAsJsonAsync("/api/public/disputes", application ?? Application.Sound());
        var filed = await HostFixture.ReadAsync(answer, HttpStatusCode.Created);
        return new Dispute(host, filed.GetProperty("caseNumber").GetString()!, filed.GetProperty("queryCode").GetString()!);
    }

    /// <summary>The same dispute with fresh sessions.</summary>
    public static Dispute Again(HostFixture host, Dispute dispute) => new(host, dispute.Number, dispute._code);

    /// <summary>A case that officers walk and no party follows, by its number.</summary>
    public static Dispute Known(HostFixture host, string number) => new(host, number, "none");

    public async Task<HttpClient> OfficerAsync(string userName)
    {
        if (!_officers.TryGetValue(userName, out var client))
            _officers[userName] = client = await _host.SignInAsync(userName);
        return client;
    }

    /// <summary>The open task of a step as the officer's list shows it, once background work has brought it there.</summary>
    public async Task<JsonElement> TaskAsync(string userName, string step)
    {
        var client = await OfficerAsync(userName);
        return await EventuallyAsync(
            async () =>
            {
                var list = await HostFixture.ReadAsync(
                    await client.GetAsync($"/api/tasks?view=all&step={step}&sort=-created&pageSize=200&q={Uri.EscapeDataString(Number)}"),
                    HttpStatusCode.OK
                );
                return list.GetProperty("items")
                    .EnumerateArray()
                    .Where(item => item.GetProperty("status").GetString() is "open" or "claimed")
                    .Cast<JsonElement?>()
                    .FirstOrDefault();
            },
            $"no open task {step} for {userName}"
        );
    }

    public async Task<JsonElement> ClaimAsync(string userName, string step)
    {
        var task = await TaskAsync(userName, step);
        // People take their time: what a step recorded is found by when it was done.
        _host.Clock.Advance(TimeSpan.FromSeconds(20));
        return await HostFixture.ReadAsync(
            await (await OfficerAsync(userName)).PostAsJsonAsync(
                $"/api/tasks/{task.GetProperty("id").GetString()}/claim",
                new { expectedRevision = task.GetProperty("revision").GetInt64(), operationId = NewOperation() }
            ),
            HttpStatusCode.OK
        );
    }

    /// <summary>Claims and completes the open task of a step.</summary>
    public async Task<JsonElement> CompleteAsync(string userName, string step, string outcome, string data)
    {
        var task = await ClaimAsync(userName, step);
        return await HostFixture.ReadAsync(
            await SendAsync(await OfficerAsync(userName), $"/api/tasks/{task.GetProperty("id").GetString()}/complete", task, outcome, data),
            HttpStatusCode.OK
        );
    }

    public static Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        string address,
        JsonElement task,
        string outcome,
        string data,
        string? operationId = null
    ) =>
        client.PostAsJsonAsync(
            address,
            new
            {
                outcome,
                data = JsonDocument.Parse(data).RootElement,
                expectedRevision = task.GetProperty("revision").GetInt64(),
                operationId = operationId ?? NewOperation(),
            }
        );

    /// <summary>The case as a side follows it.</summary>
    public async Task<JsonElement> FollowAsync(HttpClient? side = null) =>
        await HostFixture.ReadAsync(await (side ?? _applicant).GetAsync(PublicAddress), HttpStatusCode.OK);

    /// <summary>The case as its page shows it to an officer.</summary>
    public async Task<JsonElement> CaseAsync(string userName = "window-clerk", string page = "")
    {
        var client = await OfficerAsync(userName);
        var list = await HostFixture.ReadAsync(await client.GetAsync("/api/cases?q=" + Uri.EscapeDataString(Number)), HttpStatusCode.OK);
        var id = list.GetProperty("items")[0].GetProperty("id").GetString();
        return await HostFixture.ReadAsync(await client.GetAsync($"/api/cases/{id}{page}"), HttpStatusCode.OK);
    }

    /// <summary>The mediator hands the respondent its code.</summary>
    public async Task<HttpClient> RespondentAsync()
    {
        if (_respondent is not null)
            return _respondent;
        var id = (await CaseAsync("mediator")).GetProperty("id").GetString();
        var answer = await HostFixture.ReadAsync(
            await (await OfficerAsync("mediator")).PostAsJsonAsync($"/api/cases/{id}/query-codes", new { side = "respondent" }),
            HttpStatusCode.OK
        );
        return _respondent = WithCode(answer.GetProperty("queryCode").GetString()!);
    }

    /// <summary>A party completes the one step that waits for it.</summary>
    public async Task<JsonElement> PartyCompletesAsync(HttpClient side, string outcome, string data)
    {
        var task = (await FollowAsync(side)).GetProperty("tasks").EnumerateArray().Single();
        return await HostFixture.ReadAsync(
            await SendAsync(side, $"{PublicAddress}/tasks/{task.GetProperty("id").GetString()}/complete", task, outcome, data),
            HttpStatusCode.OK
        );
    }

    /// <summary>Mediation is over, and the applicant asks for arbitration on the page of the case: one press, nothing to send again.</summary>
    public async Task<JsonElement> ApplyAsync()
    {
        await EventuallyStageAsync("arbitration-application");
        return await PartyCompletesAsync(Applicant, "apply", "{}");
    }

    public async Task<JsonElement> EventuallyAsync(Func<Task<JsonElement?>> ask, string otherwise)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (await ask() is { } answer)
                return answer;
            waited.Elapsed.ShouldBeLessThan(Patience, otherwise);
        }
    }

    public Task<JsonElement> EventuallyStageAsync(string stage) =>
        EventuallyAsync(
            async () =>
            {
                var followed = await FollowAsync();
                return followed.GetProperty("stage").GetProperty("code").GetString() == stage ? followed : null;
            },
            $"never in stage {stage}"
        );

    public void Dispose()
    {
        _applicant.Dispose();
        _respondent?.Dispose();
        foreach (var client in _officers.Values)
            client.Dispose();
    }

    private HttpClient WithCode(string code)
    {
        var client = _host.Anonymous();
        client.DefaultRequestHeaders.Add("X-Query-Code", code);
        return client;
    }
}
