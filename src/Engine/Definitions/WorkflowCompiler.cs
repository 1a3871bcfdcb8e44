using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Composition;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Expressions;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Definitions;

/// <summary>A definition cannot be read; the message says where.</summary>
public sealed class DefinitionException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Finds the version of a definition that an activity of a type not registered stands for; null when there is none.</summary>
public delegate ValueTask<DefinitionRow?> DefinitionResolver(JsonObject activity, CancellationToken cancellationToken);

/// <summary>Makes activity objects of a definition's JSON.</summary>
public sealed class WorkflowCompiler(ActivityRegistry registry, DefinitionResolver resolve)
{
    /// <summary>Definitions used as activities may nest this deep.</summary>
    public const int NestingLimit = 20;

    /// <summary>Activities that a definition may have in all.</summary>
    public const int ActivityLimit = 20_000;

    /// <summary>Compiles a version.</summary>
    /// <exception cref="DefinitionException">It has no root, nests itself, repeats an id, or is too large.</exception>
    public async ValueTask<CompiledWorkflow> CompileAsync(DefinitionRow row, CancellationToken cancellationToken = default)
    {
        WorkflowDefinition model;
        try
        {
            model = WorkflowDefinition.Parse(row.Json);
        }
        catch (JsonException e)
        {
            throw new DefinitionException($"The definition is not JSON: {e.Message}", e);
        }

        var build = new Build(cancellationToken);
        var root = await WorkflowAsync(model, build, [row.DefinitionId]);
        var all = new List<IActivity>();
        AssignNodeIds(root, null, build, all);
        if (all.GroupBy(activity => activity.NodeId, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new DefinitionException($"Activity id '{twice.First().Id}' is used twice. 环节编号“{twice.First().Id}”重复使用。");
        }

        return new CompiledWorkflow(row, model, root, all);
    }

    private async ValueTask<Workflow> WorkflowAsync(WorkflowDefinition model, Build build, HashSet<string> around)
    {
        var root = model.Root ?? throw new DefinitionException($"Definition '{model.DefinitionId}' has no root activity.");
        var workflow = new Workflow { Type = "Elsa.Workflow", Outcomes = model.Outcomes };
        workflow.Variables.AddRange(model.Variables);
        workflow.Root = await ActivityAsync(root, build, around);
        build.Add(workflow, workflow.Root);
        var used = new HashSet<string>(StringComparer.Ordinal);
        CollectIds(workflow.Root, build, used);
        var n = 1;
        while (used.Contains($"Workflow{n}"))
        {
            n++;
        }

        workflow.Id = $"Workflow{n}";
        NameUnnamed(workflow.Root, build, used);
        return workflow;
    }

    private async ValueTask<IActivity> ActivityAsync(JsonObject json, Build build, HashSet<string> around)
    {
        build.Count();
        var type =
            json["type"] is JsonValue named && named.TryGetValue<string>(out var text) && text.Length > 0
                ? text
                : throw new DefinitionException($"Activity '{json["id"]}' has no type. 环节“{json["id"]}”缺少类型（type）。");
        IActivity activity;
        if (registry.Find(type) is { } descriptor)
        {
            activity = (IActivity)Activator.CreateInstance(descriptor.ClrType)!;
            SetCommon(activity, json, type);
            await PopulateAsync(activity, descriptor, json, build, around);
        }
        else if (await resolve(json, build.CancellationToken) is { } row)
        {
            activity = await DefinitionActivityAsync(row, json, type, build, around);
        }
        else
        {
            activity = new NotFoundActivity { MissingTypeName = type, MissingTypeVersion = Number(json["version"], 0) };
            SetCommon(activity, json, "Elsa.NotFoundActivity");
        }

        return activity;
    }

    private async ValueTask<IActivity> DefinitionActivityAsync(
        DefinitionRow row,
        JsonObject json,
        string type,
        Build build,
        HashSet<string> around
    )
    {
        if (around.Contains(row.DefinitionId) || around.Count > NestingLimit)
        {
            throw new DefinitionException(
                $"Definition '{row.DefinitionId}' contains itself (activity '{json["id"]}'). 流程定义“{row.DefinitionId}”包含其自身（环节“{json["id"]}”）。"
            );
        }

        var model = WorkflowDefinition.Parse(row.Json);
        var activity = new WorkflowDefinitionActivity
        {
            WorkflowDefinitionId = row.DefinitionId,
            WorkflowDefinitionVersionId = row.Id,
            InputNames = [.. model.Inputs.Select(input => input.Name)],
        };
        SetCommon(activity, json, type);
        foreach (var input in model.Inputs)
        {
            if (Member(json, input.Name) is JsonObject wrapped && Expression.FromJson(wrapped["expression"]) is { } expression)
            {
                activity.InputExpressions[input.Name] = expression;
            }
        }

        foreach (var output in model.Outputs)
        {
            if ((Member(json, output.Name) as JsonObject)?["memoryReference"]?["id"]?.ToString() is { } target)
            {
                activity.OutputTargets[output.Name] = target;
            }
        }

        activity.Root = await WorkflowAsync(model, build, [.. around, row.DefinitionId]);
        build.Add(activity, activity.Root);
        return activity;
    }

    private static void SetCommon(IActivity activity, JsonObject json, string type)
    {
        activity.Id = json["id"]?.ToString() ?? "";
        activity.Name = json["name"]?.ToString();
        activity.Type = type;
        activity.Version = Number(json["version"], 1);
        activity.CustomProperties = json["customProperties"]?.DeepClone() as JsonObject ?? [];
        activity.CanStartWorkflow =
            WorkflowDefinition.Flag(json, "canStartWorkflow") || WorkflowDefinition.Flag(activity.CustomProperties, "canStartWorkflow");
    }

    private async ValueTask PopulateAsync(
        IActivity activity,
        ActivityDescriptor descriptor,
        JsonObject json,
        Build build,
        HashSet<string> around
    )
    {
        if (activity is IVariableContainer container)
        {
            foreach (var variable in WorkflowDefinition.ReadVariables(json["variables"]))
            {
                container.Variables.Add(variable);
            }
        }

        foreach (var property in descriptor.ClrType.GetProperties())
        {
            if (!property.CanWrite || ReservedMembers.Contains(property.Name) || Member(json, property.Name) is not { } node)
            {
                continue;
            }

            if (property.PropertyType.IsAssignableTo(typeof(IActivity)))
            {
                var made = await ActivityAsync(Demand(node, json, property), build, around);
                property.SetValue(activity, made);
                build.Add(activity, made);
            }
            else if (property.PropertyType.IsAssignableTo(typeof(IList<IActivity>)))
            {
                var list = (IList<IActivity>)property.GetValue(activity)!;
                var children = node as JsonArray ?? throw NoActivity(json, property);
                foreach (var child in children)
                {
                    var made = await ActivityAsync(Demand(child, json, property), build, around);
                    list.Add(made);
                    build.Add(activity, made);
                }
            }
            else
            {
                SetPlain(activity, property, node, json);
            }
        }

        foreach (var output in descriptor.Outputs)
        {
            if (output.Property?.GetValue(activity) is Output declared)
            {
                declared.Name = output.Name;
            }
        }

        if (activity is ICaseContainer cases)
        {
            foreach (var item in (json[cases.CasesMember] as JsonArray ?? []).OfType<JsonObject>())
            {
                var child = item["activity"] is JsonObject inner ? await ActivityAsync(inner, build, around) : null;
                cases.AddCase(item[cases.LabelMember]?.ToString() ?? "", Expression.FromJson(item["condition"]), child);
                if (child is not null)
                {
                    build.Add(activity, child);
                }
            }
        }

        if (activity is Flow.Flowchart flowchart)
        {
            flowchart.ReadConnections(json);
        }
    }

    private static JsonObject Demand(JsonNode? child, JsonObject json, System.Reflection.PropertyInfo property) =>
        child as JsonObject ?? throw NoActivity(json, property);

    private static DefinitionException NoActivity(JsonObject json, System.Reflection.PropertyInfo property)
    {
        var member = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
        return new DefinitionException(
            $"Activity '{json["id"]}', member '{member}': an activity is expected. 环节“{json["id"]}”的“{member}”应为环节。"
        );
    }

    private static void SetPlain(IActivity activity, System.Reflection.PropertyInfo property, JsonNode node, JsonObject json)
    {
        try
        {
            if (property.PropertyType.IsAssignableTo(typeof(Input)))
            {
                if (node is JsonObject wrapped && wrapped.ContainsKey("expression"))
                {
                    var input = (Input)Activator.CreateInstance(property.PropertyType)!;
                    input.Expression = Expression.FromJson(wrapped["expression"]);
                    property.SetValue(activity, input.Expression is null ? property.GetValue(activity) : input);
                }
            }
            else if (property.PropertyType.IsAssignableTo(typeof(Output)))
            {
                var output = (Output)Activator.CreateInstance(property.PropertyType)!;
                output.TargetId = (node as JsonObject)?["memoryReference"]?["id"]?.ToString();
                output.Name = property.Name;
                property.SetValue(activity, output);
            }
            else if (property.PropertyType == typeof(Variable))
            {
                property.SetValue(activity, WorkflowDefinition.ReadVariables(new JsonArray(node.DeepClone())).FirstOrDefault());
            }
            else if (property.PropertyType != typeof(List<Variable>))
            {
                property.SetValue(activity, ValueConverter.Convert(JsonValues.FromNode(node), property.PropertyType));
            }
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new DefinitionException($"Activity '{json["id"]}', member '{property.Name}': {e.Message}", e);
        }
    }

    private static readonly HashSet<string> ReservedMembers =
    [
        "Id",
        "NodeId",
        "Name",
        "Type",
        "Version",
        "CanStartWorkflow",
        "CustomProperties",
        "Variables",
    ];

    private static JsonNode? Member(JsonObject json, string name)
    {
        var camel = char.ToLowerInvariant(name[0]) + name[1..];
        return json[camel] ?? json[name];
    }

    private static int Number(JsonNode? node, int fallback) =>
        int.TryParse(node?.ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : fallback;

    private static void CollectIds(IActivity activity, Build build, HashSet<string> used)
    {
        used.Add(activity.Id);
        foreach (var child in build.ChildrenOf(activity))
        {
            CollectIds(child, build, used);
        }
    }

    private static void NameUnnamed(IActivity activity, Build build, HashSet<string> used)
    {
        if (activity.Id.Length == 0)
        {
            var n = 1;
            var type = activity.Type.Split('.')[^1];
            while (!used.Add($"{type}{n}"))
            {
                n++;
            }

            activity.Id = $"{type}{n}";
        }

        foreach (var child in build.ChildrenOf(activity))
        {
            NameUnnamed(child, build, used);
        }
    }

    private static void AssignNodeIds(IActivity activity, string? parent, Build build, List<IActivity> all)
    {
        activity.NodeId = parent is null ? activity.Id : $"{parent}:{activity.Id}";
        all.Add(activity);
        foreach (var child in build.ChildrenOf(activity))
        {
            AssignNodeIds(child, activity.NodeId, build, all);
        }
    }

    private sealed class Build(CancellationToken cancellationToken)
    {
        private readonly Dictionary<IActivity, List<IActivity>> _children = new(ReferenceEqualityComparer.Instance);
        private int _count;

        public CancellationToken CancellationToken => cancellationToken;

        public void Count()
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++_count > ActivityLimit)
            {
                throw new DefinitionException($"The definition has more than {ActivityLimit} activities.");
            }
        }

        public void Add(IActivity parent, IActivity child)
        {
            if (!_children.TryGetValue(parent, out var list))
            {
                _children[parent] = list = [];
            }

            list.Add(child);
        }

        public IReadOnlyList<IActivity> ChildrenOf(IActivity activity) => _children.TryGetValue(activity, out var list) ? list : [];
    }
}

/// <summary>An activity with labelled cases.</summary>
internal interface ICaseContainer : IActivity
{
    string CasesMember => "cases";

    string LabelMember => "label";

    void AddCase(string label, Expression? condition, IActivity? child);
}
