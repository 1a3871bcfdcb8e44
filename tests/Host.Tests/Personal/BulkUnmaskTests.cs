using System.Net;
using System.Net.Http.Json;
using LaborFlow.Host.Tests.Audit;

namespace LaborFlow.Host.Tests.Personal;

public sealed class BulkUnmaskTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Address = "/api/personal/unmask-requests";

    [Fact]
    public async Task Whole_numbers_of_many_cases_need_two_people_are_given_once_and_stand_in_every_case()
    {
        var (number, id) = await AuditSteps.FileAsync(host);
        using var supervisor = await host.SignInAsync("supervisor");
        using var director = await host.SignInAsync("director");
        await HostFixture.ReadAsync(
            await supervisor.PostAsJsonAsync(
                Address,
                new
                {
                    cases = new[] { id, "0195f3a2-b1c0-7d4e-8f90-a1b2c3d4e5f6" },
                    reason = "核对",
                    legalBasis = "个保法",
                }
            ),
            HttpStatusCode.BadRequest
        );
        var asked = await HostFixture.ReadAsync(
            await supervisor.PostAsJsonAsync(
                Address,
                new
                {
                    cases = new[] { id },
                    reason = "与社保机构核对参保",
                    legalBasis = "《社会保险法》第七十九条",
                }
            ),
            HttpStatusCode.Created
        );
        var one = $"{Address}/{asked.GetProperty("id").GetString()}";

        foreach (var reader in new[] { supervisor, director })
        {
            var waiting = await HostFixture.ReadAsync(await reader.GetAsync(Address + "?pageSize=1"), HttpStatusCode.OK);
            waiting.GetProperty("items")[0].GetProperty("id").GetString().ShouldBe(asked.GetProperty("id").GetString());
            waiting.GetProperty("total").GetInt32().ShouldBeGreaterThanOrEqualTo(1);
        }
        // The list is of what the reader may know of, by its state: an office elsewhere learns nothing of it.
        (await director.GetStringAsync(Address + "?state=waiting")).ShouldContain(asked.GetProperty("id").GetString()!);
        (await director.GetStringAsync(Address + "?state=delivered")).ShouldNotContain(asked.GetProperty("id").GetString()!);
        (await director.GetAsync(Address + "?state=lost")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        await HostFixture.ReadAsync(await supervisor.PostAsync(one + "/deliver", null), HttpStatusCode.Conflict);
        var own = await HostFixture.ReadAsync(await supervisor.PostAsJsonAsync(one + "/approve", new { }), HttpStatusCode.Forbidden);
        own.GetProperty("code").GetString().ShouldBe("unmask.same-person");
        (await host.SignInAsync("mediator")).Dispose();
        await HostFixture.ReadAsync(await director.PostAsJsonAsync(one + "/approve", new { comment = "同意" }), HttpStatusCode.OK);
        // The approver does not get what somebody else asked for.
        (await director.PostAsync(one + "/deliver", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var list = await (await supervisor.PostAsync(one + "/deliver", null)).Content.ReadAsStringAsync();
        list.ShouldContain(number);
        list.ShouldContain("11010519491231002X");
        (await supervisor.PostAsync(one + "/deliver", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        (await supervisor.GetStringAsync($"/api/cases/{id}/history")).ShouldContain("personal-data.unmasked");
        using var auditor = await host.SignInAsync("auditor");
        var told = await auditor.GetStringAsync("/api/audit/entries?actor=supervisor&pageSize=200");
        told.ShouldContain("unmask-request.added");
        told.ShouldContain("data.exported");
        (await auditor.GetStringAsync("/api/audit/entries?actor=director&pageSize=200")).ShouldContain("unmask-request.changed");
    }
}
