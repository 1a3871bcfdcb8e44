using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using LaborFlow.Cases.Documents.Papers;
using PaperSource = LaborFlow.Cases.Documents.Papers.PaperSource;

namespace LaborFlow.Cases.Tests.Documents;

public sealed class DocxTemplateTests
{
    private static readonly JsonObject Data = new()
    {
        ["name"] = "陈晓明",
        ["amount"] = 19500.5m,
        ["on"] = "2026-11-21",
        ["empty"] = "",
        ["claims"] = new JsonArray(
            new JsonObject { ["cause"] = "拖欠劳动报酬", ["amount"] = 100m },
            new JsonObject { ["cause"] = "经济补偿", ["amount"] = null }
        ),
    };

    [Fact]
    public void Fields_are_filled_and_formatted() =>
        Fill("{{name}}应得{{amount:money}}（{{amount:capital}}），{{on:date}}，{{on:capitalDate}}，{{empty|无}}")
            .ShouldBe("陈晓明应得人民币19,500.50元（人民币壹万玖仟伍佰元伍角），2026年11月21日，二〇二六年十一月二十一日，无");

    [Fact]
    public void Every_field_without_a_value_is_named_and_nothing_is_made()
    {
        var error = Should.Throw<UnresolvedFieldsException>(() => Fill("{{name}}{{empty}}{{party.phone}}{{empty}}"));
        error.Fields.ShouldBe(["empty", "party.phone"]);
    }

    [Fact]
    public void Rows_repeat_for_each_item() =>
        Fill("| 序号 | 请求 | 金额 |\n| {{#each claims}}{{@number}} | {{cause}} | {{amount:money|不涉及金额}}{{/each}} |")
            .ShouldBe("序号\t请求\t金额\n一\t拖欠劳动报酬\t人民币100.00元\n二\t经济补偿\t不涉及金额");

    [Fact]
    public void A_table_without_items_keeps_only_its_head()
    {
        var data = new JsonObject { ["claims"] = new JsonArray() };
        DocxText.Whole(DocxTemplate.Fill(Template("| 请求 |\n| {{#each claims}}{{cause}}{{/each}} |"), data)).ShouldBe("请求");
    }

    [Fact]
    public void Blocks_repeat_and_choose_and_see_the_outer_values() =>
        Fill("{{#each claims}}\n{{#if amount}}\n{{name}}：{{cause}}{{amount:money}}\n{{else}}\n{{cause}}无金额\n{{/if}}\n{{/each}}\n完")
            .ShouldBe("陈晓明：拖欠劳动报酬人民币100.00元\n经济补偿无金额\n完");

    [Fact]
    public void A_field_that_an_office_program_spread_over_several_runs_is_filled()
    {
        var template = Template("甲{{name}}乙");
        using var stream = new MemoryStream();
        stream.Write(template);
        using (var package = WordprocessingDocument.Open(stream, isEditable: true))
        {
            var paragraph = package.MainDocumentPart!.Document.Body!.Elements<Paragraph>().Single();
            paragraph.RemoveAllChildren<Run>();
            paragraph.Append(
                new Run(new Text("甲{")),
                new Run(new RunProperties(new Bold()), new Text("{na")),
                new Run(new Text("me}}乙"))
            );
        }

        DocxText.Whole(DocxTemplate.Fill(stream.ToArray(), Data)).ShouldBe("甲陈晓明乙");
    }

    [Fact]
    public void Line_breaks_in_a_value_stay_line_breaks()
    {
        var data = new JsonObject { ["terms"] = "一、支付工资\n二、出具证明" };
        DocxText.Whole(DocxTemplate.Fill(Template("{{terms}}"), data)).ShouldBe("一、支付工资\n二、出具证明");
    }

    [Theory]
    [InlineData("{{#each claims}}\n{{cause}}")]
    [InlineData("{{/if}}")]
    public void A_loop_that_does_not_close_is_refused(string source) => Should.Throw<InvalidDataException>(() => Fill(source));

    [Fact]
    public void What_is_no_word_document_is_refused() =>
        Should.Throw<InvalidDataException>(() => DocxTemplate.Fill("not a document"u8.ToArray(), Data));

    [Fact]
    public void A_value_is_text_even_when_it_looks_like_a_field_or_like_markup()
    {
        var data = new JsonObject { ["facts"] = "{{name}}<w:p/>&amp;" };
        DocxText.Whole(DocxTemplate.Fill(Template("{{facts}}"), data)).ShouldBe("{{name}}<w:p/>&amp;");
    }

    private static string Fill(string source) => DocxText.Whole(DocxTemplate.Fill(Template(source), Data));

    private static byte[] Template(string source) => PaperLayout.Write(PaperSource.Read("T/t", "name: 测试\n---\n" + source));
}
