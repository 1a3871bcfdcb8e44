using System.Xml.Linq;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Accounts;

/// <summary>Keeps the keys that sessions are sealed with in the database, so that all hosts share them and a restart signs nobody out.</summary>
internal sealed class DatabaseKeyRing(IServiceScopeFactory scopes, TimeProvider time) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        return
        [
            .. database
                .Set<SessionKey>()
                .AsNoTracking()
                .OrderBy(key => key.CreatedAt)
                .Select(key => key.Xml)
                .AsEnumerable()
                .Select(XElement.Parse),
        ];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var now = time.GetUtcNow();
        var (id, xml) = (Guid.CreateVersion7(now), element.ToString(SaveOptions.DisableFormatting));
        // The framework asks synchronously, and the context saves asynchronously only.
        database.Database.ExecuteSql($"INSERT INTO session_keys (id, name, xml, created_at) VALUES ({id}, {friendlyName}, {xml}, {now})");
    }
}
