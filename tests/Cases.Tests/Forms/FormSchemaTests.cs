using System.Text.Json;
using LaborFlow.Cases.Forms;

namespace LaborFlow.Cases.Tests.Forms;

public sealed class FormSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string","minLength":1}""", "\"\"", "required")]
    [InlineData("""{"type":"string","minLength":1}""", "\"  \"", "required")]
    [InlineData("""{"type":"string","maxLength":2}""", "\"abc\"", "too-long")]
    [InlineData("""{"type":"string"}""", "1", "wrong-type")]
    [InlineData("""{"type":"string","pattern":"^a$"}""", "\"b\"", "invalid")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2026-02-30\"", "invalid-date")]
    [InlineData("""{"type":"string","enum":["a","b"]}""", "\"c\"", "unknown-code")]
    [InlineData("""{"oneOf":[{"const":"a","title":"甲"},{"const":"b"}]}""", "\"c\"", "unknown-code")]
    [InlineData("""{"type":"integer"}""", "1.5", "wrong-type")]
    [InlineData("""{"type":"number","minimum":0}""", "-1", "too-small")]
    [InlineData("""{"type":"number","maximum":10}""", "11", "too-large")]
    [InlineData("""{"type":"number","multipleOf":0.01}""", "1.005", "too-many-decimals")]
    [InlineData("""{"type":"number"}""", "1e400", "too-large")]
    [InlineData("""{"type":"array","minItems":1}""", "[]", "too-few")]
    [InlineData("""{"type":"array","maxItems":1}""", "[1,2]", "too-many")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "[1]", "wrong-type")]
    [InlineData("""{"type":"object","required":["a"]}""", "{}", "required")]
    [InlineData("""{"type":"object","required":["a"]}""", """{"a":null}""", "required")]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":false}""", """{"x":1}""", "unknown-field")]
    [InlineData("""{"type":"boolean","const":true}""", "false", "unknown-code")]
    [InlineData("""{"if":{"properties":{"k":{"const":1}},"required":["k"]},"then":{"required":["v"]}}""", """{"k":1}""", "required")]
    public void A_fault_has_its_code(string schema, string data, string code) => Check(schema, data).Single().Code.ShouldBe(code);

    [Theory]
    [InlineData("""{"type":"string","format":"date"}""", "\"2028-02-29\"")]
    [InlineData("""{"type":"integer"}""", "2.0")]
    [InlineData("""{"type":"number","multipleOf":0.01}""", "1.01")]
    [InlineData("""{"type":["string","null"]}""", "null")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", """{"a":null}""")]
    [InlineData("""{"if":{"properties":{"k":{"const":1}},"required":["k"]},"then":{"required":["v"]}}""", """{"k":2}""")]
    public void Sound_data_has_no_fault(string schema, string data) => Check(schema, data).ShouldBeEmpty();

    [Fact]
    public void A_rule_that_is_not_known_is_never_skipped() =>
        Should.Throw<NotSupportedException>(() => Check("""{"type":"array","uniqueItems":true}""", "[1,1]"));

    [Fact]
    public void Faults_name_their_path() =>
        Check("""{"properties":{"list":{"items":{"properties":{"n":{"type":"number"}}}}}}""", """{"list":[{"n":1},{"n":"x"}]}""")
            .Single()
            .Field.ShouldBe("data.list[1].n");

    private static IReadOnlyList<FieldError> Check(string schema, string data)
    {
        using var s = JsonDocument.Parse(schema);
        using var d = JsonDocument.Parse(data);
        return FormSchema.Check(s.RootElement, d.RootElement);
    }
}
