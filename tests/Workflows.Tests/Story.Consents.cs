using LaborFlow.Cases;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests;

/// <content>What a clerk writes down of both sides' wish to mediate.</content>
public abstract partial class Story
{
    /// <summary>The application is in order, and both sides want to mediate: the other one said so on the telephone today.</summary>
    protected object BothConsent =>
        new
        {
            labourDispute = true,
            inTerritory = true,
            applicantConsents = true,
            respondentSide = "consented",
            consentOn = Day(0),
            consentMethod = "phone",
        };

    /// <summary>A side signed the agreement on paper before the mediator today.</summary>
    protected object Signed => SignedBy(null);

    /// <summary>As <see cref="Signed"/>, by the party itself or an agent.</summary>
    protected object SignedBy(string? confirmedBy, string? route = null) =>
        new Dictionary<string, object?>
        {
            ["read"] = true,
            ["signedOnPaper"] = true,
            ["signedOn"] = Day(0),
            ["confirmedBy"] = confirmedBy,
            ["route"] = route,
        }
            .Where(member => member.Value is not null)
            .ToDictionary();

    /// <summary>The outcomes of an open step that can be chosen now.</summary>
    protected async Task<IReadOnlyList<string>> OutcomesAsync(string step, bool byParty = false)
    {
        var task = await OpenTaskAsync(step);
        return await InScopeAsync(async scope =>
        {
            var matter = (await scope.GetRequiredService<ICaseStore>().FindAsync(task.CaseId, forUpdate: false))!;
            var form = await scope.GetRequiredService<IFormStore>().FindAsync(task.FormId);
            OpenOutcomes.IsOnPaper(task, matter, form!.SchemaJson).ShouldBe(byParty);
            var outcomes = scope.GetRequiredService<OpenOutcomes>();
            var open = byParty ? await outcomes.ForPartyAsync(task, matter, form.SchemaJson) : await outcomes.ForOfficerAsync(task);
            return (IReadOnlyList<string>)[.. open.Select(outcome => outcome.Code)];
        });
    }

    /// <summary>The application is in order, and the other side was not asked yet.</summary>
    protected static object Unasked { get; } = new
    {
        labourDispute = true,
        inTerritory = true,
        applicantConsents = true,
        respondentSide = "unasked",
    };
}
