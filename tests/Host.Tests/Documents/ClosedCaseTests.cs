using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Host.Tests.Walk;
using LaborFlow.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Documents;

/// <summary>What becomes of an arbitration after its end: everybody reads the award without personal data, and a sample is reviewed.</summary>
public sealed class ClosedCaseTests(HostFixture host) : IClassFixture<HostFixture>
{
    /// <summary>A case whose award binds.</summary>
    private async Task<(Dispute Dispute, Guid Id)> AwardedAsync(int number)
    {
        var dispute = await Dispute.FileAsync(host);
        await using var scope = host.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var database = services.GetRequiredService<LaborFlowDbContext>();
        await using var transaction = await database.Database.BeginTransactionAsync();
        var matter = (await services.GetRequiredService<ICaseStore>().FindByNumberAsync(dispute.Number, forUpdate: true))!;
        matter.DocketNumber = $"深龙华劳人仲案〔2026〕{number}号";
        database.Add(
            new TribunalMember
            {
                Id = Guid.CreateVersion7(host.Clock.GetUtcNow()),
                CaseId = matter.Id,
                Seat = TribunalSeat.Sole,
                Name = "arbitrator",
                DisplayName = "仲裁员甲",
                AppointedAt = host.Clock.GetUtcNow(),
            }
        );
        var values = JsonNode
            .Parse(
                """
                {
                  "tribunal": { "sole": "仲裁员甲", "arbitrators": "仲裁员甲", "secretary": "书记员乙" },
                  "hearing": { "respondentAbsent": false },
                  "finalAward": {
                    "reasons": "经查明，欠付工资属实。", "total": 19500,
                    "items": [{ "claimNumber": 1, "cause": "拖欠劳动报酬", "result": "支持", "amount": 19500, "legalBasis": "《劳动合同法》第30条", "finality": "终局" }]
                  }
                }
                """
            )!
            .AsObject();
        await services.GetRequiredService<DocumentDesk>().GenerateAsync(matter, "FTA/award-final", values, issue: true, "workflow");
        matter.Close("award-effective", null, host.Clock.GetUtcNow());
        await database.SaveChangesAsync();
        await transaction.CommitAsync();
        return (dispute, matter.Id);
    }

    private async Task<JsonElement> PublicListAsync(string query = "")
    {
        using var stranger = host.Anonymous();
        return await HostFixture.ReadAsync(await stranger.GetAsync("/api/public/awards" + query), HttpStatusCode.OK);
    }

    [Fact]
    public async Task Anybody_reads_an_award_without_personal_data_until_it_is_taken_back()
    {
        var (dispute, id) = await AwardedAsync(901);
        using var _ = dispute;
        var registrar = await dispute.OfficerAsync("registrar");
        await HostFixture.ReadAsync(
            await registrar.PostAsJsonAsync($"/api/cases/{id}/exceptions", new { kind = "publish", reason = "裁决已生效" }),
            HttpStatusCode.OK
        );
        await dispute.CompleteAsync("tribunal-secretary", "pub-review", "publish", "{}");
        (await PublicListAsync("?q=" + Uri.EscapeDataString("901"))).GetProperty("total").GetInt32().ShouldBe(0, "nobody approved it yet");
        await dispute.CompleteAsync("director", "pub-decide", "approve", """{"checked":true}""");

        var found = await PublicListAsync("?cause=unpaid-wages&q=" + Uri.EscapeDataString("901"));
        var item = found.GetProperty("items")[0];
        item.GetProperty("number").GetString()!.ShouldContain("901");
        item.GetProperty("employers").GetString().ShouldBe("深圳市某某电子有限公司");
        var address = "/api/public/awards/" + item.GetProperty("id").GetString();
        using var stranger = host.Anonymous();
        var read = (await HostFixture.ReadAsync(await stranger.GetAsync(address), HttpStatusCode.OK)).ToString();
        read.ShouldContain("深圳市某某电子有限公司");
        var application = LaborFlow.Host.Tests.Filing.Application.Sound()["applicant"]!;
        foreach (var secret in new[] { "name", "idNumber", "phone", "serviceAddress" })
        {
            read.ShouldNotContain((string)application[secret]!);
            found.ToString().ShouldNotContain((string)application[secret]!);
        }
        var file = await stranger.GetByteArrayAsync(address + "/file");
        DocxText.Whole(file).ShouldNotContain((string)application["name"]!);

        // The party has it taken back, and neither list nor address leads to it any more.
        await HostFixture.ReadAsync(
            await dispute.Applicant.PostAsJsonAsync(
                dispute.PublicAddress + "/exceptions",
                new { kind = "unpublish", reason = "可以认出本人" }
            ),
            HttpStatusCode.OK
        );
        await dispute.CompleteAsync("director", "exc-unpublish", "approve", """{"ground":"privacy","reason":"可以识别特定个人"}""");
        (await PublicListAsync("?q=" + Uri.EscapeDataString("901"))).GetProperty("total").GetInt32().ShouldBe(0);
        (await stranger.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync(address + "/file")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync("/api/public/awards?q=" + new string('字', 101))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_sample_is_drawn_once_and_by_those_who_answer_for_the_arbitrators()
    {
        var (dispute, id) = await AwardedAsync(902);
        using var _ = dispute;
        var director = await dispute.OfficerAsync("director");
        // Whatever else was closed meanwhile may be drawn first; a case is drawn once, so that its turn comes.
        var round = 0;
        JsonElement drawn;
        do
        {
            drawn = await HostFixture.ReadAsync(
                await director.PostAsJsonAsync("/api/quality/samples", new { operationId = $"draw-{++round}" }),
                HttpStatusCode.OK
            );
        } while (drawn.GetProperty("cases").EnumerateArray().All(c => c.GetProperty("caseId").GetGuid() != id));
        var command = new { operationId = $"draw-{round}" };
        var sample = drawn.GetProperty("sample").GetProperty("id").GetString();
        var again = await HostFixture.ReadAsync(await director.PostAsJsonAsync("/api/quality/samples", command), HttpStatusCode.OK);
        again.GetProperty("sample").GetProperty("id").GetString().ShouldBe(sample, "the same command is the same drawing");
        (await (await dispute.OfficerAsync("arbitrator")).PostAsJsonAsync("/api/quality/samples", command)).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }
}
