using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Cases;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Documents;

/// <summary>生成文书: fills a template with the case's data. A field without a value faults the activity and names it.</summary>
[Activity(
    CaseContext.Namespace,
    "文书",
    "按文书模板和案件数据生成Word文书；任一字段缺少内容时停止生成并指明字段。",
    DisplayName = "生成文书"
)]
public sealed class GenerateDocument : CodeActivity
{
    /// <summary>The template's code.</summary>
    [Input(DisplayName = "文书模板", Description = "模板代码，如 MED/acceptance-notice。", IsRequired = true)]
    public Input<string> Template { get; set; } = new();

    /// <summary>Issued at once.</summary>
    [Input(DisplayName = "直接签发", Description = "无需审签，直接编号签发；否则生成拟稿，由“签发文书”签发。")]
    public Input<bool> Issue { get; set; } = new();

    /// <summary>A paper for every member of a side.</summary>
    [Input(
        DisplayName = "逐人生成",
        Description = "为该方每一名当事人各生成一份（集体争议的邮件合并）；payee 为调解协议中得到给付的一方；为空时全案一份。",
        UIHint = "dropdown",
        Options = ["", "applicant", "respondent", "payee"]
    )]
    public Input<string?> ForEach { get; set; } = new();

    /// <summary>Further values, a JSON object.</summary>
    [Input(DisplayName = "补充数据", Description = "补充或替换模板字段的内容（JSON对象）。", UIHint = "json-editor")]
    public Input<object?> Data { get; set; } = new();

    /// <summary>The paper's id.</summary>
    [Output(DisplayName = "文书")]
    public Output<string> DocumentId { get; set; } = new();

    private static async ValueTask<IEnumerable<Party>> PayeesAsync(ActivityExecutionContext context, Case matter) =>
        (await context.GetRequiredService<TrackPerformance>().TermsAsync(matter.Id, context.CancellationToken)).PayeesOf(matter);

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (ForEach.Get(context) is { Length: > 0 } side)
        {
            var matter = await context.CaseAsync();
            var papers = await context
                .GetRequiredService<DocumentDesk>()
                .GenerateForEachAsync(
                    matter,
                    Template.Get(context) ?? "",
                    side switch
                    {
                        "respondent" => matter.Respondents,
                        "payee" => await PayeesAsync(context, matter),
                        _ => matter.Applicants,
                    },
                    Issue.Get(context),
                    "workflow",
                    context.CancellationToken
                );
            DocumentId.Set(context, papers.Count > 0 ? papers[^1].Id.ToString() : "");
            return;
        }

        var extra = Data.Get(context) switch
        {
            null => null,
            string { Length: 0 } => null,
            string text => JsonNode.Parse(text) as JsonObject ?? throw new WorkflowException("生成文书：补充数据不是JSON对象。"),
            var value => JsonSerializer.SerializeToNode(value) as JsonObject
                ?? throw new WorkflowException("生成文书：补充数据不是JSON对象。"),
        };
        if (context.WorkflowExecutionContext.Definition.Row.DefinitionId == Cases.Procedures.Exceptions)
        {
            extra ??= [];
            extra["exception"] ??= RecordData.Describe(
                await context
                    .GetRequiredService<ExceptionDesk>()
                    .FindAsync(await context.CaseAsync(), context.WorkflowExecutionContext.Id, context.CancellationToken)
            );
        }

        var made = await context
            .GetRequiredService<DocumentDesk>()
            .GenerateAsync(
                await context.CaseAsync(),
                Template.Get(context) ?? "",
                extra,
                Issue.Get(context),
                "workflow",
                context.CancellationToken
            );
        DocumentId.Set(context, made.Id.ToString());
    }
}
