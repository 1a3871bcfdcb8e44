using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LaborFlow.Host.Tests.Walk;

namespace LaborFlow.Host.Tests.Exceptions;

/// <summary>例外情形 over HTTP: raised by a party with its code or by an officer, refused by field or by reason, and never twice.</summary>
public sealed class ExceptionEndpointTests(HostFixture host) : IClassFixture<HostFixture>
{
    private static async Task<JsonElement> CodesAsync(HttpClient client, string address) =>
        (await HostFixture.ReadAsync(await client.GetAsync(address), HttpStatusCode.OK)).GetProperty("open");

    private static async Task<string> AddressAsync(Dispute dispute) =>
        $"/api/cases/{(await dispute.CaseAsync()).GetProperty("id").GetString()}/exceptions";

    [Fact]
    public async Task A_party_withdraws_and_the_case_ends_and_the_same_command_again_has_no_second_effect()
    {
        using var dispute = await Dispute.FileAsync(host);
        var address = dispute.PublicAddress + "/exceptions";
        (await CodesAsync(dispute.Applicant, address))
            .EnumerateArray()
            .Select(kind => kind.GetProperty("code").GetString())
            .ShouldContain("withdrawal");
        var command = new
        {
            kind = "withdrawal",
            reason = "公司已付清工资",
            operationId = Dispute.NewOperation(),
        };

        var first = await HostFixture.ReadAsync(await dispute.Applicant.PostAsJsonAsync(address, command), HttpStatusCode.OK);
        var again = await HostFixture.ReadAsync(await dispute.Applicant.PostAsJsonAsync(address, command), HttpStatusCode.OK);

        first.GetProperty("raised").GetArrayLength().ShouldBe(1);
        again.GetProperty("raised").GetArrayLength().ShouldBe(1);
        await dispute.EventuallyAsync(
            async () =>
            {
                var raised = (await HostFixture.ReadAsync(await dispute.Applicant.GetAsync(address), HttpStatusCode.OK)).GetProperty(
                    "raised"
                )[0];
                return raised.GetProperty("state").GetString() == "granted" ? raised : null;
            },
            "the withdrawal was never granted"
        );
        // What is over can only be raised as what may happen to a closed case.
        var closed = await HostFixture.ReadAsync(
            await dispute.Applicant.PostAsJsonAsync(address, new { kind = "withdrawal", reason = "再次撤回" }),
            HttpStatusCode.UnprocessableEntity
        );
        closed.GetProperty("code").GetString().ShouldBe("case.closed");
    }

    [Theory]
    [InlineData("""{"kind":"unknown","reason":"x"}""", "kind")]
    [InlineData("""{"kind":"withdrawal","reason":" "}""", "reason")]
    [InlineData("""{"kind":"claims","reason":"变更"}""", "data.claims")]
    public async Task What_is_missing_is_named_by_its_field_and_nothing_is_saved(string body, string field)
    {
        using var dispute = await Dispute.FileAsync(host);
        var before = await host.CountRowsAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var problem = await HostFixture.ReadAsync(
            await dispute.Applicant.PostAsync(dispute.PublicAddress + "/exceptions", content),
            HttpStatusCode.BadRequest
        );

        problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
        (await host.CountRowsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task An_officer_suspends_once_the_steps_stand_still_and_the_director_decides()
    {
        using var dispute = await Dispute.FileAsync(host);
        var address = await AddressAsync(dispute);
        var clerk = await dispute.OfficerAsync("window-clerk");
        var command = new { kind = "suspension", reason = "申请人重病住院" };

        var raised = await HostFixture.ReadAsync(await clerk.PostAsJsonAsync(address, command), HttpStatusCode.OK);
        raised.GetProperty("raised")[0].GetProperty("raisedBy").GetString().ShouldBe("window-clerk");
        var twice = await HostFixture.ReadAsync(await clerk.PostAsJsonAsync(address, command), HttpStatusCode.UnprocessableEntity);
        twice.GetProperty("code").GetString().ShouldBe("exception.open");

        await dispute.CompleteAsync("director", "exc-suspension", "approve", """{"ground":"force","reason":"住院证明属实"}""");
        await dispute.EventuallyAsync(
            async () =>
            {
                var found = await HostFixture.ReadAsync(await clerk.GetAsync(address), HttpStatusCode.OK);
                return found.GetProperty("suspendedSince").ValueKind == JsonValueKind.String ? found : null;
            },
            "the case was never suspended"
        );
        var review = await dispute.ClaimAsync("window-clerk", "clerk-review");
        var stopped = await HostFixture.ReadAsync(
            await Dispute.SendAsync(
                clerk,
                $"/api/tasks/{review.GetProperty("id").GetString()}/complete",
                review,
                "accept",
                Dispute.AcceptMediation
            ),
            HttpStatusCode.UnprocessableEntity
        );
        stopped.GetProperty("code").GetString().ShouldBe("case.suspended");
    }

    [Fact]
    public async Task A_stranger_and_a_reader_raise_nothing()
    {
        using var dispute = await Dispute.FileAsync(host);
        var address = await AddressAsync(dispute);
        using var auditor = await host.SignInAsync("auditor");
        using var stranger = host.Anonymous();
        var command = new { kind = "suspension", reason = "x" };

        (await auditor.PostAsJsonAsync(address, command)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.PostAsJsonAsync(address, command)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.PostAsJsonAsync(dispute.PublicAddress + "/exceptions", command)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }
}
