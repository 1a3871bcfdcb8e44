using System.Text;
using LaborFlow.Host.Documents;
using LaborFlow.Host.Documents.Glyphs;

namespace LaborFlow.Host.Tests.Documents;

/// <summary>A paper looks the same on a machine without Chinese fonts.</summary>
public sealed class PlainPdfTests
{
    [Fact]
    public void The_outlines_of_what_is_written_stand_in_the_file_and_the_text_can_be_copied()
    {
        var file = Encoding.Latin1.GetString(new PlainPdf().Write("案件操作记录〔2026〕42号").ToBytes());
        file.ShouldStartWith("%PDF-1.7");
        file.ShouldContain("/Subtype /Type3");
        file.ShouldContain("/ToUnicode");
        file.ShouldContain("/ActualText <FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("案件操作记录〔2026〕42号")));
        file.ShouldNotContain("/F 10 Tf");
    }

    [Fact]
    public void A_rare_character_is_left_to_the_readers_own_font()
    {
        PaperGlyphs.Find(new Rune(0x3106C)).ShouldBeNull();
        Encoding.Latin1.GetString(new PlainPdf().Write(new Rune(0x3106C).ToString()).ToBytes()).ShouldContain("/F 10 Tf");
    }

    [Fact]
    public void Every_character_of_GB_2312_and_of_official_documents_is_known()
    {
        foreach (var character in "案〔〕《》“”‘’—…·•→、。，：；？！（）％¥①⑩啊齄一㈠".EnumerateRunes())
            PaperGlyphs.Find(character).ShouldNotBeNull(character.ToString());
    }

    [Fact]
    public void A_long_text_takes_as_many_pages_as_it_needs()
    {
        var file = Encoding.Latin1.GetString(new PlainPdf().Write(string.Concat(Enumerable.Repeat("劳动争议调解仲裁", 600))).ToBytes());
        file.ShouldContain("/Count 3");
    }
}
