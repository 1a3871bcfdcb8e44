using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LaborFlow.Workflows;

namespace LaborFlow.ProcedurePages;

/// <summary>The pages of docs/procedures: one of each procedure, with its picture, its steps, periods, roles and papers, and an index.</summary>
public static class Pages
{
    /// <summary>Content by file name.</summary>
    public static IReadOnlyDictionary<string, string> WriteAll()
    {
        var pages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var index = new StringBuilder(
            "# 程序 Procedures\n\n由流程定义生成（`dotnet run --project tools/ProcedurePages`），请勿手工修改。\n\n| 程序 | 名称 | 人工步骤 | 期限 | 文书 |\n| --- | --- | --- | --- | --- |\n"
        );
        foreach (var procedure in ProcedureFiles.ReadAll())
        {
            var model = JsonNode.Parse(procedure.Json)!.AsObject();
            var root = model["root"]!.AsObject();
            var nodes = root["activities"]!.AsArray().Select(a => new Node(a!.AsObject())).ToList();
            var lines = root["connections"]!
                .AsArray()
                .Select(c =>
                    (
                        From: (string)c!["source"]!["activity"]!,
                        Port: (string?)c["source"]!["port"] ?? "Done",
                        To: (string)c["target"]!["activity"]!
                    )
                )
                .ToList();
            var name = (string)model["name"]!;
            pages[$"{procedure.DefinitionId}.svg"] = Drawing.Svg(name, nodes, lines);
            pages[$"{procedure.DefinitionId}.md"] = Page(procedure.DefinitionId, model, nodes, lines);
            index.Append(
                CultureInfo.InvariantCulture,
                $"| [{procedure.DefinitionId}]({procedure.DefinitionId}.md) | {name} | {nodes.Count(n => n.IsTask)} | {Periods(nodes).Count} | {Papers(nodes).Count} |\n"
            );
        }

        pages["README.md"] = index.ToString();
        return pages;
    }

    private static string Page(string id, JsonObject model, List<Node> nodes, List<(string From, string Port, string To)> lines)
    {
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $"# {id} {model["name"]}\n\n{model["description"]}\n\n版本 {model["version"]}。由流程定义生成，请勿手工修改。\n\n![{model["name"]}]({id}.svg)\n\n"
        );
        page.Append("## 步骤\n\n| 步骤 | 代码 | 角色 | 期限 | 法律依据 | 结果与下一步 |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var task in nodes.Where(n => n.IsTask).OrderBy(n => n.X).ThenBy(n => n.Y))
        {
            var roles = task.List("candidateRoles").Select(Role).ToList();
            if (task["party"] is { Length: > 0 } party)
                roles.Insert(0, party == "applicant" ? "申请人（查询码）" : "被申请人（查询码）");
            if (task.List("notBy") is { Count: > 0 } others)
                roles.Add($"不得由办理{string.Join("、", others)}的人员办理");
            if (task["panel"] is { Length: > 0 })
                roles.Add($"合议（{task["quorum"] ?? "majority"}）");
            var outcomes = task
                .Outcomes.Select(o => $"{o.Zh}{(o.Reason ? "（写明理由）" : "")} → {Next(task.Id, o.Code)}")
                .Concat(
                    task["raceWithDeadline"] is null && task["outerParameter"] is null ? [] : [$"期限届满 → {Next(task.Id, "timeout")}"]
                );
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {task.Name} | `{task["step"]}` | {string.Join("、", roles)} | {Period(task)} | {task["legalBasis"] ?? "–"} | {string.Join("；", outcomes)} |\n"
            );
        }

        List(page, "期限", Periods(nodes).Select(p => $"`{p}`"));
        List(page, "文书", Papers(nodes));
        List(
            page,
            "结束状态",
            nodes.Where(n => n.Type == "CloseCase").Select(n => $"{n.Name}（`{n["as"]}`）").Distinct(StringComparer.Ordinal)
        );
        List(page, "移送", nodes.Where(n => n.Type == "HandOver").Select(n => $"{n.Name}（`{n["procedure"]}`）"));
        if (nodes.Exists(n => n.IsException))
            page.Append(
                "\n## 例外情形\n\n办理期间随时可以提出撤回、死亡或者丧失行为能力、变更请求、反申请、管辖异议、回避、缺席、中止、下落不明、合并、分案、移送，见 [EXC](EXC.md)。\n"
            );
        return page.ToString();

        string Next(string from, string port)
        {
            var to = lines.FirstOrDefault(l => l.From == from && l.Port == port).To;
            return nodes.Find(n => n.Id == to)?.Name ?? "–";
        }
    }

    private static void List(StringBuilder page, string title, IEnumerable<string> rows)
    {
        var all = rows.ToList();
        if (all.Count > 0)
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{string.Join('\n', all.Select(r => $"- {r}"))}\n");
    }

    private static string Period(Node task) =>
        task["dueParameter"] is { Length: > 0 } parameter
            ? parameter.Contains('(', StringComparison.Ordinal)
                ? "按文书"
                : $"`{parameter}`"
            : task["dueDate"] is null
                ? "–"
                : "由文书指定";

    private static List<string> Periods(List<Node> nodes) =>
        [
            .. nodes
                .SelectMany(n => new[] { n["parameter"], n["dueParameter"] })
                .OfType<string>()
                .Where(p => p.Length > 0 && !p.Contains('(', StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static List<string> Papers(List<Node> nodes)
    {
        var sources = DocumentSources.ReadAll();
        return
        [
            .. nodes
                .Where(n => n.Type == "GenerateDocument")
                .Select(n => n["template"])
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Select(t => $"《{sources.GetValueOrDefault(t)?.Split('\n')[0]["name: ".Length..].Trim() ?? t}》（`{t}`）"),
        ];
    }

    private static string Role(string code) =>
        code switch
        {
            "window-clerk" => "窗口人员",
            "mediator" => "调解员",
            "registrar" => "立案人员",
            "arbitrator" => "仲裁员",
            "tribunal-secretary" => "书记员",
            "director" => "主任（院负责人）",
            "inspector" => "监察员",
            "legal-reviewer" => "法制审核人员",
            "head" => "负责人",
            "fund-officer" => "基金经办",
            "fund-reviewer" => "基金复核",
            "finance" => "财务",
            "tripartite-officer" => "三方办",
            "street-officer" => "街道人员",
            "supervisor" => "督办（分管）领导",
            _ => code,
        };
}
