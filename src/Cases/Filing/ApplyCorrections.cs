using System.Text.Encodings.Web;
using System.Text.Json;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Filing;

/// <summary>采纳补正: takes what the applicant corrected into the case; fields left empty stay as they were.</summary>
public sealed class ApplyCorrections(ICaseStore cases, ITaskStore tasks, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Applies the fields facts, phone, serviceAddress and email of the last completed task of a step.</summary>
    /// <exception cref="InvalidOperationException">The step was never completed.</exception>
    public async ValueTask HandleAsync(Case disputed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        var applicant = disputed.Applicants.FirstOrDefault();
        var changes = new List<object>();
        disputed.Facts = Change(changes, "facts", disputed.Facts, data.Text("facts"))!;
        // A case that the authority opened by itself has nobody's address to correct.
        if (applicant is not null)
        {
            applicant.Phone = Change(changes, "phone", applicant.Phone, data.Text("phone"), LastFour);
            applicant.ServiceAddress = Change(changes, "serviceAddress", applicant.ServiceAddress, data.Text("serviceAddress"));
            applicant.Email = Change(changes, "email", applicant.Email, data.Text("email"));
        }

        disputed.Revision++;
        cases.Add(
            CaseEvents.Create(
                disputed.Id,
                time.GetUtcNow(),
                data.Task.CompletedBy ?? "applicant",
                null,
                "application.corrected",
                $"申请人已补正申请材料，变更{changes.Count}项",
                $"The applicant corrected the application: {changes.Count} fields",
                data.Task.LegalBasis,
                publicToParties: true,
                changes.Count == 0 ? null : JsonSerializer.Serialize(changes, Json)
            )
        );
    }

    /// <summary>The history outlives the case's data and is read by more people: it tells which telephone it was, not the number.</summary>
    private static string? LastFour(string? number) => number is null ? null : $"****{(number.Length > 4 ? number[^4..] : "")}";

    private static string? Change(List<object> changes, string field, string? before, string? after, Func<string?, string?>? show = null)
    {
        if (after is null || after == before)
            return before;

        changes.Add(
            new
            {
                field,
                before = show is null ? before : show(before),
                after = show is null ? after : show(after),
            }
        );
        return after;
    }
}
