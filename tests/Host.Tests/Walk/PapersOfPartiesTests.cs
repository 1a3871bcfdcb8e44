using System.Net;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Evidence;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Walk;

/// <summary>A paper for one party of a mail merge is that party's side's alone; a paper for all is everybody's.</summary>
public sealed class PapersOfPartiesTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_members_own_paper_is_neither_listed_nor_opened_for_the_other_side()
    {
        using var dispute = await Dispute.FileAsync(host);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        var own = await AddPaperAsync(dispute.Number, applicantOnly: true);
        var everybodys = await AddPaperAsync(dispute.Number, applicantOnly: false);

        var respondent = await dispute.RespondentAsync();

        Papers(await dispute.FollowAsync()).ShouldBe([own, everybodys], ignoreOrder: true);
        Papers(await dispute.FollowAsync(respondent)).ShouldBe([everybodys]);
        (await dispute.Applicant.GetAsync($"{dispute.PublicAddress}/documents/{own}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await respondent.GetAsync($"{dispute.PublicAddress}/documents/{everybodys}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await respondent.GetAsync($"{dispute.PublicAddress}/documents/{own}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static List<string> Papers(System.Text.Json.JsonElement followed) =>
        [
            .. followed
                .GetProperty("documents")
                .EnumerateArray()
                .Where(paper => paper.GetProperty("kind").GetString() == "member-notice")
                .Select(paper => paper.GetProperty("id").GetString()!),
        ];

    private async Task<string> AddPaperAsync(string caseNumber, bool applicantOnly)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var matter = await database
            .Set<LaborFlow.Cases.Case>()
            .Include(found => found.Parties)
            .SingleAsync(found => found.CaseNumber == caseNumber);
        var content = "告知书"u8.ToArray();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        var paper = new CaseDocument
        {
            Id = Guid.CreateVersion7(host.Clock.GetUtcNow()),
            CaseId = matter.Id,
            Kind = "member-notice",
            Name = "权利义务告知书.docx",
            ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Size = content.Length,
            Sha256 = hash,
            StorageKey = await scope.ServiceProvider.GetRequiredService<IEvidenceFiles>().KeepAsync(content, hash),
            PublicToParties = true,
            CreatedBy = "registrar",
            CreatedAt = host.Clock.GetUtcNow(),
            PartyId = applicantOnly ? matter.Applicants.First().Id : null,
        };
        database.Add(paper);
        await database.SaveChangesAsync();
        return paper.Id.ToString();
    }
}
