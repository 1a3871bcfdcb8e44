using System.Collections.Concurrent;
using LaborFlow.Cases.Forms;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.Cases;

/// <summary>Installed forms. A version never changes, so a host reads each once.</summary>
internal sealed class FormStore(IServiceScopeFactory scopes) : IFormStore
{
    private readonly ConcurrentDictionary<string, FormVersion> read = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public async ValueTask<FormVersion?> FindAsync(string formId, CancellationToken cancellationToken = default)
    {
        if (read.TryGetValue(formId, out var known))
        {
            return known;
        }

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var form = await context.Set<FormVersion>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == formId, cancellationToken);
        return form is null ? null : read.GetOrAdd(formId, form);
    }

    /// <inheritdoc />
    public async ValueTask InstallAsync(IReadOnlyCollection<FormVersion> forms, CancellationToken cancellationToken = default)
    {
        if (forms.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var ids = forms.Select(f => f.Id).ToList();
        var present = await context.Set<FormVersion>().Where(f => ids.Contains(f.Id)).Select(f => f.Id).ToListAsync(cancellationToken);
        var insert = context.Dialect.InsertIfAbsent(
            "form_versions",
            ["id", "form_key", "schema_json", "ui_schema_json", "installed_at"],
            ["@id", "@key", context.Dialect.JsonParameter("@schema"), context.Dialect.JsonParameter("@ui"), "@at"],
            ["id"]
        );
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // By id, so that two hosts that install at once wait for each other rather than deadlock.
        foreach (var form in forms.ExceptBy(present, f => f.Id).OrderBy(f => f.Id, StringComparer.Ordinal))
        {
            await using var batch = DatabaseSession.Create(context);
            batch.Add(
                insert,
                ("@id", form.Id),
                ("@key", form.Key),
                ("@schema", form.SchemaJson),
                ("@ui", form.UiSchemaJson),
                ("@at", form.InstalledAt)
            );
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
