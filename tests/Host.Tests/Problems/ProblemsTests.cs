using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LaborFlow.Host.Tests.Problems;

public sealed class ProblemsTests(ProblemsTests.Failing failing) : IClassFixture<ProblemsTests.Failing>
{
    public sealed record Order(string Name, int Count, DateOnly Day, IReadOnlyList<Line> Lines);

    public sealed record Line(decimal Amount);

    /// <summary>One host for all of them, with an endpoint for each way to fail.</summary>
    public sealed class Failing : IAsyncLifetime
    {
        private BareHost? _host;

        public BareHost Host => _host!;

        public async Task InitializeAsync() =>
            _host = await BareHost.StartAsync(app =>
            {
                app.MapPost("/echo", (Order order) => order).AllowAnonymous();
                app.MapGet("/list", (int page) => page).AllowAnonymous();
                app.MapGet("/decide", string () => throw new Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException("row moved"))
                    .AllowAnonymous();
                app.MapGet("/break", string () => throw new InvalidOperationException("secret table users")).AllowAnonymous();
            });

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"name":"a","count":"1","day":"2026-01-01","lines":[]}""", "count", "field.wrong-type")]
    [InlineData("""{"name":"a","count":1,"day":"1 May","lines":[]}""", "day", "field.wrong-type")]
    [InlineData(
        """{"name":"a","count":1,"day":"2026-01-01","lines":[{"amount":1},{"amount":"much"}]}""",
        "lines[1].amount",
        "field.wrong-type"
    )]
    [InlineData("""{"name":"a","count":1,"day":"2026-01-01","lines":[],"colour":"red"}""", "colour", "field.unknown")]
    [InlineData("""{"name":"a","name":"b","count":1,"day":"2026-01-01","lines":[]}""", "name", "field.duplicate")]
    [InlineData("""{"name":"a","count":1,"day":"2026-01-01","lines":[{"amo""", "lines[0]", "json.malformed")]
    [InlineData("", "", "json.malformed")]
    [InlineData("not json", "", "json.malformed")]
    public async Task Json_that_cannot_be_read_is_refused_with_the_field_at_fault(string body, string field, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = await failing.Host.Client.PostAsync(new Uri("/echo", UriKind.Relative), content);

        var problem = await ReadAsync(response, HttpStatusCode.BadRequest);
        problem.GetProperty("code").GetString().ShouldBe("json.invalid");
        var error = problem.GetProperty("errors")[0];
        error.GetProperty("field").GetString().ShouldBe(field);
        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("zh").GetString().ShouldNotBeNullOrEmpty();
        error.GetProperty("en").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_query_parameter_of_the_wrong_type_is_named()
    {
        var response = await failing.Host.Client.GetAsync(new Uri("/list?page=two", UriKind.Relative));

        var problem = await ReadAsync(response, HttpStatusCode.BadRequest);
        problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("page");
    }

    [Theory]
    [InlineData("GET", "/api/nowhere", HttpStatusCode.NotFound, "not-found")]
    [InlineData("DELETE", "/echo", HttpStatusCode.MethodNotAllowed, "method-not-allowed")]
    [InlineData("POST", "/echo", HttpStatusCode.UnsupportedMediaType, "media-type.unsupported")]
    public async Task What_the_framework_refuses_is_a_problem_too(string method, string path, HttpStatusCode status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new StringContent("name=a", Encoding.UTF8, "text/plain");
        var response = await failing.Host.Client.SendAsync(request);

        (await ReadAsync(response, status)).GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_before_it_is_read()
    {
        // Whoever asks first and sends then gets the answer, not a line that was cut.
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/echo", UriKind.Relative));
        request.Content = new StringContent("{\"name\":\"" + new string('x', 1_100_000) + "\"}", Encoding.UTF8, "application/json");
        request.Headers.ExpectContinue = true;
        var response = await failing.Host.Client.SendAsync(request);

        (await ReadAsync(response, HttpStatusCode.RequestEntityTooLarge)).GetProperty("code").GetString().ShouldBe("request.too-large");
    }

    [Fact]
    public async Task Who_comes_second_on_the_same_row_is_told_that_it_moved()
    {
        var response = await failing.Host.Client.GetAsync(new Uri("/decide", UriKind.Relative));

        (await ReadAsync(response, HttpStatusCode.Conflict)).GetProperty("code").GetString().ShouldBe("changed");
    }

    [Fact]
    public async Task An_unexpected_failure_tells_nothing_of_the_inside()
    {
        var response = await failing.Host.Client.GetAsync(new Uri("/break", UriKind.Relative));

        var problem = await ReadAsync(response, HttpStatusCode.InternalServerError);
        problem.GetProperty("code").GetString().ShouldBe("unexpected");
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        problem.ToString().ShouldNotContain("secret");
        problem.ToString().ShouldNotContain("   at ");
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe((int)expected);
        problem.GetProperty("messages").GetProperty("zh").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("messages").GetProperty("en").GetString().ShouldNotBeNullOrEmpty();
        return problem;
    }
}
