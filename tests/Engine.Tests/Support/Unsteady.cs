using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Tests.Support;

/// <summary>What <see cref="Unsteady"/> meets.</summary>
internal sealed class Weather
{
    public int FailuresLeft { get; set; }

    public int Attempts { get; set; }

    public Func<Exception> Failure { get; set; } = () => new TransientException("The registry does not answer.");
}

/// <summary>Fails as often as the weather says.</summary>
[Activity("Tests", "Tests", "Fails now and then.")]
[FlowNode("Done", "Rejected")]
[Retries(typeof(TimeoutException), Attempts = 3)]
public sealed class Unsteady : CodeActivity
{
    /// <summary>Must not be seen in the journal.</summary>
    [Input(CanContainSecrets = true)]
    public Input<string> Token { get; set; } = new();

    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context)
    {
        var weather = context.GetRequiredService<Weather>();
        weather.Attempts++;
        context.AddOutboxMessage("tests.sent", new { attempt = weather.Attempts });
        if (weather.FailuresLeft-- > 0)
        {
            throw weather.Failure();
        }
    }
}
