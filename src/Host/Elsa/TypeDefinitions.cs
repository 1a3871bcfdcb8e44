using System.Text;
using LaborFlow.Engine.Definitions;

namespace LaborFlow.Host.Elsa;

/// <summary>What the script editor completes: the accessors of expressions, and the variables and inputs of this definition by name.</summary>
internal static class TypeDefinitions
{
    private const string Accessors = """
        declare function getWorkflowDefinitionId(): string;
        declare function getWorkflowDefinitionVersionId(): string;
        declare function getWorkflowDefinitionVersion(): number;
        declare function getWorkflowInstanceId(): string;
        declare function getCorrelationId(): string;
        declare function setCorrelationId(value: string): void;
        declare function getWorkflowInstanceName(): string;
        declare function setWorkflowInstanceName(value: string): void;
        declare function getVariable(name: string): any;
        declare function setVariable(name: string, value: any): void;
        declare function getInput(name: string): any;
        declare function getOutputFrom(activityId: string, outputName?: string): any;
        declare function getLastResult(): any;
        declare function isNullOrWhiteSpace(value: string): boolean;
        declare function isNullOrEmpty(value: string): boolean;
        declare function newGuid(): string;
        declare function newGuidString(): string;
        declare function newShortGuid(): string;
        declare function setOutcome(outcome: string): void;
        declare function setOutcomes(outcomes: string[]): void;

        """;

    public static string Of(WorkflowDefinition? definition)
    {
        var text = new StringBuilder(Accessors.ReplaceLineEndings("\n"));
        text.Append("declare class WorkflowVariables {\n");
        foreach (var variable in definition?.Variables ?? [])
        {
            if (IsIdentifier(variable.Name))
                text.Append("  ").Append(variable.Name).Append(": ").Append(ScriptType(variable.TypeName, variable.IsArray)).Append(";\n");
        }
        text.Append("}\ndeclare var variables: WorkflowVariables;\n");
        foreach (var variable in (definition?.Variables ?? []).Where(variable => IsIdentifier(variable.Name)))
        {
            var (name, type) = (
                char.ToUpperInvariant(variable.Name[0]) + variable.Name[1..],
                ScriptType(variable.TypeName, variable.IsArray)
            );
            text.Append("declare function get").Append(name).Append("(): ").Append(type).Append(";\n");
            text.Append("declare function set").Append(name).Append("(value: ").Append(type).Append("): void;\n");
        }
        foreach (var input in (definition?.Inputs ?? []).Where(input => IsIdentifier(input.Name)))
            text.Append("declare function get")
                .Append(char.ToUpperInvariant(input.Name[0]) + input.Name[1..])
                .Append("(): ")
                .Append(ScriptType(input.Type, false))
                .Append(";\n");
        return text.ToString();
    }

    private static string ScriptType(string alias, bool array)
    {
        var type = alias switch
        {
            "String" or "Guid" or "TimeSpan" => "string",
            "Boolean" => "boolean",
            "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" => "number",
            "DateTime" or "DateTimeOffset" => "Date",
            _ => "any",
        };
        return array ? type + "[]" : type;
    }

    // A name that is no identifier is reached with getVariable("…") alone.
    private static bool IsIdentifier(string name) =>
        name.Length > 0
        && (char.IsLetter(name[0]) || name[0] is '_' or '$')
        && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '$');
}
