using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace LaborFlow.Host.Operations;

/// <summary>
/// Names of schemas in the description of the API. Use cases call their nested records alike (Answer, Request, Row): by these names alone
/// one would stand for all of them, so a nested type carries its use case's name before its own.
/// </summary>
internal static class SchemaNames
{
    public static string? Of(JsonTypeInfo type) =>
        OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name ? null
        : type.Type.DeclaringType is { } useCase && Nullable.GetUnderlyingType(type.Type) is null ? useCase.Name + name
        : name;
}
