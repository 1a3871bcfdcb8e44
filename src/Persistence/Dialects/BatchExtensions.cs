using System.Data.Common;
using LaborFlow.Persistence.Values;

namespace LaborFlow.Persistence.Dialects;

/// <summary>Builds batches: statements that travel to the database together, in one round trip.</summary>
public static class BatchExtensions
{
    /// <summary>Adds a statement with its named parameters. Instants are stored in UTC; null becomes NULL.</summary>
    public static DbBatchCommand Add(this DbBatch batch, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = batch.CreateBatchCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.AddParameter(name, value);
        }

        batch.BatchCommands.Add(command);
        return command;
    }

    /// <summary>Adds a parameter.</summary>
    public static void AddParameter(this DbBatchCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value switch
        {
            null => DBNull.Value,
            DateTimeOffset instant => UtcInstant.Normalize(instant),
            _ => value,
        };
        command.Parameters.Add(parameter);
    }
}
