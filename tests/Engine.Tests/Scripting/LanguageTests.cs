namespace LaborFlow.Engine.Tests.Scripting;

/// <summary>
/// Tables of one-line scripts with the JSON of their value. The expected values were computed by a JavaScript engine with the time zone
/// Asia/Shanghai, so a row says what the language does and not what we believe.
/// </summary>
public sealed class LanguageTests
{
    private const string Arrow = " ⇒ ";

    public static TheoryData<string, string> Rows(string table)
    {
        using var stream = typeof(LanguageTests).Assembly.GetManifestResourceStream("Scripting." + table + ".txt")!;
        using var reader = new StreamReader(stream);
        var rows = new TheoryData<string, string>();
        while (reader.ReadLine() is { } line)
        {
            var at = line.LastIndexOf(Arrow, StringComparison.Ordinal);
            rows.Add(line[..at], line[(at + Arrow.Length)..]);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows), "language")]
    public void A_script_gives_what_the_language_says(string source, string expected) => ScriptLab.Json(source).ShouldBe(expected);
}
