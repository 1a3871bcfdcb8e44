using System.Security.Cryptography;
using System.Text;

namespace LaborFlow.Host.Workflows;

/// <summary>
/// The engine's operation id of a client's. Hashed: the client's id is text of any length, and must meet neither the id of another kind of
/// command nor that of another person.
/// </summary>
internal static class OperationIds
{
    /// <returns>Null when the client gave none: the command is then carried out each time that it comes.</returns>
    public static string? Of(string? operationId, string command, params ReadOnlySpan<string> about) =>
        string.IsNullOrWhiteSpace(operationId)
            ? null
            : $"{command}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [.. about, operationId]))))}";
}
