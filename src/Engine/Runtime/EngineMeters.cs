using System.Diagnostics;
using System.Diagnostics.Metrics;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Engine.Runtime;

/// <summary>What the engine measures: meter and activity source are both called <c>LaborFlow.Engine</c>.</summary>
internal static class EngineMeters
{
    private const string Name = "LaborFlow.Engine";

    private static readonly Meter Meter = new(Name);

    private static readonly ActivitySource Source = new(Name);

    private static readonly Histogram<double> Advances = Meter.CreateHistogram<double>(
        "laborflow.advances",
        "s",
        "Advances of instances, by command (start, resume, cancel, retry) and outcome (done, repeated, conflict, failed), with their time"
    );

    /// <summary>Somebody listens; nothing is spent otherwise.</summary>
    public static bool IsObserved => Advances.Enabled || Source.HasListeners();

    public static async ValueTask<AdvanceResult> ObserveAsync(
        AdvanceRequest request,
        TimeProvider time,
        Func<ValueTask<AdvanceResult>> advance
    )
    {
        using var span = Source.StartActivity("advance " + Command(request));
        var began = time.GetTimestamp();
        var outcome = "failed";
        try
        {
            var result = await advance();
            outcome = result.Repeated ? "repeated" : "done";
            span?.SetTag("laborflow.instance", result.InstanceId);
            return result;
        }
        catch (ConflictException)
        {
            outcome = "conflict";
            throw;
        }
        finally
        {
            span?.SetTag("laborflow.outcome", outcome);
            Advances.Record(
                time.GetElapsedTime(began).TotalSeconds,
                new KeyValuePair<string, object?>("command", Command(request)),
                new KeyValuePair<string, object?>("outcome", outcome)
            );
        }
    }

    private static string Command(AdvanceRequest request) =>
        request switch
        {
            StartRequest => "start",
            ResumeRequest => "resume",
            CancelRequest => "cancel",
            RetryRequest => "retry",
            _ => "other",
        };
}
