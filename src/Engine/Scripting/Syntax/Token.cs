namespace LaborFlow.Engine.Scripting;

internal enum TokenKind : byte
{
    End,
    Identifier,
    Keyword,
    Punctuator,
    Number,
    String,
    Template,
    Regex,
    PrivateName,
}

internal struct Token
{
    public TokenKind Kind;
    public string Text; // identifier, keyword, punctuator, cooked string, template chunk, regex pattern
    public string? Raw; // template chunk as written; regex flags
    public double Number;
    public int Start;
    public int End;
    public bool NewlineBefore;
    public bool TemplateEnds;
    public bool Escaped;

    public readonly bool Is(string punctuator) => Kind == TokenKind.Punctuator && Text == punctuator;

    public readonly bool IsWord(string word) => Kind is TokenKind.Keyword or TokenKind.Identifier && Text == word && !Escaped;

    /// <summary>A name where any word is allowed: after a dot, as a property.</summary>
    public readonly bool IsName => Kind is TokenKind.Identifier or TokenKind.Keyword;
}

/// <summary>A syntax error on its way out of the parser.</summary>
internal sealed class SyntaxErrorException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;
}
