using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Imports;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Guidance;

/// <summary>新企用工指导 over HTTP: the feed (one employer, or a CSV file), and the service's figures.</summary>
internal static class Enterprises
{
    /// <summary>一户一册: a guided employer, and how far its guidance came.</summary>
    /// <param name="CaseId">The file.</param>
    /// <param name="Trigger">What brought it in, see <see cref="EnterpriseCodes.Triggers"/>.</param>
    /// <param name="ContactName">Its contact; null as well for who is not of its service team, and so the two that follow.</param>
    /// <param name="PreviousCompanies">Earlier companies of its legal representative or founders.</param>
    /// <param name="RepresentativeOwedWages">One of them owed wages.</param>
    /// <param name="Group"><c>focus</c>, <c>general</c> or <c>excluded</c>; null until grouped.</param>
    /// <param name="ClosedAs">How the guidance ended; null while it goes on.</param>
    /// <param name="Services">Services so far.</param>
    public sealed record Item(
        Guid CaseId,
        string CaseNumber,
        string CreditCode,
        string Name,
        string Industry,
        string District,
        DateOnly RegisteredOn,
        int Headcount,
        string? Trigger,
        string? Kind,
        string? Scale,
        string? Park,
        string? ContactName,
        DateOnly? FirstInsuredOn,
        int? PlannedHeadcount,
        bool FlexibleLabour,
        bool SpecialHours,
        bool? Union,
        string? ContractMethod,
        string? PreviousCompanies,
        bool? RepresentativeOwedWages,
        string? Language,
        string? Group,
        string? GroupReason,
        string? Coordinator,
        IReadOnlyList<Member> Team,
        string? ClosedAs,
        int Services
    );

    /// <summary>One of the service team.</summary>
    /// <param name="Name">User name, or the name of somebody without an account.</param>
    /// <param name="Role">Code.</param>
    /// <param name="RoleName">Its Chinese name.</param>
    public sealed record Member(string Name, string Role, string RoleName);

    public sealed record Answer(IReadOnlyList<Item> Items, int Total);

    public static void MapEnterprises(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api/enterprises").WithTags("Guidance");
        api.MapPost("", TakeAsync).RequireAuthorization(Policies.GuidanceFeed).WithName("register-enterprise");
        api.MapGet("", ListAsync).RequireAuthorization(Policies.CaseReaders).WithName("list-enterprises");
        api.MapPost("/import", ImportAsync)
            .RequireAuthorization(Policies.GuidanceFeed)
            .WithMetadata(
                new RequestSizeLimitAttribute(UploadedFiles.LargestRequest),
                new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadedFiles.LargestRequest }
            )
            .Accepts<IFormFile>("multipart/form-data")
            .Produces<IReadOnlyList<FedEnterprise>>()
            .WithName("import-enterprises");
        api.MapGet("/statistics.csv", GuidanceFigures.ExportAsync)
            .RequireAuthorization(Policies.CaseReaders)
            .WithName("export-enterprise-statistics");
        api.MapGet("/statistics", GuidanceFigures.CountAsync).RequireAuthorization(Policies.CaseReaders).WithName("enterprise-statistics");
    }

    private static async Task<Answer> ListAsync(
        string? group,
        string? q,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var part = PageRequest.Of(page, pageSize);
        if (group is not (null or "focus" or "general" or "excluded"))
            throw ProblemException.Field(
                "group",
                "unknown-code",
                "请选择分类：focus、general或者excluded。",
                "One of focus, general, excluded."
            );
        var events = database.Set<GuidanceEvent>();
        var tasks = database.Set<CaseTask>();
        // What is sensitive of an employer is its service team's, and theirs who answer for the service.
        var (name, answers) = (user.UserName(), user.SeesAllTasks() || user.IsInRole("tripartite-officer"));
        var found =
            from profile in database.Set<EnterpriseProfile>().AsNoTracking()
            join file in database.Set<Case>().AsNoTracking().Visible(user, database) on profile.CaseId equals file.Id
            where @group == null || profile.Group == @group
            select new { profile, file };
        if (q?.Trim() is { Length: > 0 } text)
        {
            var code = text.ToUpperInvariant();
            found = found.Where(one => one.profile.Name.Contains(text) || one.profile.CreditCode == code || one.file.CaseNumber == text);
        }

        var items = part.Cut(found.OrderByDescending(one => one.file.FiledAt).ThenByDescending(one => one.file.Id))
            .Select(one => new
            {
                one.profile,
                one.file,
                shown = answers
                    || one.profile.Coordinator == name
                    || tasks.Any(t =>
                        t.CaseId == one.file.Id
                        && (
                            t.Assignee == name
                            || t.CompletedBy == name
                            || t.Step == ServiceTeams.Step && t.Copies.Any(c => c.UserName == name)
                        )
                    ),
                team = database
                    .Set<RegisterEntry>()
                    .Where(entry => entry.CaseId == one.file.Id && entry.Kind == ServiceTeams.Assigned)
                    .OrderByDescending(entry => entry.Id)
                    .Select(entry => entry.DataJson)
                    .FirstOrDefault(),
            })
            .Select(one => new Item(
                one.file.Id,
                one.file.CaseNumber,
                one.profile.CreditCode,
                one.profile.Name,
                one.profile.Industry,
                one.file.District,
                one.profile.RegisteredOn,
                one.profile.Headcount,
                one.profile.Trigger,
                one.profile.Kind,
                one.profile.Scale,
                one.profile.Park,
                one.shown ? one.profile.ContactName : null,
                one.profile.FirstInsuredOn,
                one.profile.PlannedHeadcount,
                one.profile.FlexibleLabour,
                one.profile.SpecialHours,
                one.profile.Union,
                one.profile.ContractMethod,
                one.shown ? one.profile.PreviousCompanies : null,
                one.shown ? one.profile.RepresentativeOwedWages : null,
                one.profile.Language,
                one.profile.Group,
                one.shown ? one.profile.GroupReason : null,
                one.profile.Coordinator,
                Team(one.team),
                one.file.ClosedAs,
                events.Count(done => done.CaseId == one.file.Id)
            ));
        return new Answer(await items.ToListAsync(cancellationToken), await found.CountAsync(cancellationToken));
    }

    private static IReadOnlyList<Member> Team(string? dataJson) =>
        [.. ServiceTeams.Read(dataJson).Select(member => new Member(member.Name, member.Role, member.Zh))];

    private static async Task<FedEnterprise> TakeAsync(
        NewEnterprise enterprise,
        ClaimsPrincipal user,
        EnterpriseFeed feed,
        CancellationToken cancellationToken
    )
    {
        var taken = await feed.TakeAsync([new EnterpriseLine(1, enterprise, [])], user.UserName(), "api", cancellationToken);
        return taken[0].Errors.Count > 0 ? throw new InvalidInputException(taken[0].Errors) : taken[0];
    }

    private static async Task<IReadOnlyList<FedEnterprise>> ImportAsync(
        HttpRequest request,
        ClaimsPrincipal user,
        EnterpriseFeed feed,
        CancellationToken cancellationToken
    )
    {
        if (!request.HasFormContentType)
            throw new ProblemException(KnownProblems.UnsupportedMediaType);
        var form = await request.ReadFormAsync(cancellationToken);
        if (form.Files.GetFile("sheet") is not { } sheet)
            throw ProblemException.Field("sheet", "required", "请提交一个表格文件（sheet）。", "Send one sheet in the part called sheet.");
        var content = await UploadedFiles.ReadAsync(sheet, cancellationToken);
        return await feed.TakeAsync(EnterpriseSheet.Read(content), user.UserName(), "import", cancellationToken);
    }
}
