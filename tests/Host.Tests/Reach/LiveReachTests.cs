using System.Net;
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
        using var outside = await LiveReader.OpenAsync(outsider);
        using var inside = await LiveReader.OpenAsync(insider);
        await outside.ReadUntilAsync("alive");
        await inside.ReadUntilAsync("alive");

        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.Accept);
        await inside.ReadUntilAsync(known.Id);
        // When the outsider has heard of a later one, it would have heard of this one, too.
        using var near = await people.DisputeAsync("440305");
        await outside.ReadUntilAsync((await people.KnowAsync(near)).Id);
        outside.Text.ShouldNotContain(known.Id);

        (await insider.PostAsync("/api/auth/logout", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var later = await people.DisputeAsync();
        await inside.ReadToEndAsync();
        inside.Text.ShouldNotContain((await people.KnowAsync(later)).Id);
    }

    private sealed class LiveReader(HttpResponseMessage answer, Stream stream) : IDisposable
    {
        private readonly StringBuilder heard = new();
        private readonly byte[] buffer = new byte[4096];

        public string Text => heard.ToString();

        public static async Task<LiveReader> OpenAsync(HttpClient client)
        {
            var answer = await client.GetAsync("/api/events", HttpCompletionOption.ResponseHeadersRead);
            answer.EnsureSuccessStatusCode();
            return new LiveReader(answer, await answer.Content.ReadAsStreamAsync());
        }

        public async Task ReadUntilAsync(string text)
        {
            while (!Text.Contains(text, StringComparison.OrdinalIgnoreCase))
                (await ReadAsync()).ShouldBeGreaterThan(0, "the stream ended before " + text);
        }

        public async Task ReadToEndAsync()
        {
            while (await ReadAsync() > 0) { }
        }

        public void Dispose() => answer.Dispose();

        private async Task<int> ReadAsync()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var count = await stream.ReadAsync(buffer, patience.Token);
            heard.Append(Encoding.UTF8.GetString(buffer, 0, count));
            return count;
        }
    }
}
