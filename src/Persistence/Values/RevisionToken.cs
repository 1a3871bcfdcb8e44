using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace LaborFlow.Persistence.Values;

/// <summary>
/// Makes a number called Revision the concurrency token of its row. Entities raise it in their commands (a draft that is saved, for one,
/// raises nothing). Two who changed the same row: the second gets a <see cref="DbUpdateConcurrencyException"/>.
/// </summary>
internal sealed class RevisionToken : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entityType in modelBuilder.Metadata.GetEntityTypes())
        {
            if (
                entityType.FindDeclaredProperty("Revision") is { } property
                && (property.ClrType == typeof(int) || property.ClrType == typeof(long))
            )
            {
                property.Builder.IsConcurrencyToken(true);
            }
        }
    }
}
