using LaborFlow.Engine.Scripting;

namespace LaborFlow.Engine.Tests.Scripting;

/// <summary>A clock that stands still until it is moved, in a zone without surprises.</summary>
internal sealed class StillClock(string zone = "Asia/Shanghai") : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 1, 9, 30, 0, TimeSpan.FromHours(8));

    /// <summary>How far each reading of the timestamp moves the clock.</summary>
    public TimeSpan TickPerReading { get; init; }

    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.FindSystemTimeZoneById(zone);

    public override DateTimeOffset GetUtcNow() => _now.ToUniversalTime();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        _now += TickPerReading;
        return _now.UtcTicks;
    }
}

internal static class ScriptLab
{
    public static JsValue Run(string source, ScriptGlobals? globals = null, ScriptLimits? limits = null, TimeProvider? time = null) =>
        Script.Compile(source).Evaluate(globals ?? ScriptGlobals.Empty, limits ?? ScriptLimits.Default, time ?? new StillClock());

    /// <summary>The result as the language itself would print it in JSON; undefined as its name.</summary>
    public static string Json(string source)
    {
        var run = new ScriptRun(ScriptGlobals.Empty, ScriptLimits.Default, new StillClock());
        var value = run.Evaluate(Script.Compile(source));
        var stringify = run.Evaluate(Script.Compile("JSON.stringify")).AsFunction!;
        return stringify.Call(default, value).AsString ?? "undefined";
    }

    public static ScriptException Fails(
        string source,
        ScriptLimits? limits = null,
        ScriptGlobals? globals = null,
        TimeProvider? time = null
    ) => Should.Throw<ScriptException>(() => Run(source, globals, limits, time));
}
