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

    /// <summary>The application is in order, and the other side was not asked yet.</summary>
    protected static object Unasked { get; } = new
    {
        labourDispute = true,
        inTerritory = true,
        applicantConsents = true,
        respondentSide = "unasked",
    };
}
