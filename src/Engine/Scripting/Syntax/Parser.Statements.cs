namespace LaborFlow.Engine.Scripting;

internal sealed partial class Parser
{
    private Statement ParseStatement()
    {
        Enter();
        var statement = ParseStatementCore();
        Leave();
        return statement;
    }

    private Statement ParseStatementCore()
    {
        var start = _token.Start;
        if (_token.Kind == TokenKind.Punctuator)
        {
            if (_token.Is("{"))
            {
                return ParseBlock();
            }

            if (Take(";"))
            {
                return new Empty(start);
            }
        }
        else if (_token.Kind == TokenKind.Keyword)
        {
            switch (_token.Text)
            {
                case "var" or "const":
                    return ParseDeclarationStatement();
                case "function":
                    return ParseFunctionDeclaration();
                case "class":
                    return ParseClassDeclaration();
                case "if":
                    return ParseIf();
                case "for":
                    return ParseFor();
                case "while":
                    Next();
                    var test = ParseParenthesised();
                    return new While(start, test, ParseLoopBody());
                case "do":
                    return ParseDoWhile();
                case "return":
                    return ParseReturn();
                case "break" or "continue":
                    return ParseJump();
                case "throw":
                    return ParseThrow();
                case "try":
                    return ParseTry();
                case "switch":
                    return ParseSwitch();
                case "debugger":
                    Next();
                    EndStatement();
                    return new Empty(start);
                case "import" or "export":
                    throw new SyntaxErrorException("Cannot use import statement outside a module", start);
                case "with":
                    throw new SyntaxErrorException("Strict mode code may not include a with statement", start);
            }
        }
        else if (_token.Kind == TokenKind.Identifier)
        {
            if (_token.IsWord("let") && PeekNext() is var after && (after.Kind == TokenKind.Identifier || after.Is("[") || after.Is("{")))
            {
                return ParseDeclarationStatement();
            }

            if (_token.IsWord("async") && PeekNext() is { NewlineBefore: false } next && next.IsWord("function"))
            {
                Next();
                return ParseFunctionDeclaration();
            }

            if (PeekNext().Is(":"))
            {
                return ParseLabelled();
            }
        }

        var expression = ParseExpression();
        EndStatement();
        return new ExpressionStatement(expression, _function.IsProgram);
    }

    private Block ParseBlock()
    {
        var start = _token.Start;
        var scope = PushScope(false);
        var body = ParseBraced();
        PopScope();
        return new Block(start, body, scope);
    }

    private Statement[] ParseBraced()
    {
        Expect("{");
        var body = new List<Statement>();
        while (!_token.Is("}"))
        {
            if (_token.Kind == TokenKind.End)
            {
                throw Unexpected();
            }

            body.Add(ParseStatement());
        }

        Next();
        return [.. body];
    }

    private Node ParseParenthesised()
    {
        Expect("(");
        var expression = ParseExpression();
        Expect(")");
        return expression;
    }

    private Declaration ParseDeclarationStatement()
    {
        var declaration = ParseDeclaration(out _);
        EndStatement();
        return declaration;
    }

    // The head of a for loop leaves the value out, which a pattern or const must have elsewhere.
    private Declaration ParseDeclaration(out List<(Node Target, Node? Value)> items, bool inFor = false)
    {
        var start = _token.Start;
        var kind = _token.Text switch
        {
            "var" => BindingKind.Var,
            "const" => BindingKind.Const,
            _ => BindingKind.Let,
        };
        Next();
        items = [];
        do
        {
            var target = ParseBindingTarget(kind);
            Node? value = null;
            if (Take("="))
            {
                value = ParseAssignment();
            }
            else if (!(inFor && (_token.IsWord("of") || _token.IsWord("in"))))
            {
                if (target is not Identifier)
                {
                    throw new SyntaxErrorException("Missing initializer in destructuring declaration", _token.Start);
                }

                if (kind == BindingKind.Const)
                {
                    throw new SyntaxErrorException("Missing initializer in const declaration", _token.Start);
                }
            }

            items.Add((target, value));
        } while (Take(","));
        return new Declaration(start, [.. items], kind == BindingKind.Var);
    }

    private Node ParseBindingTarget(BindingKind kind)
    {
        Node target;
        if (_token.Is("[") || _token.Is("{"))
        {
            var cover = _coverError;
            target = ToTarget(_token.Is("[") ? ParseArray() : ParseObject());
            _coverError = cover;
        }
        else if (_token.Kind == TokenKind.Identifier)
        {
            target = Reference(_token.Text, _token.Start);
            Next();
        }
        else
        {
            throw Unexpected();
        }

        DeclareNames(target, kind);
        return target;
    }

    private If ParseIf()
    {
        var start = _token.Start;
        Next();
        var test = ParseParenthesised();
        var then = ParseStatement();
        return new If(start, test, then, TakeWord("else") ? ParseStatement() : null);
    }

    private Statement ParseLoopBody()
    {
        _loops++;
        var body = ParseStatement();
        _loops--;
        return body;
    }

    private DoWhile ParseDoWhile()
    {
        var start = _token.Start;
        Next();
        var body = ParseLoopBody();
        ExpectWord("while");
        var test = ParseParenthesised();
        Take(";");
        return new DoWhile(start, test, body);
    }

    private Loop ParseFor()
    {
        var start = _token.Start;
        Next();
        TakeWord("await");
        Expect("(");
        var scope = PushScope(false);
        var loop = ParseForRest(start, scope);
        PopScope();
        return loop;
    }

    private Loop ParseForRest(int start, ScopeInfo scope)
    {
        Statement? first = null;
        _noIn = true;
        var isDeclaration =
            _token.IsWord("var")
            || _token.IsWord("const")
            || (_token.IsWord("let") && PeekNext() is var after && (after.Kind == TokenKind.Identifier || after.Is("[") || after.Is("{")));
        if (isDeclaration)
        {
            var declaration = ParseDeclaration(out var items, inFor: true);
            _noIn = false;
            if (items is [(var target, null)] && (_token.IsWord("of") || _token.IsWord("in")))
            {
                return ParseForEach(start, target, true, scope);
            }

            first = declaration;
        }
        else if (!_token.Is(";"))
        {
            var expression = ParseExpression();
            _noIn = false;
            if (_token.IsWord("of") || _token.IsWord("in"))
            {
                _coverError = -1;
                return ParseForEach(start, ToTarget(expression), false, scope);
            }

            first = new ExpressionStatement(expression, false);
        }

        _noIn = false;
        Expect(";");
        var test = _token.Is(";") ? null : ParseExpression();
        Expect(";");
        var update = _token.Is(")") ? null : ParseExpression();
        Expect(")");
        return new For(start, first, test, update, ParseLoopBody(), scope);
    }

    private Loop ParseForEach(int start, Node target, bool declares, ScopeInfo scope)
    {
        var isOf = _token.IsWord("of");
        Next();
        var source = isOf ? ParseAssignment() : ParseExpression();
        Expect(")");
        var body = ParseLoopBody();
        return isOf ? new ForOf(start, target, declares, source, body, scope) : new ForIn(start, target, declares, source, body, scope);
    }

    private Return ParseReturn()
    {
        var start = _token.Start;
        Next();
        var value = _token.Is(";") || _token.Is("}") || _token.Kind == TokenKind.End || _token.NewlineBefore ? null : ParseExpression();
        EndStatement();
        return new Return(start, value);
    }

    private Throw ParseThrow()
    {
        var start = _token.Start;
        Next();
        if (_token.NewlineBefore)
        {
            throw new SyntaxErrorException("Illegal newline after throw", _token.Start);
        }

        var value = ParseExpression();
        EndStatement();
        return new Throw(start, value);
    }

    private Jump ParseJump()
    {
        var token = _token;
        var isBreak = token.Text == "break";
        Next();
        string? label = null;
        if (_token.Kind == TokenKind.Identifier && !_token.NewlineBefore)
        {
            label = _token.Text;
            if (!_labels.Contains(label))
            {
                throw new SyntaxErrorException($"Undefined label '{label}'", _token.Start);
            }

            Next();
        }
        else if (_loops == 0 && !(isBreak && _switches > 0))
        {
            throw new SyntaxErrorException(
                isBreak ? "Illegal break statement" : "Illegal continue statement: no surrounding iteration statement",
                token.Start
            );
        }

        EndStatement();
        return new Jump(token.Start, isBreak ? Completion.Break : Completion.Continue, label);
    }

    private Labelled ParseLabelled()
    {
        var token = _token;
        Next();
        Next();
        _labels.Add(token.Text);
        var body = ParseStatement();
        _labels.RemoveAt(_labels.Count - 1);
        for (var inner = body; ; )
        {
            if (inner is Loop loop)
            {
                loop.Labels = [.. loop.Labels, token.Text];
            }

            if (inner is not Labelled { Body: var next })
            {
                break;
            }

            inner = next;
        }

        return new Labelled(token.Start, token.Text, body);
    }

    private Try ParseTry()
    {
        var start = _token.Start;
        Next();
        var body = ParseBlock();
        Node? parameter = null;
        ScopeInfo? scope = null;
        Statement? handler = null;
        if (TakeWord("catch"))
        {
            scope = PushScope(false);
            if (Take("("))
            {
                parameter = ParseBindingTarget(BindingKind.Let);
                Expect(")");
            }

            handler = ParseBlock();
            PopScope();
        }

        var finalizer = TakeWord("finally") ? ParseBlock() : null;
        return handler is null && finalizer is null
            ? throw new SyntaxErrorException("Missing catch or finally after try", _token.Start)
            : new Try(start, body, parameter, scope, handler, finalizer);
    }

    private Switch ParseSwitch()
    {
        var start = _token.Start;
        Next();
        var subject = ParseParenthesised();
        Expect("{");
        var scope = PushScope(false);
        _switches++;
        var cases = new List<(Node?, Statement[])>();
        var hasDefault = false;
        while (!Take("}"))
        {
            Node? test = null;
            if (TakeWord("case"))
            {
                test = ParseExpression();
            }
            else if (hasDefault || !_token.IsWord("default"))
            {
                throw hasDefault && _token.IsWord("default")
                    ? new SyntaxErrorException("More than one default clause in switch statement", _token.Start)
                    : Unexpected();
            }
            else
            {
                hasDefault = true;
                Next();
            }

            Expect(":");
            var body = new List<Statement>();
            while (!_token.IsWord("case") && !_token.IsWord("default") && !_token.Is("}"))
            {
                body.Add(ParseStatement());
            }

            cases.Add((test, [.. body]));
        }

        _switches--;
        PopScope();
        return new Switch(start, subject, [.. cases], scope);
    }
}
