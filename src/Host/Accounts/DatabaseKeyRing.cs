using System.Xml.Linq;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using LaborFlow.Persistence.Personal;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Accounts;

/// <summary>
/// Keeps the keys that sessions are sealed with in the database, so that all hosts share them and a restart signs nobody out. They lie there
/// under the keys of personal data, which the database does not have: who reads the table, or a backup, forges no session.
/// </summary>
internal sealed class DatabaseKeyRing(IServiceScopeFactory scopes, PersonalKeys keys, TimeProvider time) : IXmlRepository
{
    private const string Column = "session_keys.xml";

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
                .Select(Open)
                .OfType<XElement>(),
        ];
    }

    /// <summary>Null when its key is gone: whoever was signed in by it signs in again.</summary>
    private XElement? Open(string stored)
    {
        try
        {
            // Those of earlier builds lie there as they are, until the framework replaces them.
            return XElement.Parse(stored.StartsWith('<') ? stored : keys.Reveal(Column, stored));
        }
        catch (PersonalDataException)
        {
            return null;
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var now = time.GetUtcNow();
        var (id, xml) = (Guid.CreateVersion7(now), keys.Protect(Column, element.ToString(SaveOptions.DisableFormatting)));
        // The framework asks synchronously, and the context saves asynchronously only.
        database.Database.ExecuteSql($"INSERT INTO session_keys (id, name, xml, created_at) VALUES ({id}, {friendlyName}, {xml}, {now})");
    }
}
