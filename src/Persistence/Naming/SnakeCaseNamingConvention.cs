using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace LaborFlow.Persistence.Naming;

/// <summary>
/// Gives tables, columns, keys, foreign keys and indexes snake_case names, on every database alike, so that hand-written SQL needs no
/// quotes. Names given explicitly in a mapping are kept.
/// </summary>
internal sealed class SnakeCaseNamingConvention : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        var entityTypes = modelBuilder.Metadata.GetEntityTypes().ToList();
        foreach (var entityType in entityTypes)
        {
            if (entityType.GetContainerColumnName() is { } container && entityType.IsMappedToJson())
            {
                entityType.SetContainerColumnName(SnakeCase.From(container));
            }
            else if (entityType.GetTableName() is { } table)
            {
                entityType.Builder.ToTable(SnakeCase.From(table));
            }
        }

        foreach (var entityType in entityTypes.Where(type => !type.IsMappedToJson()))
        {
            if (StoreObjectIdentifier.Create(entityType, StoreObjectType.Table) is { } table)
            {
                NameColumns(entityType, table);
                NameConstraints(entityType);
            }
        }
    }

    private static void NameColumns(IConventionTypeBase type, StoreObjectIdentifier table)
    {
        foreach (var property in type.GetDeclaredProperties())
        {
            if (property.GetColumnName(table) is { } column)
            {
                property.Builder.HasColumnName(SnakeCase.From(column));
            }
        }

        foreach (var complex in type.GetDeclaredComplexProperties())
        {
            NameColumns(complex.ComplexType, table);
        }
    }

    private static void NameConstraints(IConventionEntityType entityType)
    {
        foreach (var key in entityType.GetDeclaredKeys())
        {
            if (key.GetName() is { } name)
            {
                key.Builder.HasName(SnakeCase.From(name));
            }
        }

        foreach (var foreignKey in entityType.GetDeclaredForeignKeys())
        {
            if (foreignKey.GetConstraintName() is { } name)
            {
                foreignKey.Builder.HasConstraintName(SnakeCase.From(name));
            }
        }

        foreach (var index in entityType.GetDeclaredIndexes())
        {
            if (index.GetDatabaseName() is { } name)
            {
                index.Builder.HasDatabaseName(SnakeCase.From(name));
            }
        }
    }
}
