using LaborFlow.Engine.Scripting;

namespace LaborFlow.Engine.Tests.Scripting;

/// <summary>Errors say what a JavaScript engine says, and where.</summary>
public sealed class ErrorTests
{
    [Theory]
    [InlineData("undefinedFunction()", "ReferenceError", "undefinedFunction is not defined", 1, 1)]
    [InlineData("var a;\nvar b = 1;\n  a.b", "TypeError", "Cannot read properties of undefined (reading 'b')", 3, 5)]
    [InlineData("var a = null;\na.b.c", "TypeError", "Cannot read properties of null (reading 'b')", 2, 3)]
    [InlineData("var o = {};\no.f(1)", "TypeError", "o.f is not a function", 2, 3)]
    [InlineData("var o = {a:{}}; o.a['x']()", "TypeError", "o.a.x is not a function", 1, 20)]
    [InlineData("null.x = 1", "TypeError", "Cannot set properties of null (setting 'x')", 1, 6)]
    [InlineData("const c = 1;\nc = 2", "TypeError", "Assignment to constant variable.", 2, 1)]
    [InlineData("x;\nlet x = 1", "ReferenceError", "Cannot access 'x' before initialization", 1, 1)]
    [InlineData("throw new RangeError('too far')", "RangeError", "too far", 1, 1)]
    [InlineData("\n\n  throw new Error('here')", "Error", "here", 3, 3)]
    [InlineData("throw 'text'", "Error", "Uncaught text", 1, 1)]
    [InlineData("new 5", "TypeError", "5 is not a constructor", 1, 1)]
    [InlineData("[...5]", "TypeError", "5 is not iterable", 1, 2)]
    [InlineData("const {a} = null", "TypeError", "Cannot destructure property 'a' of 'null' as it is null.", 1, 7)]
    [InlineData("'use strict'; Object.freeze([1]).push(2)", "TypeError", "Cannot add property 1, object is not extensible", 1, 34)]
    [InlineData("'abc'.repeat(-1)", "RangeError", "Invalid count value: -1", 1, 7)]
    [InlineData("new Array(-1)", "RangeError", "Invalid array length", 1, 1)]
    [InlineData("(1).toFixed(101)", "RangeError", "toFixed() digits argument must be between 0 and 100", 1, 5)]
    [InlineData("1 in 5", "TypeError", "Cannot use 'in' operator to search for '1' in 5", 1, 1)]
    [InlineData("({}) instanceof 5", "TypeError", "Right-hand side of 'instanceof' is not an object", 1, 1)]
    [InlineData("JSON.parse('')", "SyntaxError", "Unexpected end of JSON input", 1, 6)]
    [InlineData("var a={}; a.a=a; JSON.stringify(a)", "TypeError", "Converting circular structure to JSON", 1, 23)]
    [InlineData("decodeURIComponent('%')", "URIError", "URI malformed", 1, 1)]
    [InlineData("new Date(NaN).toISOString()", "RangeError", "Invalid time value", 1, 15)]
    [InlineData("Symbol() + ''", "TypeError", "Cannot convert a Symbol value to a string", 1, 1)]
    public void A_thrown_error_has_the_words_and_the_place(string source, string name, string message, int line, int column)
    {
        var error = ScriptLab.Fails(source);

        error.Kind.ShouldBe(ScriptErrorKind.Thrown);
        error.ErrorName.ShouldBe(name);
        error.Message.ShouldBe(message);
        (error.Line, error.Column).ShouldBe((line, column));
    }

    [Theory]
    [InlineData("1 +", "Unexpected end of input", 1, 4)]
    [InlineData("var 1", "Unexpected number", 1, 5)]
    [InlineData("a b", "Unexpected identifier 'b'", 1, 3)]
    [InlineData("{\n  a: 1,\n  b: 2\n}", "Unexpected token ':'", 3, 4)]
    [InlineData("f(1 2)", "missing ) after argument list", 1, 5)]
    [InlineData("if (x {", "Unexpected token '{'", 1, 7)]
    [InlineData("'abc", "Invalid or unexpected token", 1, 1)]
    [InlineData("`abc", "Unterminated template literal", 1, 1)]
    [InlineData("/abc", "Invalid regular expression: missing /", 1, 1)]
    [InlineData("/(/", "Invalid regular expression: /(/: Unterminated group", 1, 1)]
    [InlineData("let a; let a", "Identifier 'a' has already been declared", 1, 12)]
    [InlineData("const a", "Missing initializer in const declaration", 1, 8)]
    [InlineData("1 = 2", "Invalid left-hand side in assignment", 1, 1)]
    [InlineData("break", "Illegal break statement", 1, 1)]
    [InlineData("for(;;) { break x }", "Undefined label 'x'", 1, 17)]
    [InlineData("function* g(){}", "Generator functions are not supported", 1, 9)]
    [InlineData("10n", "BigInt is not supported", 1, 1)]
    [InlineData("({a=1})", "Invalid shorthand property initializer", 1, 4)]
    [InlineData("import x from 'y'", "Cannot use import statement outside a module", 1, 1)]
    [InlineData(
        "-1 ** 2",
        "Unary operator used immediately before exponentiation expression. Parenthesis must be used to disambiguate operator precedence",
        1,
        4
    )]
    [InlineData("try {}", "Missing catch or finally after try", 1, 7)]
    [InlineData("var a = #", "Invalid or unexpected token", 1, 9)]
    [InlineData("(a, b", "Unexpected end of input", 1, 6)]
    [InlineData("()", "Unexpected end of input", 1, 3)]
    public void A_syntax_error_has_the_words_and_the_place(string source, string message, int line, int column)
    {
        var error = ScriptSyntax.Check(source).ShouldNotBeNull();

        error.Kind.ShouldBe(ScriptErrorKind.Syntax);
        error.Message.ShouldBe(message);
        (error.Line, error.Column).ShouldBe((line, column));
    }

    [Fact]
    public void The_thrown_value_is_kept() => ScriptLab.Fails("throw {code: 7}").Value.AsObject!["code"].AsNumber.ShouldBe(7);

    [Fact]
    public void Valid_source_has_no_syntax_error() => ScriptSyntax.Check("return { a: 1 }").ShouldBeNull();
}
