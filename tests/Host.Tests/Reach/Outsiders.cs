using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LaborFlow.Host.Tests.Filing;
using LaborFlow.Host.Tests.Walk;

namespace LaborFlow.Host.Tests.Reach;

/// <summary>People made for a test, and the numbers of a case that they must not learn.</summary>
internal sealed class Outsiders(HostFixture host)
{
    public const string Applicant = "欧阳独有名";
    private const string Password = "Outsider-Pass-2026!";

    /// <summary>All roles that work on cases.</summary>
    public static string[] OfficerRoles { get; } = [.. LaborFlow.Host.Accounts.Roles.Officers];

    /// <summary>A case and everything of it that stands in an address.</summary>
    public sealed record Known(string Id, string Number, IReadOnlyDictionary<string, string> Values)
    {
        public IEnumerable<string> Markers =>
            [
                Number,
                JsonEncodedText.Encode(Number).ToString(),
                Id,
                Applicant,
                JsonEncodedText.Encode(Applicant).ToString(),
                Values["task"],
            ];
    }

    public async Task<Dispute> DisputeAsync(string district = "440309")
    {
        var application = Application.Sound();
        application["applicant"]!["name"] = Applicant;
        application["district"] = district;
        return await Dispute.FileAsync(host, application);
    }

    public async Task<Known> KnowAsync(Dispute dispute)
    {
        var id = await host.ScalarAsync($"SELECT id FROM cases WHERE case_number = '{dispute.Number}'");
        async Task<string> Of(string sql) => await host.ScalarAsync($"{sql} WHERE case_id = '{id}' LIMIT 1");
        var document = await Of("SELECT id FROM case_documents");
        var file = await Of("SELECT id FROM evidence_files");
        return new Known(
            id,
            dispute.Number,
            new Dictionary<string, string>
            {
                ["task"] = await Of("SELECT id FROM case_tasks"),
                ["partyId"] = await Of("SELECT id FROM parties"),
                ["documentId"] = document.Length > 0 ? document : id,
                ["fileId"] =
                    file.Length > 0 ? file
                    : document.Length > 0 ? document
                    : id,
                ["parameterId"] = await Of("SELECT parameter_id FROM case_deadlines"),
                ["instance"] = await host.ScalarAsync($"SELECT workflow_instance_id FROM cases WHERE id = '{id}'"),
            }
        );
    }

    /// <summary>An account with these roles, place and office, signed in.</summary>
    public async Task<HttpClient> AddAsync(string[] roles, string jurisdiction, string? officeId = null)
    {
        var userName = await AddUserAsync(roles, jurisdiction, officeId);
        var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("X-CSRF", "1");
        (await client.PostAsJsonAsync("/api/auth/login", new { userName, password = Password })).EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>A bearer token of an account that was made here.</summary>
    public async Task<string> TokenAsync(string userName)
    {
        using var client = host.Anonymous();
        var given = await client.PostAsJsonAsync("/api/auth/token", new { userName, password = Password });
        return (await HostFixture.ReadAsync(given, HttpStatusCode.OK)).GetProperty("accessToken").GetString()!;
    }

    /// <summary>An account with these roles, place and office; its name.</summary>
    public async Task<string> AddUserAsync(string[] roles, string jurisdiction, string? officeId = null)
    {
        // No demonstration account reaches so far: this administrator is the whole country's.
        await host.ExecuteAsync("UPDATE users SET jurisdiction = NULL WHERE user_name = 'administrator2'");
        using var administrator = await host.SignInAsync("administrator2");
        var userName = "o" + System.Security.Cryptography.RandomNumberGenerator.GetHexString(8, lowercase: true);
        await HostFixture.ReadAsync(
            await administrator.PostAsJsonAsync(
                "/api/administration/users",
                new
                {
                    userName,
                    displayName = "外人",
                    password = Password,
                    roles,
                    jurisdiction,
                    officeId,
                }
            ),
            HttpStatusCode.Created
        );
        await host.ExecuteAsync($"UPDATE users SET must_change_password = false WHERE user_name = '{userName}'");
        return userName;
    }

    /// <summary>Puts every case so far with one office, and gives the number of another one.</summary>
    public async Task<string> AnotherOfficeAsync()
    {
        using var administrator = await host.SignInAsync("administrator");
        var ids = new List<string>();
        foreach (var name in new[] { "民治", "大浪" })
        {
            var made = await HostFixture.ReadAsync(
                await administrator.PostAsJsonAsync(
                    "/api/mediation-organisations",
                    new
                    {
                        name = name + "街道调解委员会",
                        level = "street",
                        jurisdiction = "440309003",
                    }
                ),
                HttpStatusCode.Created
            );
            ids.Add(made.GetProperty("id").GetString()!);
        }
        await host.ExecuteAsync($"UPDATE cases SET mediation_organisation_id = '{ids[0]}'; UPDATE case_tasks SET office_id = '{ids[0]}'");
        return ids[1];
    }
}
