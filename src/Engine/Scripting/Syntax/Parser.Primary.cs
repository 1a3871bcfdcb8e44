namespace LaborFlow.Engine.Scripting;

internal sealed partial class Parser
{
    private Node ParsePrimary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                return ParseName(token);
            case TokenKind.Number:
                Next();
                return new Literal(token.Start, token.Number);
            case TokenKind.String:
                Next();
                return new Literal(token.Start, token.Text);
            case TokenKind.Template:
                return ParseTemplate(null);
            case TokenKind.PrivateName when PeekNext().IsWord("in"):
                Next();
                return new Literal(token.Start, JsValue.From(PrivateName(token.Text)));
            case TokenKind.Keyword:
                return ParseKeyword(token);
            case TokenKind.Punctuator:
                switch (token.Text)
                {
                    case "(":
                        return ParseParenthesis();
                    case "[":
                        return ParseArray();
                    case "{":
                        return ParseObject();
                    case "/" or "/=":
                        var regex = _lexer.RescanRegex(token.Start);
                        _token = regex;
                        Next();
                        try
                        {
                            _ = RegexTranslator.Translate(regex.Text, regex.Raw!);
                        }
                        catch (FormatException error)
                        {
                            throw new SyntaxErrorException(error.Message, regex.Start);
                        }

                        return new RegexLiteral(regex.Start, regex.Text, regex.Raw!);
                }

                break;
        }

        throw Unexpected();
    }

    private Node ParseKeyword(Token token)
    {
        switch (token.Text)
        {
            case "function":
                return ParseFunctionExpression();
            case "class":
                return ParseClass();
            case "this":
                Next();
                return new This(token.Start);
            case "null":
                Next();
                return new Literal(token.Start, JsValue.Null);
            case "true":
                Next();
                return new Literal(token.Start, true);
            case "false":
                Next();
                return new Literal(token.Start, false);
            case "import":
                throw new SyntaxErrorException("Cannot use import statement outside a module", token.Start);
            default:
                throw Unexpected();
        }
    }

    private Node ParseName(Token token)
    {
        Next();
        if (token.IsWord("async") && !_token.NewlineBefore)
        {
            if (_token.IsWord("function"))
            {
                return ParseFunctionExpression();
            }

            if (_token.Kind == TokenKind.Identifier && PeekNext().Is("=>"))
            {
                return ParseName(_token);
            }

            if (_token.Is("("))
            {
                return ParseParenthesis();
            }
        }

        if (_token.Is("=>") && !_token.NewlineBefore)
        {
            var scope = PushScope(true);
            var arrow = ParseArrow(token.Start, scope, [Reference(token.Text, token.Start)]);
            PopScope();
            return arrow;
        }

        return token.Text == "undefined" ? new Literal(token.Start, default) : Reference(token.Text, token.Start);
    }

    // Read in a scope of its own, which becomes the arrow function's or stays without names.
    private Node ParseParenthesis()
    {
        var start = _token.Start;
        var scope = PushScope(false);
        var noIn = _noIn;
        var cover = _coverError;
        _noIn = false;
        _coverError = -1;
        Next();
        var items = new List<Node>();
        var onlyParameters = false;
        while (!_token.Is(")"))
        {
            var position = _token.Start;
            if (Take("..."))
            {
                onlyParameters = true;
                items.Add(new Spread(position, ToTarget(ParseLeftHandSide())));
            }
            else
            {
                items.Add(ParseAssignment());
            }

            if (_token.Is(")"))
            {
                break;
            }

            if (onlyParameters || !_token.Is(","))
            {
                throw Unexpected();
            }

            Next();
            onlyParameters = _token.Is(")");
        }

        onlyParameters |= items.Count == 0;
        var close = _token;
        Next();
        _noIn = noIn;
        Node result;
        if (_token.Is("=>"))
        {
            _coverError = cover;
            result = ParseArrow(start, scope, items);
        }
        else if (onlyParameters)
        {
            throw _token.Kind == TokenKind.End || items.Count == 0
                ? Unexpected(_token.Kind == TokenKind.End ? _token : close)
                : Unexpected(close);
        }
        else
        {
            _coverError = _coverError >= 0 ? _coverError : cover;
            result = items.Count == 1 ? items[0] : new Sequence(start, [.. items]);
            _parenthesisedAt = start;
        }

        PopScope();
        return result;
    }

    private ArrayLiteral ParseArray()
    {
        var start = _token.Start;
        Next();
        var noIn = _noIn;
        _noIn = false;
        var elements = new List<Node?>();
        while (!_token.Is("]"))
        {
            if (Take(","))
            {
                elements.Add(null);
                continue;
            }

            var position = _token.Start;
            elements.Add(Take("...") ? new Spread(position, ParseAssignment()) : ParseAssignment());
            if (!_token.Is("]"))
            {
                Expect(",");
            }
        }

        Next();
        _noIn = noIn;
        return new ArrayLiteral(start, [.. elements]);
    }

    private ObjectLiteral ParseObject()
    {
        var start = _token.Start;
        Next();
        var noIn = _noIn;
        _noIn = false;
        var members = new List<ObjectMember>();
        while (!_token.Is("}"))
        {
            members.Add(ParseObjectMember());
            if (!_token.Is("}"))
            {
                Expect(",");
            }
        }

        Next();
        _noIn = noIn;
        return new ObjectLiteral(start, [.. members]);
    }

    private ObjectMember ParseObjectMember()
    {
        var token = _token;
        if (Take("..."))
        {
            return new ObjectMember(MemberKind.Spread, null, null, ParseAssignment());
        }

        TakeModifier("async");
        RefuseGenerator();
        var kind =
            TakeModifier("get") ? MemberKind.Getter
            : TakeModifier("set") ? MemberKind.Setter
            : MemberKind.Value;
        var name = _token;
        if (name.Kind == TokenKind.PrivateName)
        {
            throw Unexpected();
        }

        var (key, computed) = ParsePropertyKey();
        if (_token.Is("("))
        {
            return new ObjectMember(kind, key, computed, new FunctionExpression(ParseFunctionRest(name.Start, "", isMethod: true)));
        }

        if (kind == MemberKind.Value && Take(":"))
        {
            var value = ParseAssignment();
            return key is "__proto__"
                ? new ObjectMember(MemberKind.Proto, null, null, value)
                : new ObjectMember(MemberKind.Value, key, computed, value) { Position = token.Start };
        }

        if (kind != MemberKind.Value || name.Kind != TokenKind.Identifier)
        {
            throw name.Kind == TokenKind.Keyword ? Unexpected(name) : Unexpected();
        }

        Node reference = name.Text == "undefined" ? new Literal(name.Start, default) : Reference(name.Text, name.Start);
        if (!_token.Is("="))
        {
            return new ObjectMember(MemberKind.Value, key, null, reference) { Position = name.Start };
        }

        var at = _token.Start;
        Next();
        var fallback = ParseAssignment();
        _coverError = _coverError >= 0 ? _coverError : at;
        return new ObjectMember(MemberKind.Value, key, null, reference) { Position = name.Start, ShorthandDefault = fallback };
    }

    private Node ParseTemplate(Node? tag)
    {
        var start = _token.Start;
        var texts = new List<string>();
        var raws = new List<string>();
        var parts = new List<Node>();
        while (true)
        {
            texts.Add(_token.Text);
            raws.Add(_token.Raw!);
            if (_token.TemplateEnds)
            {
                break;
            }

            Next();
            var noIn = _noIn;
            _noIn = false;
            parts.Add(ParseExpression());
            _noIn = noIn;
            if (!_token.Is("}"))
            {
                throw Unexpected();
            }

            _token = _lexer.ContinueTemplate(_token.End);
        }

        Next();
        return tag is not null ? new TaggedTemplate(start, tag, [.. texts], [.. raws], [.. parts])
            : parts.Count == 0 ? new Literal(start, texts[0])
            : new TemplateLiteral(start, [.. texts], [.. parts]);
    }
}
