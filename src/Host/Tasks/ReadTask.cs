using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Personal;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Tasks;

/// <summary>A task as its page shows it: the form, the case, the law that the step rests on, and what was done before.</summary>
internal static class ReadTask
{
    public sealed record Answer(
        TaskItem Task,
        JsonElement FormSchema,
        JsonElement UiSchema,
        JsonElement FormData,
        JsonElement? Draft,
        IReadOnlyList<TaskOutcome> Outcomes,
        CaseView Case,
        IReadOnlyList<LegalBasis> LegalBasis,
        IReadOnlyList<EarlierStep> EarlierSteps,
        IReadOnlyList<BackStep> SendBackTo,
        IReadOnlyList<string> CopiedTo
    );

    /// <summary>A step that the case can be sent back to.</summary>
    public sealed record BackStep(string Step, string Title);

    public sealed record LegalBasis(string Article, string? Text);

    /// <param name="FormSchema">The form that <paramref name="Data"/> was filled into: names of fields and choices.</param>
    public sealed record EarlierStep(
        string Step,
        string Title,
        string? Outcome,
        string? OutcomeEn,
        string? CompletedBy,
        DateTimeOffset? CompletedAt,
        JsonElement? Data,
        JsonElement? FormSchema
    );

    public static void Map(IEndpointRouteBuilder tasks) =>
        tasks
            .MapGet(
                "/{id:guid}",
                async (Guid id, ClaimsPrincipal user, Reader reader, CancellationToken cancellationToken) =>
                    Flat(await reader.ReadAsync(id, user, cancellationToken), reader.Json)
            )
            .RequireAuthorization(Policies.CaseReaders)
            .Produces<Answer>()
            .WithName("read-task");

    /// <summary>The item's members stand beside the others, as in the list.</summary>
    private static Dictionary<string, object?> Flat(Answer answer, JsonSerializerOptions json)
    {
        var members = JsonSerializer
            .SerializeToElement(answer.Task, json)
            .EnumerateObject()
            .ToDictionary(member => member.Name, member => (object?)member.Value.Clone());
        members["formSchema"] = answer.FormSchema;
        members["uiSchema"] = answer.UiSchema;
        members["formData"] = answer.FormData;
        members["draft"] = answer.Draft;
        members["outcomes"] = answer.Outcomes;
        members["case"] = answer.Case;
        members["legalBasis"] = answer.LegalBasis;
        members["earlierSteps"] = answer.EarlierSteps;
        members["sendBackTo"] = answer.SendBackTo;
        members["copiedTo"] = answer.CopiedTo;
        return members;
    }

    internal sealed class Reader(
        LaborFlowDbContext database,
        IFormStore forms,
        CaseReader cases,
        StepsBack back,
        OpenOutcomes outcomes,
        Lights lights,
        TimeProvider time,
        LogScope log,
        Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json
    )
    {
        public JsonSerializerOptions Json => json.Value.SerializerOptions;

        /// <exception cref="ProblemException">404: there is no such task, or the reader may not see it.</exception>
        public async Task<TaskItem> ItemAsync(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
        {
            var row = await RowAsync(id, user, cancellationToken);
            return (await TaskRow.ShowAsync([row], user, ChinaDay.Today(time), lights, database, cancellationToken))[0];
        }

        public async Task<Answer> ReadAsync(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
        {
            var row = await RowAsync(id, user, cancellationToken);
            var task = row.Task;
            var item = (await TaskRow.ShowAsync([row], user, ChinaDay.Today(time), lights, database, cancellationToken))[0];
            var form = await forms.FindAsync(task.FormId, cancellationToken);
            var earlier = await database
                .Set<CaseTask>()
                .AsNoTracking()
                .Where(other => other.CaseId == task.CaseId && other.Status == CaseTaskStatus.Completed && other.Id != id)
                .OrderBy(other => other.CompletedAt)
                .ToListAsync(cancellationToken);
            var formIds = earlier.Select(other => other.FormId).Distinct(StringComparer.Ordinal).ToList();
            var schemas = await database
                .Set<FormVersion>()
                .AsNoTracking()
                .Where(known => formIds.Contains(known.Id))
                .ToDictionaryAsync(known => known.Id, known => known.SchemaJson, StringComparer.Ordinal, cancellationToken);
            IReadOnlyList<CaseTask> leading = item.Commands.Contains(TaskActs.SendBack)
                ? await back.EarlierAsync(task, earlier, cancellationToken)
                : [];
            if (leading.Count == 0)
                item = item with { Commands = [.. item.Commands.Where(command => command != TaskActs.SendBack)] };
            var caseView = await cases.ReadAsync(task.CaseId, user, cancellationToken);
            return new Answer(
                item,
                TaskJson.Read(form?.SchemaJson),
                TaskJson.Read(form?.UiSchemaJson),
                    // Whoever has the task needs what it is prefilled with; to the others it is somebody's personal data.
                    task.Assignee == user.UserName()
                        ? TaskJson.Read(task.FormDataJson)
                    : caseView.NarrativesHidden ? TaskJson.Read("{}")
                    : PersonalMask.Form(TaskJson.Read(task.FormDataJson)),
                // A half-filled form is its writer's own until it is done.
                task.Assignee == user.UserName()
                    ? TaskJson.ReadOptional(task.DraftJson)
                    : null,
                await outcomes.ForOfficerAsync(task, cancellationToken),
                caseView,
                [
                    .. (task.LegalBasis ?? "")
                        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                        .Select(article => new LegalBasis(article, null)),
                ],
                [
                    .. earlier.Select(other => new EarlierStep(
                        other.Step,
                        other.Title,
                        Chosen(other).Zh,
                        Chosen(other).En,
                        other.CompletedBy,
                        other.CompletedAt,
                        !caseView.NarrativesHidden && TaskJson.ReadOptional(other.DataJson) is { } data ? PersonalMask.Form(data) : null,
                        schemas.TryGetValue(other.FormId, out var schema) ? TaskJson.Read(schema) : null
                    )),
                ],
                [.. leading.Select(other => new BackStep(other.Step, other.Title))],
                await database
                    .Set<TaskCopy>()
                    .Where(copy => copy.TaskId == id)
                    .OrderBy(copy => copy.At)
                    .Select(copy => copy.UserName)
                    .ToListAsync(cancellationToken)
            );
        }

        // A step that ended without a button, as by the clock, is called as the toolbox calls its outcome.
        private static (string? Zh, string? En) Chosen(CaseTask task) =>
            TaskOutcomes.Read(task.OutcomesJson).FirstOrDefault(outcome => outcome.Code == task.Outcome) is { } chosen
                ? (chosen.Zh, chosen.En)
            : task.Outcome is null ? (null, null)
            : OutcomeNames.Of(task.Outcome, null);

        private async Task<TaskRow> RowAsync(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
        {
            var visible = database.Set<CaseTask>().AsNoTracking().Visible(user).Where(task => task.Id == id);
            var row =
                await TaskRow.Of(database, visible).SingleOrDefaultAsync(cancellationToken)
                ?? throw new ProblemException(KnownProblems.NotFound);
            log.CaseNumber = row.CaseNumber;
            log.Instance = row.Task.InstanceId;
            return row;
        }
    }
}
