using System.Runtime.CompilerServices;

namespace LaborFlow.Engine.Scripting;

/// <summary>
/// Reads a program and builds the tree that runs it. A parenthesis may turn out to hold the parameters of an arrow function, and a literal to
/// be a pattern: both are read as expressions first and turned over once the arrow or the equals sign is seen, so nothing is read twice.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>Expressions and statements inside one another; deeper source is refused, so that neither parsing nor running can exhaust the stack.</summary>
    private const int MaxNesting = 220;

    /// <summary>Operators, members and calls in one chain.</summary>
    private const int MaxChain = 4000;

    /// <summary>What other JavaScript hosts have and this one hasn't. Found before a script runs, so that authors hear of it on publishing.</summary>
    private static readonly System.Collections.Frozen.FrozenSet<string> ForeignNames = System.Collections.Frozen.FrozenSet.ToFrozenSet(
        [
            "Promise",
            "BigInt",
            "Proxy",
            "Reflect",
            "Intl",
            "WeakRef",
            "FinalizationRegistry",
            "Atomics",
            "SharedArrayBuffer",
            "ArrayBuffer",
            "DataView",
            "Uint8Array",
            "Int8Array",
            "Uint16Array",
            "Int16Array",
            "Uint32Array",
            "Int32Array",
            "Float32Array",
            "Float64Array",
            "Uint8ClampedArray",
            "BigInt64Array",
            "BigUint64Array",
            "Temporal",
            "setTimeout",
            "setInterval",
            "setImmediate",
            "clearTimeout",
            "clearInterval",
            "queueMicrotask",
            "fetch",
            "XMLHttpRequest",
            "require",
            "module",
            "exports",
            "process",
            "window",
            "document",
            "console",
            "eval",
            "System",
            "importNamespace",
            "DateTime",
            "DateTimeOffset",
            "TimeSpan",
            "Guid",
            "Random",
        ],
        StringComparer.Ordinal
    );

    private readonly Lexer _lexer;
    private readonly List<ScopeInfo> _scopes = [];
    private readonly List<Identifier> _names = [];
    private readonly List<FunctionNode> _functions = [];
    private readonly Dictionary<string, JsSymbol> _privateNames = [];
    private List<string> _labels = [];
    private Token _token;
    private ScopeInfo _scope;
    private FunctionNode _function;
    private int _previousEnd;
    private int _nesting;
    private int _loops;
    private int _switches;
    private bool _noIn;
    private int _coverError = -1; // a {a = 1} that is still waiting to become a pattern
    private int _arrowEnd = -1; // start of the token behind an arrow function: no operator may follow it

    private Parser(string source)
    {
        _lexer = new Lexer(source);
        _scope = new ScopeInfo(null, true);
        _scopes.Add(_scope);
        _function = new FunctionNode(0, _scope) { IsProgram = true };
        _scope.Function = _function;
        _functions.Add(_function);
    }

    /// <exception cref="SyntaxErrorException">The source is no program.</exception>
    public static FunctionNode Parse(string source)
    {
        var parser = new Parser(source);
        parser.Next();
        var body = new List<Statement>();
        while (parser._token.Kind != TokenKind.End)
        {
            body.Add(parser.ParseStatement());
        }

        parser._function.Body = [.. body];
        parser.Resolve();
        parser._function.Foreign = parser._names.Find(static name =>
            name.IsGlobal && !name.IsOnlyAskedFor && ForeignNames.Contains(name.Name)
        );
        return parser._function;
    }

    private void Resolve()
    {
        // Names first (they tell what closures capture), then slots from the outside in, then the way from each use to its slot.
        _names.ForEach(static name => name.Bind());
        _scopes.ForEach(static scope => scope.Allocate());
        _names.ForEach(static name => name.Locate());
        _functions.ForEach(static function => function.Seal());
    }

    private void Next()
    {
        _previousEnd = _token.End;
        _token = _lexer.Next();
    }

    private Token PeekNext()
    {
        var position = _lexer.Position;
        var token = _lexer.Next();
        _lexer.Position = position;
        return token;
    }

    private bool Take(string punctuator)
    {
        if (!_token.Is(punctuator))
        {
            return false;
        }

        Next();
        return true;
    }

    private void Expect(string punctuator)
    {
        if (!Take(punctuator))
        {
            throw Unexpected();
        }
    }

    private bool TakeWord(string word)
    {
        if (!_token.IsWord(word))
        {
            return false;
        }

        Next();
        return true;
    }

    private void ExpectWord(string word)
    {
        if (!TakeWord(word))
        {
            throw Unexpected();
        }
    }

    private void EndStatement()
    {
        if (_coverError >= 0)
        {
            throw new SyntaxErrorException("Invalid shorthand property initializer", _coverError);
        }

        if (Take(";") || _token.Is("}") || _token.Kind == TokenKind.End || _token.NewlineBefore)
        {
            return;
        }

        throw Unexpected();
    }

    private SyntaxErrorException Unexpected() => Unexpected(_token);

    private static SyntaxErrorException Unexpected(Token token) =>
        new(
            token.Kind switch
            {
                TokenKind.End => "Unexpected end of input",
                TokenKind.Identifier => $"Unexpected identifier '{token.Text}'",
                TokenKind.String => "Unexpected string",
                TokenKind.Number => "Unexpected number",
                TokenKind.Template => "Unexpected template string",
                _ => $"Unexpected token '{token.Text}'",
            },
            token.Start
        );

    private void Enter()
    {
        if (++_nesting > MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new SyntaxErrorException("The source is nested too deeply", _token.Start);
        }
    }

    private void Leave() => _nesting--;

    private ScopeInfo PushScope(bool isFunction)
    {
        _scope = new ScopeInfo(_scope, isFunction);
        _scopes.Add(_scope);
        return _scope;
    }

    private void PopScope() => _scope = _scope.Parent!;

    private Identifier Reference(string name, int position)
    {
        var node = new Identifier(position, name, _scope);
        _names.Add(node);
        return node;
    }

    private void Declare(string name, BindingKind kind, int position)
    {
        if (kind != BindingKind.Var)
        {
            _scope.Declare(name, kind, position);
            return;
        }

        var scope = _scope;
        for (; !scope.IsFunction; scope = scope.Parent!)
        {
            if (scope.Find(name) is { HasDeadZone: true })
            {
                throw ScopeInfo.Duplicate(name, position);
            }
        }

        scope.Declare(name, kind, position);
    }

    private void DeclareNames(Node target, BindingKind kind)
    {
        switch (target)
        {
            case Identifier name:
                Declare(name.Name, kind, name.Position);
                break;
            case DefaultTarget withDefault:
                DeclareNames(withDefault.Target, kind);
                break;
            case Spread rest:
                DeclareNames(rest.Inner, kind);
                break;
            case ArrayPattern array:
                foreach (var element in array.Elements)
                {
                    if (element is not null)
                    {
                        DeclareNames(element, kind);
                    }
                }

                break;
            case ObjectPattern o:
                foreach (var member in o.Members)
                {
                    DeclareNames(member.Target, kind);
                }

                if (o.Rest is not null)
                {
                    DeclareNames(o.Rest, kind);
                }

                break;
            default:
                throw new SyntaxErrorException("Invalid destructuring assignment target", target.Position);
        }
    }

    /// <summary>Turns what was read as an expression into the target of an assignment.</summary>
    private Node ToTarget(Node node)
    {
        switch (node)
        {
            case Identifier or Member { IsTarget: true } or SuperMember or ArrayPattern or ObjectPattern or DefaultTarget:
                return node;
            case Assign assign:
                return new DefaultTarget(assign.Position, assign.Target, assign.Value);
            case Spread spread:
                return new Spread(spread.Position, ToTarget(spread.Inner));
            case ArrayLiteral array:
                var spreadAt = Array.FindIndex(array.Elements, static e => e is Spread);
                if (spreadAt >= 0 && spreadAt != array.Elements.Length - 1)
                {
                    throw new SyntaxErrorException("Rest element must be last element", array.Elements[spreadAt]!.Position);
                }

                return new ArrayPattern(array.Position, [.. array.Elements.Select(e => e is null ? null : ToTarget(e))]);
            case ObjectLiteral o:
                return ToObjectPattern(o);
            default:
                throw new SyntaxErrorException("Invalid destructuring assignment target", node.Position);
        }
    }

    private ObjectPattern ToObjectPattern(ObjectLiteral o)
    {
        var members = new List<PatternMember>();
        Node? rest = null;
        foreach (var member in o.Members)
        {
            if (rest is not null)
            {
                throw new SyntaxErrorException("Rest element must be last element", rest.Position);
            }

            switch (member.Kind)
            {
                case MemberKind.Spread:
                    rest = ToTarget(member.Value);
                    break;
                case MemberKind.Value or MemberKind.Proto:
                    var target = ToTarget(member.Value);
                    if (member.ShorthandDefault is not null)
                    {
                        target = new DefaultTarget(member.Position, target, member.ShorthandDefault);
                    }

                    members.Add(new PatternMember(member.Kind == MemberKind.Proto ? "__proto__" : member.Key, member.Computed, target));
                    break;
                default:
                    throw new SyntaxErrorException("Invalid destructuring assignment target", member.Position);
            }
        }

        return new ObjectPattern(o.Position, [.. members], rest);
    }
}
