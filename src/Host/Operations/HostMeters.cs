using System.Diagnostics.Metrics;

namespace LaborFlow.Host.Operations;

/// <summary>What the host measures of its own; sent by OTLP with the engine's meter when an endpoint is configured.</summary>
internal static class HostMeters
{
    private static readonly Meter Meter = new("LaborFlow.Host");

    /// <summary>Seconds from the due time of a timer to its firing.</summary>
    public static Histogram<double> SweepLag { get; } =
        Meter.CreateHistogram<double>("laborflow.timers.lag", "s", "From the due time of a timer to its firing");

    /// <summary>Commands that were refused because somebody else was quicker.</summary>
    public static Counter<long> Conflicts { get; } =
        Meter.CreateCounter<long>("laborflow.conflicts", "{command}", "Commands that met a newer state");

    /// <summary>Outbox messages that failed and will be tried again.</summary>
    public static Counter<long> OutboxFailures { get; } =
        Meter.CreateCounter<long>("laborflow.outbox.failures", "{message}", "Outbox messages that failed a try");
}
