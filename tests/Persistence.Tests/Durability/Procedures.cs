namespace LaborFlow.Persistence.Tests.Durability;

/// <summary>The procedures of the durability tests.</summary>
internal static class Procedures
{
    /// <summary>Two steps that write and wait.</summary>
    public const string TwoSteps = """
        {"definitionId":"two-steps","name":"two-steps","root":{"id":"s","type":"Elsa.Sequence","activities":[
          {"id":"first","type":"Tests.WriteEverything"},{"id":"second","type":"Tests.WriteEverything"}]}}
        """;

    /// <summary>A script that fails until a variable is set, then a step.</summary>
    public const string Failing = """
        {"definitionId":"failing","name":"failing","variables":[{"id":"Fixed","name":"Fixed","typeName":"Boolean"}],
         "root":{"id":"s","type":"Elsa.Sequence","activities":[
          {"id":"script","type":"Elsa.RunJavaScript","script":{"typeName":"String","expression":{"type":"Literal",
            "value":"if (!getVariable('Fixed')) throw new Error('not yet')"}}},
          {"id":"after","type":"Tests.WriteEverything"}]}}
        """;

    /// <summary>A step or a withdrawal; either ends the other.</summary>
    public const string Withdrawable = """
        {"definitionId":"withdrawable","name":"withdrawable","root":{"id":"f","type":"Elsa.Flowchart","activities":[
          {"id":"go","type":"Elsa.Start"},{"id":"step","type":"Tests.WriteEverything"},
          {"id":"withdrawal","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"withdraw"}}},
          {"id":"completed","type":"Elsa.End"},{"id":"withdrawn","type":"Elsa.End"}],
         "connections":[
          {"source":{"activity":"go","port":"Done"},"target":{"activity":"step","port":"In"}},
          {"source":{"activity":"go","port":"Done"},"target":{"activity":"withdrawal","port":"In"}},
          {"source":{"activity":"step","port":"Answered"},"target":{"activity":"completed","port":"In"}},
          {"source":{"activity":"step","port":"Late"},"target":{"activity":"completed","port":"In"}},
          {"source":{"activity":"withdrawal","port":"Done"},"target":{"activity":"withdrawn","port":"In"}}]}}
        """;

    /// <summary>A child that is over at once.</summary>
    public const string QuickChild = """
        {"definitionId":"quick-child","name":"quick-child","root":{"id":"c","type":"Elsa.WriteLine"}}
        """;

    /// <summary>Waits for one child, then for a step.</summary>
    public const string Parent = """
        {"definitionId":"parent","name":"parent","root":{"id":"s","type":"Elsa.Sequence","activities":[
          {"id":"child","type":"Elsa.DispatchWorkflow",
           "workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"quick-child"}},
           "correlationId":{"typeName":"String","expression":{"type":"JavaScript","value":"getCorrelationId()"}},
           "waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":true}}},
          {"id":"after","type":"Tests.WriteEverything"}]}}
        """;

    /// <summary>Waits for 500 children, then writes a line.</summary>
    public const string ManyChildren = """
        {"definitionId":"many-children","name":"many-children","root":{"id":"f","type":"Elsa.Flowchart","activities":[
          {"id":"bulk","type":"Elsa.BulkDispatchWorkflows",
           "workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"quick-child"}},
           "items":{"typeName":"Object","expression":{"type":"JavaScript","value":"Array.from({length: 500}, (_, i) => i)"}},
           "waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":true}}},
          {"id":"after","type":"Elsa.WriteLine"}],
         "connections":[{"source":{"activity":"bulk","port":"Completed"},"target":{"activity":"after","port":"In"}}]}}
        """;

    /// <summary>Only one instance at a time.</summary>
    public const string Single = """
        {"definitionId":"single","name":"single","options":{"activationStrategyType":"SingletonStrategy"},
         "root":{"id":"e","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}}}
        """;

    public static IReadOnlyList<string> All => [TwoSteps, Failing, Withdrawable, QuickChild, Parent, ManyChildren, Single];
}
