using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LaborFlow.Persistence.Cases;

/// <summary>Columns that stand in an index beside its key, so that a list is filtered without reading its rows.</summary>
internal static class CarriedColumns
{
    /// <summary>The names by which the two databases' providers know them; each reads its own.</summary>
    private static readonly string[] Providers = ["Npgsql:IndexInclude", "SqlServer:Include"];

    /// <param name="index">The index.</param>
    /// <param name="properties">Names of properties of the row.</param>
    public static void Carry<T>(this IndexBuilder<T> index, params string[] properties)
    {
        foreach (var provider in Providers)
            index.HasAnnotation(provider, properties);
    }
}
