using System.Text.Json;
using System.Text.Json.Serialization;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Tasks;

/// <summary>
/// 办理任务: offers a step to officers or to a party and waits. Completes with the outcome that was chosen, or, when a deadline races with
/// it, with <see cref="Timeout"/> once the deadline's last day has passed; the task is then withdrawn. A task that the drawing leaves
/// behind is withdrawn, too.
/// </summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "把一个步骤交给候选人员或当事人办理，并等待办理结果。", DisplayName = "办理任务")]
public sealed partial class HumanTask : Activity, ICancelable
{
    /// <summary>The port that is taken when the racing deadline passes first.</summary>
    public const string Timeout = "timeout";

    private const string TaskIdKey = "taskId";

    private const string VotesKey = "votes";

    private const string Together = "together";

    private const string OneByOne = "one-by-one";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Chinese title in the officers' lists.</summary>
    [Input(DisplayName = "任务名称", Order = 1, IsRequired = true)]
    public Input<string> Title { get; set; } = new();

    /// <summary>The step's stable key, by which later activities find its data.</summary>
    [Input(DisplayName = "步骤代码", Description = "本流程内唯一，后续步骤据此读取表单数据。", Order = 2, IsRequired = true)]
    public Input<string> Step { get; set; } = new();

    /// <summary>The form, pinned to a version.</summary>
    [Input(DisplayName = "表单", Description = "表单及其版本，如 MED/clerk-review@3f2a09b1c4d5。", Order = 3, IsRequired = true)]
    public Input<string> Form { get; set; } = new();

    /// <summary>Roles that may claim it.</summary>
    [Input(
        DisplayName = "候选角色",
        UIHint = "checklist",
        Options = [
            "window-clerk",
            "mediator",
            "registrar",
            "arbitrator",
            "tribunal-secretary",
            "director",
            "inspector",
            "legal-reviewer",
            "head",
            "fund-officer",
            "fund-reviewer",
            "finance",
            "tripartite-officer",
            "street-officer",
            "supervisor",
        ],
        Order = 4
    )]
    public Input<List<string>> CandidateRoles { get; set; } = new();

    /// <summary>Steps whose officers may not do this one.</summary>
    [Input(DisplayName = "双人规则", UIHint = "multitext", Description = "步骤代码：办理过这些步骤的人员不得办理本步骤。", Order = 12)]
    public Input<List<string>> NotBy { get; set; } = new();

    /// <summary>A side that may complete it with its query code.</summary>
    [Input(
        DisplayName = "当事人",
        Description = "可凭查询码办理的一方。",
        UIHint = "dropdown",
        Options = ["", TaskParties.Applicant, TaskParties.Respondent],
        Order = 5
    )]
    public Input<string?> Party { get; set; } = new();

    /// <summary>Offered to the members of the case's mediation organisation only.</summary>
    [Input(DisplayName = "限调解组织", Description = "只交给案件所属调解组织的人员。", Order = 6)]
    public Input<bool> OfMediationOrganisation { get; set; } = new();

    /// <summary>The codes of the outcomes: the ports.</summary>
    [Input(DisplayName = "结果", UIHint = "dynamic-outcomes", Order = 7, IsRequired = true)]
    public Input<List<string>> Outcomes { get; set; } = new();

    /// <summary>How the outcomes are shown.</summary>
    [Input(
        DisplayName = "结果说明",
        Description = "每个结果的名称、样式以及是否须填写理由（JSON）。",
        UIHint = "json-editor",
        Order = 8,
        IsRequired = true
    )]
    public Input<List<TaskOutcome>> OutcomeTexts { get; set; } = new();

    /// <summary>The register's period that gives the due date.</summary>
    [Input(DisplayName = "办理期限", Description = "法定参数编号，如 med-duration-15d。", Order = 9)]
    public Input<string?> DueParameter { get; set; } = new();

    /// <summary>A due date that a paper sets instead of the law, yyyy-MM-dd.</summary>
    [Input(DisplayName = "文书期限", Description = "由文书指定的最后一日，如整改期限；与法定参数择一。", Order = 9)]
    public Input<string?> DueDate { get; set; } = new();

    /// <summary>The deadline races with the task.</summary>
    [Input(DisplayName = "期限届满即转出", Description = "期限最后一日过后撤销任务，从 timeout 出口继续。", Order = 10)]
    public Input<bool> RaceWithDeadline { get; set; } = new();

    /// <summary>A longer period that ends the task, too: the whole mediation's, of a step that has a period of its own or none.</summary>
    [Input(
        DisplayName = "总期限",
        Description = "另一期限（如调解期限）届满的，任务同样撤销，从 timeout 出口继续；不改变任务的办理期限。",
        Order = 10
    )]
    public Input<string?> OuterParameter { get; set; } = new();

    /// <summary>Articles of law.</summary>
    [Input(DisplayName = "法律依据", UIHint = "multiline", Order = 11)]
    public Input<string?> LegalBasis { get; set; } = new();

    /// <summary>Who gets it.</summary>
    [Input(
        DisplayName = "分派规则",
        Description = "pool 由候选人员签收；load 在办最少者；rota 轮派；random 随机；name 指定人员；preferred 申请人希望的人员优先；team 服务团队的协调员。",
        UIHint = "dropdown",
        Options = [
            ChooseOfficer.Pool,
            ChooseOfficer.Load,
            ChooseOfficer.Rota,
            ChooseOfficer.Random,
            ChooseOfficer.Name,
            ChooseOfficer.Preferred,
            ChooseOfficer.Team,
        ],
        DefaultValue = ChooseOfficer.Pool,
        Order = 13
    )]
    public Input<string> Assignment { get; set; } = new(ChooseOfficer.Pool);

    /// <summary>The officer, when the rule is by name.</summary>
    [Input(DisplayName = "指定人员", Description = "分派规则为 name 时的用户名。", Order = 14)]
    public Input<string?> AssignTo { get; set; } = new();

    /// <summary>Who decides together.</summary>
    [Input(
        DisplayName = "合议（会签）人员",
        Description = "空为一人办理；tribunal 仲裁庭成员；named 指定名单；size 若干名不同的候选人员。",
        UIHint = "dropdown",
        Options = ["", Tribunal, Named, Size],
        Order = 15
    )]
    public Input<string?> Panel { get; set; } = new();

    /// <summary>User names, when the panel is named.</summary>
    [Input(DisplayName = "会签名单", Order = 16)]
    public Input<List<string>?> PanelNames { get; set; } = new();

    /// <summary>How many, when the panel is only counted.</summary>
    [Input(DisplayName = "会签人数", Order = 17)]
    public Input<int> PanelSize { get; set; } = new();

    /// <summary>When the panel has decided.</summary>
    [Input(
        DisplayName = "完成条件",
        Description = "all 全体一致，一人不同意即按其意见；majority 过半数即办结；everyone 全体表决后按过半数；不能形成多数的按首席意见；any 一人办结即可。",
        UIHint = "dropdown",
        Options = [All, Majority, Everyone, Any],
        DefaultValue = Majority,
        Order = 18
    )]
    public Input<string> Quorum { get; set; } = new(Majority);

    /// <summary>The acts that the step permits; all when none is named.</summary>
    [Input(
        DisplayName = "允许的操作",
        Description = "转办、委派、加签、催办、抄送、退回、撤回；不选则全部允许。",
        UIHint = "checklist",
        Options = ["transfer", "delegate", "co-sign", "urge", "copy", "send-back", "take-back"],
        Order = 12
    )]
    public Input<List<string>?> Acts { get; set; } = new();

    /// <summary>Whether officers may complete many tasks of the step with one form.</summary>
    [Input(
        DisplayName = "批量办结",
        Description = "可否用同一张表单一次办结多件。不选则按步骤性质：合议（会签）、双人规则和当事人办理的步骤须逐件办理，其余可批量。",
        UIHint = "dropdown",
        Options = ["", Together, OneByOne],
        Order = 12
    )]
    public Input<string?> InBulk { get; set; } = new();

    /// <summary>The kind of register entry whose last data fill the fields of the same name.</summary>
    [Input(
        DisplayName = "表单预填",
        Description = "登记项代码：把案件最近一次该登记的内容填入表单中同名的项，如 collective-notice。",
        Order = 19
    )]
    public Input<string?> PrefillFrom { get; set; } = new();

    /// <summary>Members of the tribunal may not do it.</summary>
    [Input(DisplayName = "回避仲裁庭成员", Description = "本案仲裁庭成员（含已更换的）不得办理本步骤，如案件质量评查。", Order = 12)]
    public Input<bool> NotOfTribunal { get; set; } = new();

    /// <summary>The outcome's code.</summary>
    [Output(DisplayName = "结果")]
    public Output<string> Outcome { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var outcomes = OutcomeTexts.Get(context) ?? [];
        var form = Form.Get(context) ?? "";
        await CheckAsync(context, outcomes, form);

        var clock = context.GetRequiredService<CaseClock>();
        var due = DueParameter.Get(context) is { Length: > 0 } parameter ? parameter : null;
        var made = new List<Guid>();
        foreach (var member in await MembersAsync(context, disputed))
            made.Add(await OfferAsync(context, disputed, outcomes, form, due, member));
        context.SetProperty(TaskIdKey, string.Join(',', made));
        if (RaceWithDeadline.Get(context))
            await RaceAsync(context, disputed, clock, due);
        if (OuterParameter.Get(context) is { Length: > 0 } outer)
            await RaceAsync(context, disputed, clock, outer);
    }

    private async ValueTask<Guid> OfferAsync(
        ActivityExecutionContext context,
        Case disputed,
        List<TaskOutcome> outcomes,
        string form,
        string? due,
        string? member
    )
    {
        var id = Guid.CreateVersion7(context.Now);
        var bookmark = context.CreateBookmark(
            new CreateBookmarkArgs
            {
                Stimulus = new Dictionary<string, object?> { ["taskId"] = id.ToString() },
                Callback = OnResumedAsync,
                Metadata = new Dictionary<string, object?> { ["taskId"] = id.ToString(), ["title"] = Title.Get(context) },
            }
        );
        // A step that a case was sent back to, or that was taken back, goes to who did it before, and gains no time by it.
        var earlier = context.GetService<ReturnedSteps>()?.Take(Id);
        var (dueOn, deadline) = await DueAsync(context, disputed, due, earlier);
        var task = new CaseTask
        {
            Id = id,
            CaseId = disputed.Id,
            ProcedureCode = Cases.Procedures.OfDefinition(context.WorkflowExecutionContext.Definition.Row.DefinitionId),
            Title = Title.Get(context) ?? "",
            Step = Step.Get(context) ?? "",
            FormId = form,
            OutcomesJson = TaskOutcomes.Write(outcomes),
            FormDataJson = earlier?.DataJson ?? await FilledAsync(context, disputed, form),
            LegalBasis = LegalBasis.Get(context),
            Candidates = [.. (CandidateRoles.Get(context) ?? []).Distinct().Select(role => new TaskCandidate { TaskId = id, Role = role })],
            OfficeId = OfMediationOrganisation.Get(context) ? disputed.MediationOrganisationId : null,
            Jurisdiction = disputed.District,
            ExcludedUsers = await ExcludedAsync(context, disputed.Id),
            Party = Party.Get(context) is { Length: > 0 } party ? party : null,
            DueParameter = due,
            DueOn = dueOn,
            DueDeadlineId = deadline,
            InstanceId = context.WorkflowExecutionContext.Id,
            BookmarkId = bookmark.Id,
            ActivityId = Id,
            DefinitionVersionId = context.WorkflowExecutionContext.Definition.Row.Id,
            CreatedAt = context.Now,
            PermittedActs = string.Join(',', ActsOf(context)),
            StageBefore = earlier?.StageBefore ?? disputed.Stage,
        };
        if (earlier is not null)
            GiveBack(context, disputed, earlier, task);
        else
            await AssignAsync(context, task, member);
        context.GetRequiredService<ITaskStore>().Add(task);
        return id;
    }

    /// <inheritdoc />
    public ValueTask OnCanceledAsync(ActivityExecutionContext context) => WithdrawAsync(context, "workflow");

    private static void GiveBack(ActivityExecutionContext context, Case disputed, CaseTask earlier, CaseTask task)
    {
        if (earlier.Party is null || earlier.CompletedBy != earlier.Party)
            task.Claim(earlier.CompletedBy!, context.Now);
        if (earlier.StageBefore is { } stage && stage != disputed.Stage)
            disputed.MoveTo(stage);
    }

    private async ValueTask CheckAsync(ActivityExecutionContext context, List<TaskOutcome> outcomes, string form)
    {
        if (outcomes.Count == 0)
            throw new WorkflowException("办理任务至少应有一个结果。");
        if (Outcomes.Get(context) is { Count: > 0 } ports && outcomes.Find(o => !ports.Contains(o.Code)) is { } stray)
            throw new WorkflowException($"结果“{stray.Code}”没有对应的出口。");
        if ((CandidateRoles.Get(context) ?? []).Count == 0 && string.IsNullOrEmpty(Party.Get(context)))
            throw new WorkflowException("办理任务应有候选角色或当事人，否则无人可办。");
        if (await context.GetRequiredService<IFormStore>().FindAsync(form, context.CancellationToken) is null)
            throw new WorkflowException($"表单“{form}”未安装。");
    }

    private IEnumerable<string> ActsOf(ActivityExecutionContext context)
    {
        IEnumerable<string> acts = Acts.Get(context) is { Count: > 0 } named ? named : TaskActs.All;
        var together = InBulk.Get(context) switch
        {
            Together => true,
            OneByOne => false,
            // What several decide, what one person does to check another, and what a party says is said of each case by itself.
            _ => string.IsNullOrEmpty(Panel.Get(context))
                && string.IsNullOrEmpty(Party.Get(context))
                && NotBy.Get(context) is not { Count: > 0 }
                && !NotOfTribunal.Get(context),
        };
        return together ? acts.Append(TaskActs.CompleteTogether) : acts;
    }

    /// <summary>The last day, and the period of the case that it is the last day of: when that one stands still or is extended, the task follows.</summary>
    private async ValueTask<(DateOnly? DueOn, Guid? DeadlineId)> DueAsync(
        ActivityExecutionContext context,
        Case disputed,
        string? due,
        CaseTask? earlier
    )
    {
        var clock = context.GetRequiredService<CaseClock>();
        if (due is null)
            return DateOfPaper(context) is { } named
                ? (named, await clock.FindNamedAsync(disputed.Id, named, context.CancellationToken))
                : (null, null);
        var (dueOn, deadline) = await clock.DueOnAsync(disputed, due, context.CancellationToken);
        return earlier?.DueOn is { } before && before != dueOn ? (before, null) : (dueOn, deadline);
    }

    private DateOnly? DateOfPaper(ActivityExecutionContext context) =>
        DueDate.Get(context) is { Length: > 0 } text
            ? DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private async ValueTask<string?> ExcludedAsync(ActivityExecutionContext context, Guid caseId)
    {
        var users = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (NotBy.Get(context) is { Count: > 0 } steps)
        {
            var done = await context.GetRequiredService<ITaskStore>().ListOfCaseAsync(caseId, context.CancellationToken);
            // Of a step that was done several times, the last round counts: that is the one which this step checks.
            foreach (var step in steps)
                // Whoever prepared it for another one did it, too: delegation does not make two persons of one.
                users.UnionWith(done.Where(t => t.Step == step && t.CompletedBy is not null).MaxBy(t => t.CompletedAt)?.DoneBy() ?? []);
        }

        if (NotOfTribunal.Get(context))
            users.UnionWith(
                (await context.GetRequiredService<ICaseRecords>().ListAsync<TribunalMember>(caseId, context.CancellationToken)).Select(
                    member => member.Name
                )
            );
        return users.Count == 0 ? null : string.Join('\n', users);
    }

    /// <summary>What the form is filled in with before anybody types: what is on record, and what the application told of it.</summary>
    private async ValueTask<string> FilledAsync(ActivityExecutionContext context, Case disputed, string form)
    {
        var data =
            await OfExceptionAsync(context, disputed, form)
            ?? await OfEntryAsync(context, disputed, form)
            ?? JsonSerializer.Serialize(Prefill(disputed), Json);
        var schema = (await context.GetRequiredService<IFormStore>().FindAsync(form, context.CancellationToken))!.SchemaJson;
        return context.GetService<IntakePrefill>() is { } intake
            ? await intake.FillAsync(disputed, schema, data, context.CancellationToken)
            : data;
    }

    /// <summary>Whoever decides an exception need not type again what was asked for; null outside the sub-flow of exceptions.</summary>
    private static async ValueTask<string?> OfExceptionAsync(ActivityExecutionContext context, Case disputed, string form)
    {
        if (context.WorkflowExecutionContext.Definition.Row.DefinitionId != Cases.Procedures.Exceptions)
            return null;
        var raised = await context
            .GetRequiredService<ExceptionDesk>()
            .FindAsync(disputed, context.WorkflowExecutionContext.Id, context.CancellationToken);
        return await FittingAsync(context, form, raised.DataJson) ?? "{}";
    }

    /// <summary>What was put on record before need not be typed again.</summary>
    private async ValueTask<string?> OfEntryAsync(ActivityExecutionContext context, Case disputed, string form)
    {
        if (PrefillFrom.Get(context) is not { Length: > 0 } kind)
            return null;
        var entries = await context.GetRequiredService<ICaseRecords>().EntriesAsync(disputed.Id, kind, context.CancellationToken);
        return entries is [.., { DataJson: { } told }] ? await FittingAsync(context, form, told) : null;
    }

    /// <summary>The members that the form has, too; null when it has none of them.</summary>
    private static async ValueTask<string?> FittingAsync(ActivityExecutionContext context, string form, string dataJson)
    {
        var asked = (await context.GetRequiredService<IFormStore>().FindAsync(form, context.CancellationToken))!;
        using var schema = JsonDocument.Parse(asked.SchemaJson);
        using var data = JsonDocument.Parse(dataJson);
        var fitting = data
            .RootElement.EnumerateObject()
            .Where(member => schema.RootElement.GetProperty("properties").TryGetProperty(member.Name, out _))
            .ToDictionary(member => member.Name, member => member.Value);
        return fitting.Count == 0 ? null : JsonSerializer.Serialize(fitting, Json);
    }

    private static object Prefill(Case disputed)
    {
        var applicant = disputed.Applicants.FirstOrDefault();
        return new
        {
            disputed.Facts,
            applicant?.Phone,
            applicant?.ServiceAddress,
            applicant?.Email,
        };
    }
}
