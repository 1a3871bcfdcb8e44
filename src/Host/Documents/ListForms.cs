using System.Text.Json;
using LaborFlow.Cases.Forms;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Documents;

/// <summary>表单: every installed version of the forms that steps show. A version never changes: running tasks keep theirs.</summary>
internal static class ListForms
{
    /// <param name="Key">Procedure and form.</param>
    /// <param name="Versions">How many versions of it are installed.</param>
    /// <param name="FormSchema">Of the version that was installed last.</param>
    /// <param name="UiSchema">Of the same version.</param>
    public sealed record Item(
        string Id,
        string Key,
        int Versions,
        DateTimeOffset InstalledAt,
        JsonElement FormSchema,
        JsonElement UiSchema
    );

    public static void Map(IEndpointRouteBuilder forms) =>
        forms.MapGet("", HandleAsync).RequireAuthorization(Policies.DesignReaders).WithName("list-forms");

    private static async Task<IReadOnlyList<Item>> HandleAsync(LaborFlowDbContext database, CancellationToken cancellationToken)
    {
        var all = await database.Set<FormVersion>().AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. all.GroupBy(form => form.Key, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                {
                    var newest = group.MaxBy(form => form.InstalledAt)!;
                    return new Item(
                        newest.Id,
                        group.Key,
                        group.Count(),
                        newest.InstalledAt,
                        TaskJson.Read(newest.SchemaJson),
                        TaskJson.Read(newest.UiSchemaJson)
                    );
                }),
        ];
    }
}
