using LaborFlow.Cases;
using LaborFlow.Cases.Inspection.Opening;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests;

/// <content>What follows a mediation that failed: the applicant decides whether to go to arbitration.</content>
public abstract partial class Story
{
    /// <summary>An inspector writes down what was found without a complainant.</summary>
    protected Task InspectAsync(InspectionLead lead) =>
        StartAsync(
            lead.Procedure!,
            async (scope, filing, ct) =>
                await scope.GetRequiredService<OpenInspection>().HandleAsync(lead, filing with { Channel = lead.Source! }, ct)
        );

    /// <summary>Mediation is over and nobody has applied for arbitration yet: the commission has nothing to decide.</summary>
    protected async Task DemandApplicationAwaitedAsync()
    {
        (await OpenStepsAsync()).ShouldBe(["arb-apply", "arb-apply-other"]);
        (await CaseAsync()).Stage.ShouldBe(Stages.ArbitrationApplication);
        (await DeadlinesAsync()).ShouldNotContain(d => d.ParameterId == "arb-accept-5d");
    }

    /// <summary>The applicant applies for arbitration with the claims of the mediation; a clerk takes the paper of today or of days ago.</summary>
    protected Task ApplyAsync(int daysAgo = 0, string form = "paper", object? claims = null) =>
        DoAsync("arb-apply", "apply", Application(daysAgo, form, claims));

    private Dictionary<string, object> Application(int daysAgo, string form, object? claims)
    {
        var application = new Dictionary<string, object> { ["appliedOn"] = Day(-daysAgo), ["form"] = form };
        if (claims is not null)
            application["claims"] = claims;
        return application;
    }

    /// <summary>Mediation failed, and the applicant applies: the registrar has it.</summary>
    protected async Task GoesToArbitrationAsync()
    {
        await DemandApplicationAwaitedAsync();
        await ApplyAsync();
        (await OpenStepsAsync()).ShouldBe(["registrar-review"]);
    }
}
