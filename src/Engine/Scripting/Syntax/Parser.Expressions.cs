namespace LaborFlow.Engine.Scripting;

internal sealed partial class Parser
{
    private Node ParseExpression()
    {
        var first = ParseAssignment();
        if (!_token.Is(","))
        {
            return first;
        }

        var parts = new List<Node> { first };
        while (Take(","))
        {
            parts.Add(ParseAssignment());
        }

        return new Sequence(first.Position, [.. parts]);
    }

    private Node ParseAssignment()
    {
        Enter();
        var node = ParseAssignmentCore();
        Leave();
        return node;
    }

    private Node ParseAssignmentCore()
    {
        var cover = _coverError;
        _coverError = -1;
        var position = _token.Start;
        var left = ParseConditional();
        var token = _token;
        if (
            token.Kind != TokenKind.Punctuator
            || token.Start == _arrowEnd
            || !token.Text.EndsWith('=')
            || token.Text is "==" or "===" or "!=" or "!==" or "<=" or ">="
        )
        {
            _coverError = _coverError >= 0 ? _coverError : cover;
            return left;
        }

        if (token.Is("="))
        {
            if (left is not (Identifier or Member { IsTarget: true } or SuperMember or ArrayLiteral or ObjectLiteral))
            {
                throw new SyntaxErrorException("Invalid left-hand side in assignment", position);
            }

            var target = ToTarget(left);
            _coverError = cover;
            Next();
            return new Assign(position, target, ParseAssignment());
        }

        if (left is not (Identifier or Member { IsTarget: true } or SuperMember))
        {
            throw new SyntaxErrorException("Invalid left-hand side in assignment", position);
        }

        _coverError = cover;
        Next();
        var value = ParseAssignment();
        var op = token.Text[..^1];
        return op switch
        {
            "&&" => new LogicalAssign(position, LogicalOperator.And, left, value),
            "||" => new LogicalAssign(position, LogicalOperator.Or, left, value),
            "??" => new LogicalAssign(position, LogicalOperator.Coalesce, left, value),
            _ => new CompoundAssign(position, BinaryOf(op), left, value),
        };
    }

    private Node ParseConditional()
    {
        var position = _token.Start;
        var test = ParseBinary(0);
        if (!_token.Is("?") || _token.Start == _arrowEnd)
        {
            return test;
        }

        Next();
        var noIn = _noIn;
        _noIn = false;
        var then = ParseAssignment();
        _noIn = noIn;
        Expect(":");
        return new Conditional(position, test, then, ParseAssignment());
    }

    private int Precedence(Token token) =>
        token.Kind == TokenKind.Keyword
            ? token.Text switch
            {
                "instanceof" => 8,
                "in" when !_noIn => 8,
                _ => 0,
            }
        : token.Kind != TokenKind.Punctuator ? 0
        : token.Text switch
        {
            "??" => 1,
            "||" => 2,
            "&&" => 3,
            "|" => 4,
            "^" => 5,
            "&" => 6,
            "==" or "!=" or "===" or "!==" => 7,
            "<" or ">" or "<=" or ">=" => 8,
            "<<" or ">>" or ">>>" => 9,
            "+" or "-" => 10,
            "*" or "/" or "%" => 11,
            "**" => 12,
            _ => 0,
        };

    private static BinaryOperator BinaryOf(string op) =>
        op switch
        {
            "+" => BinaryOperator.Add,
            "-" => BinaryOperator.Subtract,
            "*" => BinaryOperator.Multiply,
            "/" => BinaryOperator.Divide,
            "%" => BinaryOperator.Remainder,
            "**" => BinaryOperator.Power,
            "==" => BinaryOperator.Equal,
            "!=" => BinaryOperator.NotEqual,
            "===" => BinaryOperator.StrictEqual,
            "!==" => BinaryOperator.StrictNotEqual,
            "<" => BinaryOperator.Less,
            "<=" => BinaryOperator.LessOrEqual,
            ">" => BinaryOperator.Greater,
            ">=" => BinaryOperator.GreaterOrEqual,
            "&" => BinaryOperator.BitAnd,
            "|" => BinaryOperator.BitOr,
            "^" => BinaryOperator.BitXor,
            "<<" => BinaryOperator.ShiftLeft,
            ">>" => BinaryOperator.ShiftRight,
            ">>>" => BinaryOperator.ShiftRightUnsigned,
            "instanceof" => BinaryOperator.InstanceOf,
            _ => BinaryOperator.In,
        };

    private Node ParseBinary(int minimum)
    {
        var position = _token.Start;
        var left = ParseUnary();
        for (var chain = 1; ; chain++)
        {
            var precedence = Precedence(_token);
            if (precedence == 0 || precedence <= minimum || _token.Start == _arrowEnd)
            {
                return left;
            }

            left = Guard(left, chain);
            var op = _token.Text;
            var at = _token.Start;
            if (
                op == "**"
                && (left is Unary || (left is Literal { Value.IsNumber: true } number && double.IsNegative(number.Value.Num)))
                && position != _parenthesisedAt
            )
            {
                throw new SyntaxErrorException(
                    "Unary operator used immediately before exponentiation expression. Parenthesis must be used to disambiguate operator precedence",
                    at
                );
            }

            Next();
            Enter();
            var right = ParseBinary(op == "**" ? precedence - 1 : precedence);
            Leave();
            left = op switch
            {
                "&&" => new Logical(position, LogicalOperator.And, left, right),
                "||" => new Logical(position, LogicalOperator.Or, left, right),
                "??" => new Logical(position, LogicalOperator.Coalesce, left, right),
                _ => new Binary(position, BinaryOf(op), left, right),
            };
        }
    }

    private int _parenthesisedAt = -1;

    private Node Guard(Node left, int chain)
    {
        if (chain > MaxChain)
        {
            throw new SyntaxErrorException("The expression is too long", _token.Start);
        }

        return chain % 32 == 0 ? new StackGuard(left) : left;
    }

    private Node ParseUnary()
    {
        var token = _token;
        UnaryOperator? op =
            token.Kind == TokenKind.Punctuator
                ? token.Text switch
                {
                    "!" => UnaryOperator.Not,
                    "-" => UnaryOperator.Minus,
                    "+" => UnaryOperator.Plus,
                    "~" => UnaryOperator.BitNot,
                    _ => null,
                }
            : token.Kind == TokenKind.Keyword
                ? token.Text switch
                {
                    "typeof" => UnaryOperator.TypeOf,
                    "void" => UnaryOperator.Void,
                    "delete" => UnaryOperator.Delete,
                    _ => null,
                }
            : IsAwait(token) ? UnaryOperator.Await
            : null;
        if (op is { } known)
        {
            Next();
            Enter();
            var operand = ParseUnary();
            Leave();
            if (known == UnaryOperator.Delete && operand is Identifier)
            {
                throw new SyntaxErrorException("Delete of an unqualified identifier in strict mode.", token.Start);
            }

            if (known == UnaryOperator.TypeOf && operand is Identifier asked)
            {
                asked.IsOnlyAskedFor = true;
            }

            return known == UnaryOperator.Minus && operand is Literal { Value.IsNumber: true } number
                ? new Literal(token.Start, -number.Value.Num)
                : new Unary(token.Start, known, operand);
        }

        if (token.Is("++") || token.Is("--"))
        {
            Next();
            Enter();
            var target = ParseUnary();
            Leave();
            return MakeUpdate(token, target, prefix: true);
        }

        var node = ParseLeftHandSide();
        if ((_token.Is("++") || _token.Is("--")) && !_token.NewlineBefore && _token.Start != _arrowEnd)
        {
            var update = MakeUpdate(_token, node, prefix: false);
            Next();
            return update;
        }

        return node;
    }

    private bool IsAwait(Token token) =>
        token.IsWord("await")
        && PeekNext() is { NewlineBefore: false } next
        && (
            next.IsName && !next.IsWord("in") && !next.IsWord("instanceof") && !next.IsWord("of")
            || next.Kind is TokenKind.Number or TokenKind.String or TokenKind.Template
            || next.Is("(")
            || next.Is("[")
            || next.Is("{")
        );

    private static Update MakeUpdate(Token token, Node target, bool prefix) =>
        target is Identifier or Member { IsTarget: true } or SuperMember
            ? new Update(token.Start, target, token.Text == "++" ? 1 : -1, prefix)
            : throw new SyntaxErrorException(
                prefix ? "Invalid left-hand side expression in prefix operation" : "Invalid left-hand side expression in postfix operation",
                prefix ? target.Position : token.Start
            );

    /// <summary>A primary with its members and calls.</summary>
    private Node ParseLeftHandSide()
    {
        var start = _token.Start;
        Node node;
        if (_token.IsWord("new"))
        {
            node = ParseNew();
        }
        else if (_token.IsWord("super"))
        {
            node = ParseSuper();
        }
        else
        {
            node = ParsePrimary();
        }

        var inChain = false;
        for (var chain = 1; _token.Start != _arrowEnd; chain++)
        {
            var guarded = Guard(node, chain);
            if (_token.Is("?."))
            {
                inChain = true;
                Next();
                if (_token.Is("("))
                {
                    node = new Call(start, guarded, ParseArguments(), true, true);
                }
                else if (_token.Is("["))
                {
                    node = ParseIndex(guarded, true, true);
                }
                else
                {
                    node = ParseDot(guarded, true, true);
                }
            }
            else if (Take("."))
            {
                node = ParseDot(guarded, false, inChain);
            }
            else if (_token.Is("["))
            {
                node = ParseIndex(guarded, false, inChain);
            }
            else if (_token.Is("("))
            {
                node = new Call(node is Member ? node.Position : start, guarded, ParseArguments(), false, inChain);
            }
            else if (_token.Kind == TokenKind.Template)
            {
                node = ParseTemplate(guarded);
            }
            else
            {
                break;
            }
        }

        return inChain ? new OptionalChain(start, node) : node;
    }

    private Member ParseDot(Node target, bool optional, bool inChain)
    {
        var token = _token;
        if (!token.IsName && token.Kind != TokenKind.PrivateName)
        {
            throw Unexpected();
        }

        Next();
        return new Member(
            token.Start,
            target,
            token.Kind == TokenKind.PrivateName ? PrivateName(token.Text) : token.Text,
            null,
            optional,
            inChain
        );
    }

    private Member ParseIndex(Node target, bool optional, bool inChain)
    {
        var start = _token.Start;
        var index = ParseBracketed();
        return index is Literal { Value.IsString: true } text
            ? new Member(start, target, text.Value.AsString, null, optional, inChain)
            : new Member(start, target, null, index, optional, inChain);
    }

    private Node ParseBracketed()
    {
        Next();
        var noIn = _noIn;
        _noIn = false;
        var index = ParseExpression();
        _noIn = noIn;
        Expect("]");
        return index;
    }

    private Node[] ParseArguments()
    {
        Next();
        var noIn = _noIn;
        _noIn = false;
        var args = new List<Node>();
        while (!_token.Is(")"))
        {
            var start = _token.Start;
            args.Add(Take("...") ? new Spread(start, ParseAssignment()) : ParseAssignment());
            if (!_token.Is(")") && !Take(","))
            {
                throw new SyntaxErrorException(
                    _token.Kind == TokenKind.End ? "Unexpected end of input" : "missing ) after argument list",
                    _token.Start
                );
            }
        }

        Next();
        _noIn = noIn;
        return [.. args];
    }

    private Node ParseNew()
    {
        var start = _token.Start;
        Next();
        if (Take("."))
        {
            if (!TakeWord("target"))
            {
                throw Unexpected();
            }

            return new NewTarget(start);
        }

        Enter();
        var callee = _token.IsWord("new") ? ParseNew() : ParsePrimary();
        Leave();
        for (var chain = 1; ; chain++)
        {
            if (Take("."))
            {
                callee = ParseDot(Guard(callee, chain), false, false);
            }
            else if (_token.Is("["))
            {
                callee = ParseIndex(Guard(callee, chain), false, false);
            }
            else
            {
                break;
            }
        }

        return new New(start, callee, _token.Is("(") ? ParseArguments() : []);
    }

    private Node ParseSuper()
    {
        var start = _token.Start;
        Next();
        if (_token.Is("("))
        {
            return new SuperCall(start, ParseArguments());
        }

        if (Take("."))
        {
            var name = _token;
            if (!name.IsName)
            {
                throw Unexpected();
            }

            Next();
            return new SuperMember(start, name.Text, null);
        }

        return _token.Is("[")
            ? new SuperMember(start, null, ParseBracketed())
            : throw new SyntaxErrorException("'super' keyword unexpected here", start);
    }
}
