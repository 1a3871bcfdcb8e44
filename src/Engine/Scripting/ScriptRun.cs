using System.Runtime.CompilerServices;

namespace LaborFlow.Engine.Scripting;

/// <summary>
/// One evaluation: its globals, objects, limits and clock. Several scripts may run one after another in the same run and share the objects;
/// the limits hold for all of them together. Not thread-safe, and nothing of it outlives it except primitives and what <c>ToClr</c> copied.
/// </summary>
public sealed partial class ScriptRun
{
    private const int CheckInterval = 256;

    private readonly CancellationToken _cancellation;
    private JsObject?[]? _intrinsics;
    private long _steps;
    private int _countdown = CheckInterval;
    private long _startedAt;
    private long _memoryAtStart;
    private long _charged;
    private bool _measuring;

    /// <summary>Prepares a run.</summary>
    /// <param name="globals">What the host offers to the script.</param>
    /// <param name="limits">What the run may use.</param>
    /// <param name="time">Clock and local time zone of <c>Date</c>, and the clock of the timeout.</param>
    /// <param name="state">Anything that the host's functions need; read it back from <see cref="State"/>.</param>
    /// <param name="cancellation">Stops the run with an <see cref="OperationCanceledException"/> at the next check.</param>
    public ScriptRun(
        ScriptGlobals globals,
        ScriptLimits limits,
        TimeProvider time,
        object? state = null,
        CancellationToken cancellation = default
    )
    {
        Globals = globals;
        Limits = limits;
        Time = time;
        State = state;
        _cancellation = cancellation;
        if (limits.MaxSteps < CheckInterval)
        {
            _countdown = (int)limits.MaxSteps;
        }
    }

    /// <summary>What the host offers.</summary>
    public ScriptGlobals Globals { get; }

    /// <summary>The limits of this run.</summary>
    public ScriptLimits Limits { get; }

    /// <summary>The clock and the local time zone.</summary>
    public TimeProvider Time { get; }

    /// <summary>What the host passed for its own functions.</summary>
    public object? State { get; }

    /// <summary>Where <c>Math.random</c> takes its numbers from.</summary>
    public Random Random { get; init; } = Random.Shared;

    internal int Depth { get; set; }

    /// <summary>Source offset of the operation in progress, for the place of an error.</summary>
    internal int Position { get; set; }

    internal Script? CurrentScript { get; private set; }

    internal JsObject ObjectPrototype => Get(Intrinsic.ObjectPrototype);

    internal JsObject ArrayPrototype => Get(Intrinsic.ArrayPrototype);

    internal JsObject FunctionPrototype => Get(Intrinsic.FunctionPrototype);

    /// <summary>Runs a script and gives its completion value, or what it returned.</summary>
    /// <exception cref="ScriptException">The script threw or reached a limit.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public JsValue Evaluate(Script script)
    {
        var outer = CurrentScript;
        CurrentScript = script;
        var depth = Depth;
        try
        {
            return script.Program.Run(this);
        }
        catch (JsThrow thrown)
        {
            throw ToException(thrown);
        }
        finally
        {
            CurrentScript = outer;
            Depth = depth;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Step()
    {
        if (--_countdown < 0)
        {
            Check(0);
        }
    }

    /// <summary>Counts work inside a built-in that grows with the size of its input.</summary>
    internal void Work(long amount)
    {
        if (amount < _countdown)
        {
            _countdown -= (int)amount;
            return;
        }

        Check(amount);
    }

    private void Check(long amount)
    {
        _steps += CheckInterval + amount;
        _countdown = CheckInterval;
        if (_steps > Limits.MaxSteps)
        {
            throw Limit($"The script was stopped after {Limits.MaxSteps} steps");
        }

        _cancellation.ThrowIfCancellationRequested();
        var now = Time.GetTimestamp();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        if (!_measuring)
        {
            _measuring = true;
            _startedAt = now;
            _memoryAtStart = allocated;
            return;
        }

        if (Time.GetElapsedTime(_startedAt, now) > Limits.Timeout)
        {
            throw Limit($"The script was stopped after {Limits.Timeout.TotalMilliseconds:0} ms");
        }

        if (allocated - _memoryAtStart > Limits.MaxMemory)
        {
            throw MemoryLimit();
        }
    }

    /// <summary>Announces an allocation before it is made.</summary>
    internal void ChargeMemory(long bytes)
    {
        _charged += bytes;
        if (_charged > Limits.MaxMemory)
        {
            throw MemoryLimit();
        }

        if (bytes > 65536)
        {
            Work(bytes / 1024);
        }
    }

    internal void ChargeArray(int elements) => ChargeMemory(elements * 16L);

    internal void ChargeText(long length)
    {
        if (length > MaxTextLength)
        {
            throw length * 2 > Limits.MaxMemory ? MemoryLimit() : RangeError("Invalid string length");
        }

        ChargeMemory(length * 2);
    }

    private const int MaxTextLength = 0x1FFF_FFE8;

    internal void ChargeProperty() => ChargeMemory(40);

    internal void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Limit("Maximum call stack size exceeded");
        }
    }

    internal void Enter()
    {
        Step();
        if (++Depth > Limits.MaxRecursion || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Limit("Maximum call stack size exceeded");
        }
    }

    internal JsValue Guarded(JsFunction function, JsValue @this, JsValue[] args)
    {
        EnsureStack();
        return function.Call(@this, args);
    }

    internal JsObject Get(Intrinsic intrinsic)
    {
        var all = _intrinsics ??= new JsObject?[Intrinsics.Count];
        return all[(int)intrinsic] ?? Intrinsics.Make(this, intrinsic, all);
    }
}
