namespace LaborFlow.Engine.Scripting;

internal sealed partial class Parser
{
    // What belongs to one function and not to those inside it.
    private readonly record struct FunctionState(
        FunctionNode Function,
        List<string> Labels,
        int Loops,
        int Switches,
        bool NoIn,
        int CoverError
    );

    private FunctionState BeginFunction(FunctionNode function)
    {
        var state = new FunctionState(_function, _labels, _loops, _switches, _noIn, _coverError);
        _functions.Add(function);
        function.Scope.Function = function;
        _function = function;
        _labels = [];
        _loops = 0;
        _switches = 0;
        _noIn = false;
        _coverError = -1;
        return state;
    }

    private void EndFunction(FunctionState state)
    {
        if (_coverError >= 0)
        {
            throw new SyntaxErrorException("Invalid shorthand property initializer", _coverError);
        }

        (_function, _labels, _loops, _switches, _noIn, _coverError) = state;
    }

    private Empty ParseFunctionDeclaration()
    {
        var start = _token.Start;
        Next();
        RefuseGenerator();
        var name = _token;
        if (name.Kind != TokenKind.Identifier)
        {
            throw Unexpected();
        }

        Next();
        var binding = _scope.Declare(name.Text, BindingKind.Function, name.Start);
        var scope = _scope;
        var function = ParseFunctionRest(start, name.Text, isMethod: false);
        scope.Hoist(binding, function);
        return new Empty(start);
    }

    private void RefuseGenerator()
    {
        if (_token.Is("*"))
        {
            throw new SyntaxErrorException("Generator functions are not supported", _token.Start);
        }
    }

    private FunctionExpression ParseFunctionExpression()
    {
        var start = _token.Start;
        Next();
        RefuseGenerator();
        var name = "";
        if (_token.Kind == TokenKind.Identifier)
        {
            name = _token.Text;
            Next();
        }

        var function = ParseFunctionRest(start, name, isMethod: false);
        function.IsNamedExpression = name.Length > 0;
        return new FunctionExpression(function);
    }

    /// <summary>Parameters and body.</summary>
    private FunctionNode ParseFunctionRest(int start, string name, bool isMethod)
    {
        var function = new FunctionNode(start, PushScope(true)) { Name = name, IsMethod = isMethod };
        var state = BeginFunction(function);
        Expect("(");
        var parameters = new List<Node>();
        while (!_token.Is(")"))
        {
            var position = _token.Start;
            if (Take("..."))
            {
                parameters.Add(new Spread(position, ParseBindingTarget(BindingKind.Parameter)));
                if (!_token.Is(")"))
                {
                    throw new SyntaxErrorException("Rest parameter must be last formal parameter", _token.Start);
                }

                break;
            }

            var target = ParseBindingTarget(BindingKind.Parameter);
            parameters.Add(Take("=") ? new DefaultTarget(position, target, ParseAssignment()) : target);
            if (!_token.Is(")"))
            {
                Expect(",");
            }
        }

        Expect(")");
        function.Parameters = [.. parameters];
        function.Body = ParseBraced();
        EndFunction(state);
        PopScope();
        return function;
    }

    /// <summary>The body of an arrow whose parameters were read as expressions in <paramref name="scope"/>, which is the current scope.</summary>
    private FunctionExpression ParseArrow(int start, ScopeInfo scope, List<Node> parameters)
    {
        if (_token.NewlineBefore)
        {
            throw Unexpected();
        }

        scope.IsFunction = true;
        var function = new FunctionNode(start, scope) { IsArrow = true };
        var noIn = _noIn;
        var state = BeginFunction(function);
        function.Parameters = [.. parameters.Select(ToTarget)];
        foreach (var parameter in function.Parameters)
        {
            DeclareNames(parameter, BindingKind.Parameter);
        }

        Expect("=>");
        if (_token.Is("{"))
        {
            function.Body = ParseBraced();
        }
        else
        {
            _noIn = noIn;
            function.Expression = ParseAssignment();
        }

        EndFunction(state);
        _arrowEnd = _token.Start;
        return new FunctionExpression(function);
    }

    private Declaration ParseClassDeclaration()
    {
        var start = _token.Start;
        var name = PeekNext();
        if (name.Kind != TokenKind.Identifier)
        {
            Next();
            throw Unexpected();
        }

        Declare(name.Text, BindingKind.Class, name.Start);
        var target = Reference(name.Text, name.Start);
        return new Declaration(start, [(target, ParseClass())], false);
    }

    private ClassExpression ParseClass()
    {
        var start = _token.Start;
        Next();
        var scope = PushScope(false);
        var name = "";
        Identifier? self = null;
        if (_token.Kind == TokenKind.Identifier)
        {
            name = _token.Text;
            scope.Declare(name, BindingKind.Const, _token.Start);
            self = Reference(name, _token.Start);
            Next();
        }

        var parent = TakeWord("extends") ? ParseLeftHandSide() : null;
        Expect("{");
        FunctionNode? constructor = null;
        var members = new List<ClassMember>();
        while (!Take("}"))
        {
            if (Take(";"))
            {
                continue;
            }

            ParseClassMember(members, ref constructor);
        }

        var hasDefault = constructor is null;
        constructor ??= EmptyFunction(start);
        constructor.Name = name;
        constructor.IsMethod = false;
        constructor.IsClassConstructor = true;
        PopScope();
        return new ClassExpression(start, name, parent, constructor, hasDefault, [.. members], scope, self);
    }

    private FunctionNode EmptyFunction(int position)
    {
        var function = new FunctionNode(position, PushScope(true));
        function.Scope.Function = function;
        _functions.Add(function);
        PopScope();
        return function;
    }

    private void ParseClassMember(List<ClassMember> members, ref FunctionNode? constructor)
    {
        var isStatic = TakeModifier("static");
        if (isStatic && _token.Is("{"))
        {
            var block = new FunctionNode(_token.Start, PushScope(true)) { IsMethod = true };
            var state = BeginFunction(block);
            block.Body = ParseBraced();
            EndFunction(state);
            PopScope();
            members.Add(new ClassMember(ClassMemberKind.StaticBlock, true, null, null, block));
            return;
        }

        TakeModifier("async");
        RefuseGenerator();
        var kind =
            TakeModifier("get") ? ClassMemberKind.Getter
            : TakeModifier("set") ? ClassMemberKind.Setter
            : ClassMemberKind.Method;
        var start = _token.Start;
        var (key, computed) = ParsePropertyKey();
        if (_token.Is("("))
        {
            var method = ParseFunctionRest(start, "", isMethod: true);
            if (key is "constructor" && !isStatic && kind == ClassMemberKind.Method)
            {
                if (constructor is not null)
                {
                    throw new SyntaxErrorException("A class may only have one constructor", start);
                }

                constructor = method;
                return;
            }

            members.Add(new ClassMember(kind, isStatic, key, computed, method));
            return;
        }

        FunctionNode? value = null;
        if (Take("="))
        {
            value = new FunctionNode(_token.Start, PushScope(true)) { IsMethod = true };
            var state = BeginFunction(value);
            value.Expression = ParseAssignment();
            EndFunction(state);
            PopScope();
        }

        EndStatement();
        members.Add(new ClassMember(ClassMemberKind.Field, isStatic, key, computed, value));
    }

    // get, set, static and async are modifiers only before another name.
    private bool TakeModifier(string word)
    {
        if (!_token.IsWord(word))
        {
            return false;
        }

        var next = PeekNext();
        var isModifier =
            next.IsName
            || next.Kind is TokenKind.String or TokenKind.Number or TokenKind.PrivateName
            || next.Is("[")
            || (next.Is("{") && word == "static")
            || (next.Is("*") && word is "static" or "async");
        if (isModifier)
        {
            Next();
        }

        return isModifier;
    }

    private (object? Key, Node? Computed) ParsePropertyKey()
    {
        var token = _token;
        if (Take("["))
        {
            var noIn = _noIn;
            _noIn = false;
            var computed = ParseAssignment();
            _noIn = noIn;
            Expect("]");
            return (null, computed);
        }

        Next();
        return token.Kind switch
        {
            TokenKind.Identifier or TokenKind.Keyword or TokenKind.String => (token.Text, null),
            TokenKind.Number => (NumberText.Format(token.Number), null),
            TokenKind.PrivateName => (PrivateName(token.Text), null),
            _ => throw Unexpected(token),
        };
    }

    private JsSymbol PrivateName(string name)
    {
        if (!_privateNames.TryGetValue(name, out var symbol))
        {
            _privateNames[name] = symbol = new JsSymbol(name, isPrivate: true);
        }

        return symbol;
    }
}
