namespace LaborFlow.Engine.Tests.Conformance;

/// <summary>Cases in which the engine differs from Elsa on purpose; docs/decisions/0007 gives the reasons at length.</summary>
internal static class KnownDifferences
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["028-suite-wda-version-fallback"] = "an unknown activity type is refused on publish",
        ["033-suite-exec-output"] = "a variable without a storage driver is kept",
        ["122-nested-flow-complete-outcome"] = "Complete in a nested flowchart does not fault the instance",
        ["156-pforeach-event"] = "an execution that begins is always journalled as Started",
        ["173-var-object-after-suspend"] = "an array stays an array after a suspension",
        ["182-var-js-mutate-object"] = "writing a member of a text is an error, not a silent loss",
        ["189-var-null-driver"] = "a variable without a storage driver is kept",
        ["190-start-variables"] = "variables given at the start are kept",
        ["254-publish-cron-bad-not-trigger"] = "a cron expression that could only fail is refused on publish",
        ["320-activation-alias-rejected"] = "an activation strategy that Elsa itself lists is accepted",
        ["328-event-before"] = "an event that nobody waits for has no later effect",
    };
}
