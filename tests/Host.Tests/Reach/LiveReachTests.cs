using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using LaborFlow.Host.Tests.Walk;

namespace LaborFlow.Host.Tests.Reach;

/// <summary>Live updates go by the machine's clock here: the feed asks on its own.</summary>
public sealed class LiveReachTests : IAsyncLifetime
{
    private readonly HostFixture host = new([]) { RealTime = true };

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Live_updates_tell_of_no_case_outside_ones_reach_and_end_with_the_session()
    {
        var people = new Outsiders(host);
        using var outsider = await people.AddAsync(Outsiders.OfficerRoles, "440305");
        using var insider = await host.SignInAsync("supervisor");
        using var dispute = await people.DisputeAsync();
        var known = await people.KnowAsync(dispute);
        using var recused = await people.AddAsync(Outsiders.OfficerRoles, "440309");
        await HostFixture.ReadAsync(
            await recused.PostAsJsonAsync($"/api/cases/{known.Id}/recusals", new { reason = "与当事人有利害关系" }),
            HttpStatusCode.OK
        );
        using var kept = await LiveReader.OpenAsync(recused);
        await kept.ReadUntilAsync("alive");
        using var outside = await LiveReader.OpenAsync(outsider);
        using var inside = await LiveReader.OpenAsync(insider);
        await outside.ReadUntilAsync("alive");
        await inside.ReadUntilAsync("alive");

        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        await inside.ReadUntilAsync(known.Id);
        // What has no place on the timeline is heard of, too, from the database: whichever host did it.
        var before = inside.Text.Length;
        await dispute.ClaimAsync("mediator", "mediate");
        await inside.ReadUntilAsync(known.Id, before);
        // When the outsider has heard of a later one, it would have heard of this one, too.
        using var near = await people.DisputeAsync("440305");
        await outside.ReadUntilAsync((await people.KnowAsync(near)).Id);
        outside.Text.ShouldNotContain(known.Id);
        using var another = await people.DisputeAsync();
        await kept.ReadUntilAsync((await people.KnowAsync(another)).Id);
        kept.Text.ShouldNotContain(known.Id);

        (await insider.PostAsync("/api/auth/logout", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var later = await people.DisputeAsync();
        await inside.ReadToEndAsync();
        inside.Text.ShouldNotContain((await people.KnowAsync(later)).Id);
    }

    [Theory]
    [InlineData("session")]
    [InlineData("role")]
    [InlineData("district")]
    public async Task A_hub_connection_ends_when_its_session_or_right_does_and_hears_nothing_more(string what)
    {
        var people = new Outsiders(host);
        using var dispute = await people.DisputeAsync();
        var instance = (await people.KnowAsync(dispute)).Values["instance"];
        var name = await people.AddUserAsync(["auditor"], "440309");
        using var administrator = await host.SignInAsync("administrator2");
        var token = await people.TokenAsync(name);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new Uri($"ws://{host.Address.Authority}/elsa/hubs/workflow-instance?access_token={Uri.EscapeDataString(token)}"),
            CancellationToken.None
        );
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        (await HearAsync(socket, patience.Token)).ShouldBe("{}\u001e");
        await SendAsync(socket, $$"""{"type":1,"invocationId":"1","target":"ObserveInstanceAsync","arguments":["{{instance}}"]}""");
        // Before the answer comes how far the instance is: that is told to who may know it.
        string first;
        do first = (await HearAsync(socket, patience.Token)).ShouldNotBeNull();
        while (!first.Contains("\"invocationId\":\"1\"", StringComparison.Ordinal));

        switch (what)
        {
            case "session":
                await ChangeAsync(administrator, name, new { isActive = false });
                break;
            case "role":
                await ChangeAsync(administrator, name, new { roles = new[] { "mediator" } });
                break;
            default:
                await ChangeAsync(administrator, name, new { jurisdiction = "440305" });
                break;
        }
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);

        var heard = new StringBuilder();
        for (string? text; (text = await HearAsync(socket, patience.Token)) is not null; )
            heard.Append(text);
        heard.ToString().ShouldNotContain("UpdatedAsync");
    }

    private static async Task ChangeAsync(HttpClient administrator, string name, object change) =>
        (await administrator.PutAsJsonAsync("/api/administration/users/" + name, change)).EnsureSuccessStatusCode();

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>The next message that is no sign of life; null when the connection is over.</summary>
    private static async Task<string?> HearAsync(ClientWebSocket socket, CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            try
            {
                var received = await socket.ReceiveAsync(buffer, stop);
                if (received.MessageType == WebSocketMessageType.Close)
                    return null;
                var text = Encoding.UTF8.GetString(buffer, 0, received.Count);
                if (!text.StartsWith("""{"type":6}""", StringComparison.Ordinal))
                    return text;
            }
            catch (WebSocketException)
            {
                return null;
            }
        }
    }
}
