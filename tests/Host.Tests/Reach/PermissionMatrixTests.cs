using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using LaborFlow.Host.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Reach;

/// <summary>
/// Walks src/Host/Accounts/permissions.csv: every endpoint of the host, called by a stranger and by an account of each role. Whoever has no x in
/// the row of the endpoint's action is refused, everybody else is let in (to be told that there is no such thing, or what is missing).
/// </summary>
public sealed partial class PermissionMatrixTests(HostFixture host) : IClassFixture<HostFixture>
{
    private sealed record Call(string Method, string Path, string? Action);

    private IReadOnlyList<Call> Calls =>
        [
            .. host
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .SelectMany(endpoint =>
                    (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new Call(
                        method,
                        "/" + endpoint.RoutePattern.RawText!.Trim('/'),
                        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
                            ? endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).LastOrDefault() ?? ""
                            : null
                    ))
                )
                .Where(call => call.Method is not ("HEAD" or "OPTIONS"))
                .Distinct(),
        ];

    [Fact]
    public async Task Every_operation_of_the_description_is_public_or_has_a_row_in_the_table()
    {
        using var client = host.Anonymous();
        var described = await HostFixture.ReadAsync(await client.GetAsync("/openapi/v1.json"), HttpStatusCode.OK);
        var calls = Calls.ToLookup(call => (call.Method, Bare(call.Path)));
        var operations = described
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (operation.Name.ToUpperInvariant(), Bare(path.Name))))
            .ToList();

        operations.Count.ShouldBeGreaterThan(80);
        operations.Where(operation => !calls.Contains(operation)).ShouldBeEmpty();
        var rows = Permissions.Table.Keys.ToHashSet();
        Calls.Where(call => call.Action is { } action && !rows.Contains(action)).ShouldBeEmpty();
        // No row that nothing asks for, and no role without a column.
        rows.Except(Calls.Select(call => call.Action!)).ShouldBeEmpty();
        Permissions.Table["signed-in"].Order().ShouldBe(Roles.All.Select(role => role.Code).Order());
    }

    [Fact]
    public async Task Each_cell_is_tried_over_HTTP_allowed_and_refused()
    {
        var wrong = new List<string>();
        var tried = 0;
        var calls = Calls.Where(call => call.Action is not null).ToList();
        foreach (var role in Roles.All.Select(role => role.Code).Prepend(null))
        {
            var client = role is null ? host.Anonymous() : await host.BearAsync(role);
            foreach (var call in calls)
            {
                using var answer = await SendAsync(client, call);
                tried++;
                var allowed = role is not null && Permissions.Table[call.Action!].Contains(role);
                var problem = (int)answer.StatusCode is 401 or 403 ? await ProblemAsync(answer) : null;
                var asItShould =
                    role is null
                        ? problem == "auth.required"
                            || (answer.StatusCode == HttpStatusCode.Redirect && call.Path.StartsWith("/designer", StringComparison.Ordinal))
                    : allowed ? problem is null or not ("auth.required" or "auth.forbidden")
                    : problem == "auth.forbidden";
                if (!asItShould)
                    wrong.Add($"{role ?? "stranger"}: {call.Method} {call.Path} ({call.Action}): {(int)answer.StatusCode} {problem}");
                if (call.Path == "/api/auth/logout" && role is not null)
                {
                    client.Dispose();
                    client = await host.BearAsync(role);
                }
            }
            client.Dispose();
        }

        wrong.ShouldBeEmpty();
        tried.ShouldBe(calls.Count * (Roles.All.Count + 1));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, Call call)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), Fill(call.Path));
        if (
            call.Path
                is "/api/disputes/import"
                    or "/api/enterprises/import"
                    or "/api/document-templates"
                    or "/api/imports"
                    or "/api/office-seals"
            || call.Path.EndsWith("/attachments", StringComparison.Ordinal)
            || call.Path.EndsWith("/bank-return", StringComparison.Ordinal)
        )
            request.Content = new MultipartFormDataContent { { new StringContent("x"), "file", "x.csv" } };
        else if (call.Method is not ("GET" or "DELETE"))
            request.Content = JsonContent.Create(new { });
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<string?> ProblemAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldNotBeEmpty(answer.RequestMessage!.RequestUri!.ToString());
        return JsonDocument.Parse(text).RootElement.GetProperty("code").GetString();
    }

    /// <summary>Something that is nobody's in each place of an address.</summary>
    private static string Fill(string path) =>
        Placeholder()
            .Replace(
                path,
                place =>
                    place.Value.Contains(":guid", StringComparison.Ordinal) ? "0195f3a2-b1c0-7d4e-8f90-a1b2c3d4e5f6"
                    : place.Value.Contains(":int", StringComparison.Ordinal) ? "1"
                    : "none"
            );

    /// <summary>An address without the kinds of its places.</summary>
    private static string Bare(string path) => Kind().Replace(path, "}");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@":[^}/]*\}")]
    private static partial Regex Kind();
}
