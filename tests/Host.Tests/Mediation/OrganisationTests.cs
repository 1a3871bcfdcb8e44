using System.Net;
using System.Net.Http.Json;

namespace LaborFlow.Host.Tests.Mediation;

public sealed class OrganisationTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Address = "/api/mediation-organisations";

    [Fact]
    public async Task An_administrator_adds_an_organisation_and_closes_it_and_others_only_read()
    {
        using var administrator = await host.SignInAsync("administrator");
        using var clerk = await host.SignInAsync("window-clerk");
        var street = new
        {
            name = "民治街道劳动争议调解中心",
            level = "street",
            jurisdiction = "440309001",
        };

        (await clerk.PostAsJsonAsync(Address, street)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var added = await HostFixture.ReadAsync(await administrator.PostAsJsonAsync(Address, street), HttpStatusCode.Created);
        added.GetProperty("active").GetBoolean().ShouldBeTrue();
        var closed = await HostFixture.ReadAsync(
            await administrator.PutAsJsonAsync($"{Address}/{added.GetProperty("id").GetString()}", new { active = false }),
            HttpStatusCode.OK
        );
        closed.GetProperty("active").GetBoolean().ShouldBeFalse();
        var listed = await HostFixture.ReadAsync(await clerk.GetAsync(Address + "?q=" + Uri.EscapeDataString("民治")), HttpStatusCode.OK);
        listed.GetProperty("items")[0].GetProperty("level").GetString().ShouldBe("street");
    }

    [Theory]
    [InlineData("""{"name":" ","level":"district","jurisdiction":"440309"}""", "name")]
    [InlineData("""{"name":"某中心","jurisdiction":"440309"}""", "level")]
    [InlineData("""{"name":"某中心","level":"street","jurisdiction":"440309"}""", "jurisdiction")]
    [InlineData("""{"name":"某中心","level":"district","jurisdiction":"110101"}""", "jurisdiction")]
    [InlineData("""{"name":"某中心","level":"enterprise","jurisdiction":"440309"}""", "enterpriseCreditCode")]
    [InlineData("""{"name":"某中心","level":"city","jurisdiction":"440309"}""", "level")]
    public async Task A_bad_organisation_is_refused_and_nothing_is_saved(string body, string field)
    {
        using var administrator = await host.SignInAsync("administrator");
        var before = await host.CountRowsAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var problem = await HostFixture.ReadAsync(await administrator.PostAsync(Address, content), HttpStatusCode.BadRequest);

        problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
        (await host.CountRowsAsync()).ShouldBe(before);
    }
}
