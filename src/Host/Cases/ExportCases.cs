using System.Globalization;
using System.Security.Claims;
using System.Text;
using LaborFlow.Cases;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Runs;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Jobs;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Cases;

/// <summary>
/// 导出案件列表: the same filters and the same reach as the list, as a table for spreadsheets. It goes on by itself; that data left the system
/// is on record before the first row is read.
/// </summary>
internal static class ExportCases
{
    private const int Most = 50_000;
    private const int Chunk = 500;

    private static readonly string[] Head = ["案号", "程序", "案由", "申请人", "被申请人", "阶段", "辖区", "收件日", "到期日", "亮灯"];

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost("/export", StartAsync)
            .RequireAuthorization(Policies.CaseReaders)
            .Produces<RunItem>(StatusCodes.Status202Accepted)
            .WithName("export-cases");

    private static async Task<IResult> StartAsync(
        [AsParameters] ListCases.Query query,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        PersonalKeys keys,
        LightConditions conditions,
        AccessLog log,
        AuditTrail trail,
        LongRuns runs,
        IServiceScopeFactory scopes,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var chosen = ListCases.Select(query, user, database, keys, conditions, time);
        var ids = await chosen
            .OrderByDescending(found => found.FiledAt)
            .ThenByDescending(found => found.Id)
            .Select(found => found.Id)
            .Take(Most + 1)
            .ToListAsync(cancellationToken);
        if (ids.Count > Most)
            throw ProblemException.Field(
                "q",
                "out-of-range",
                $"一次最多导出{Most}件案件，请缩小筛选范围。",
                $"At most {Most} cases at a time; narrow the filters."
            );
        await log.ExportedAsync(user.UserName(), $"cases: {ids.Count.ToString(CultureInfo.InvariantCulture)}", cancellationToken);
        var run = await runs.StartAsync(
            RunKinds.Export,
            "案件-" + ChinaDay.Today(time).ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            ids.Count,
            user.UserName(),
            (tell, stop) => WriteAsync(ids, user, trail, scopes, tell, stop),
            cancellationToken
        );
        return TypedResults.Accepted($"/api/runs/{run.Id}", RunItem.Of(run, time.GetUtcNow()));
    }

    private static async Task<string> WriteAsync(
        List<Guid> ids,
        ClaimsPrincipal user,
        AuditTrail trail,
        IServiceScopeFactory scopes,
        LongRuns.Tell tell,
        CancellationToken stop
    )
    {
        var text = new StringBuilder(Csv.Mark);
        Csv.Append(text, Head);
        var done = 0;
        foreach (var chunk in ids.Chunk(Chunk))
        {
            await using var scope = LongRuns.ScopeOf(scopes, trail);
            var services = scope.ServiceProvider;
            var database = services.GetRequiredService<LaborFlowDbContext>();
            // Asked again: a recusal since the start takes a case out.
            var cases = database.Set<Case>().AsNoTracking().Visible(user, database).Where(found => chunk.Contains(found.Id));
            var items = await ListCases.ReadAsync(
                cases.OrderByDescending(found => found.FiledAt).ThenByDescending(found => found.Id),
                database,
                services.GetRequiredService<Lights>(),
                services.GetRequiredService<TimeProvider>(),
                stop
            );
            foreach (var item in items)
            {
                Csv.Append(
                    text,
                    [
                        item.CaseNumber,
                        item.Procedure.Zh,
                        item.Cause.Zh,
                        item.Applicant,
                        item.Respondent,
                        item.Stage.Zh,
                        item.District,
                        ChinaDay.Of(item.FiledAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        item.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        Lights.Zh(item.Light),
                    ]
                );
            }
            await tell(done += chunk.Length);
        }
        return text.ToString();
    }
}
