namespace LaborFlow.Engine.Scripting;

internal abstract class Loop(int position) : Statement(position)
{
    /// <summary>The labels that stand directly before the loop: <c>continue</c> may name them.</summary>
    public string[] Labels { get; set; } = [];

    /// <summary>Runs one turn. True: go on; false: the loop ends with <paramref name="completion"/>.</summary>
    protected bool Turn(Frame frame, Statement body, out Completion completion)
    {
        frame.Run.Step();
        completion = body.Exec(frame);
        switch (completion)
        {
            case Completion.Normal:
                return true;
            case Completion.Break when frame.Label is null:
                completion = Completion.Normal;
                return false;
            case Completion.Continue when frame.Label is null || Array.IndexOf(Labels, frame.Label) >= 0:
                frame.Label = null;
                completion = Completion.Normal;
                return true;
            default:
                return false;
        }
    }
}

internal sealed class While(int position, Node test, Statement body) : Loop(position)
{
    public override Completion Exec(Frame frame)
    {
        var completion = Completion.Normal;
        frame.Result = default;
        while (Operators.Truthy(test.Eval(frame)) && Turn(frame, body, out completion)) { }
        return completion;
    }
}

internal sealed class DoWhile(int position, Node test, Statement body) : Loop(position)
{
    public override Completion Exec(Frame frame)
    {
        Completion completion;
        frame.Result = default;
        while (Turn(frame, body, out completion) && Operators.Truthy(test.Eval(frame))) { }
        return completion;
    }
}

internal sealed class For(int position, Statement? start, Node? test, Node? update, Statement body, ScopeInfo scope) : Loop(position)
{
    public override Completion Exec(Frame frame)
    {
        var outer = frame.Scope;
        frame.Result = default;
        scope.Enter(frame);
        var completion = start?.Exec(frame) ?? Completion.Normal;
        scope.Renew(frame);
        while ((test is null || Operators.Truthy(test.Eval(frame))) && Turn(frame, body, out completion))
        {
            scope.Renew(frame);
            update?.Eval(frame);
        }

        frame.Scope = outer;
        return completion;
    }
}

internal sealed class ForIn(int position, Node target, bool declares, Node source, Statement body, ScopeInfo scope) : Loop(position)
{
    public override Completion Exec(Frame frame)
    {
        var value = source.Eval(frame);
        frame.Result = default;
        if (value.IsNullish)
        {
            return Completion.Normal;
        }

        var outer = frame.Scope;
        var completion = Completion.Normal;
        foreach (var (owner, key) in KeysOf(frame.Run.ToObject(value)))
        {
            if (!owner.TryGetOwn(key, out var property) || !property.Enumerable)
            {
                continue;
            }

            scope.Enter(frame);
            target.Assign(frame, key, declares);
            var goOn = Turn(frame, body, out completion);
            frame.Scope = outer;
            if (!goOn)
            {
                break;
            }
        }

        return completion;
    }

    private static List<(JsObject Owner, string Key)> KeysOf(JsObject o)
    {
        var seen = new HashSet<string>();
        var keys = new List<(JsObject, string)>();
        for (var owner = o; owner is not null; owner = owner.Prototype)
        {
            foreach (var key in owner.OwnKeys())
            {
                if (key is string name && seen.Add(name))
                {
                    keys.Add((owner, name));
                }
            }
        }

        return keys;
    }
}

internal sealed class ForOf(int position, Node target, bool declares, Node source, Statement body, ScopeInfo scope) : Loop(position)
{
    public override Completion Exec(Frame frame)
    {
        var run = frame.Run;
        var value = source.Eval(frame);
        frame.Result = default;
        run.Position = source.Position;
        var items = Iteration.Open(run, value, source);
        var outer = frame.Scope;
        var completion = Completion.Normal;
        try
        {
            while (items.Next(out var item))
            {
                scope.Enter(frame);
                target.Assign(frame, item, declares);
                var goOn = Turn(frame, body, out completion);
                frame.Scope = outer;
                if (!goOn)
                {
                    items.Close();
                    break;
                }
            }
        }
        catch (JsThrow) when (items.IsScripted)
        {
            items.Close();
            throw;
        }

        return completion;
    }
}
