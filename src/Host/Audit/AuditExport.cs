using System.Globalization;
using System.Security.Claims;
using System.Text;
using LaborFlow.Cases.Audit;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Audit;
using LaborFlow.Persistence.Personal;

namespace LaborFlow.Host.Audit;

/// <summary>
/// 导出审计记录: every entry of a search, however many, as a table for spreadsheets. It is written as it is read; how many entries left the
/// system is on record before the first does, and none is left out.
/// </summary>
internal static class AuditExport
{
    /// <summary>Rows that are gathered before they are sent.</summary>
    private const int Chunk = 500;

    private static readonly string[] Head =
    [
        "chain",
        "sequence",
        "at",
        "actor",
        "role",
        "origin",
        "action",
        "subject",
        "zh",
        "en",
        "changes",
        "procedureVersion",
        "legalBasis",
        "seal",
    ];

    public static void Map(IEndpointRouteBuilder audit) =>
        audit.MapGet("/entries.csv", HandleAsync).RequireAuthorization(Policies.Auditing).WithName("audit-export");

    private static async Task<IResult> HandleAsync(
        [AsParameters] AuditPages.Search search,
        ClaimsPrincipal user,
        AuditReader reader,
        LaborFlowDbContext database,
        PersonalKeys keys,
        AccessLog log,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var query = await AuditPages.QueryAsync(search, user, database, keys, 0, 0, cancellationToken);
        // What is entered from now on, this export with it, is not part of it, so that it comes to an end.
        var now = time.GetUtcNow().AddMicroseconds(1);
        query = query with { Until = query.Until < now ? query.Until : now };
        var count = await reader.CountAsync(query, cancellationToken);
        await log.ExportedAsync(user.UserName(), $"audit entries: {count.ToString(CultureInfo.InvariantCulture)}", cancellationToken);
        return TypedResults.Stream(
            (body) => WriteAsync(reader.StreamAsync(query), body, cancellationToken),
            "text/csv; charset=utf-8",
            "audit.csv"
        );
    }

    private static async Task WriteAsync(IAsyncEnumerable<AuditEntry> entries, Stream body, CancellationToken cancellationToken)
    {
        var text = new StringBuilder(Csv.Mark);
        Csv.Append(text, Head);
        var rows = 0;
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            Csv.Append(text, Row(entry));
            if (++rows % Chunk == 0)
                await FlushAsync(text, body, cancellationToken);
        }
        await FlushAsync(text, body, cancellationToken);
    }

    private static async Task FlushAsync(StringBuilder text, Stream body, CancellationToken cancellationToken)
    {
        await body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        await body.FlushAsync(cancellationToken);
        text.Clear();
    }

    private static string?[] Row(AuditEntry entry) =>
        [
            entry.ChainId,
            entry.Sequence.ToString(CultureInfo.InvariantCulture),
            entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            entry.Actor,
            entry.ActorRole,
            entry.Origin,
            entry.Action,
            entry.Subject,
            entry.Zh,
            entry.En,
            entry.ChangesJson,
            entry.ProcedureVersion,
            entry.LegalBasis,
            entry.Seal,
        ];
}
