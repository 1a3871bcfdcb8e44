using System.IO.Compression;
using System.Text;
using LaborFlow.Cases.Evidence;

namespace LaborFlow.Cases.Tests.Evidence;

public sealed class AcceptedFilesTests
{
    [Theory]
    [InlineData("a.pdf", "%PDF-1.7", "application/pdf")]
    [InlineData("a.txt", "工资条", "text/plain")]
    [InlineData("A.CSV", "a,b", "text/csv")]
    [InlineData("C:\\docs\\录音.mp3", "ID3xxxx", "audio/mpeg")]
    [InlineData("/tmp/v.mp4", "\0\0\0\u0018ftypisom....", "video/mp4")]
    public void A_content_that_fits_its_extension_is_taken(string name, string content, string type)
    {
        AcceptedFiles.Check([File(name, content)], out var accepted).ShouldBeEmpty();

        accepted.Single().ContentType.ShouldBe(type);
        accepted.Single().Name.ShouldNotContain("/");
        accepted.Single().Name.ShouldNotContain("\\");
    }

    [Theory]
    [InlineData("a.pdf", "<html>", "content-mismatch")]
    [InlineData("a.png", "%PDF-1.7", "content-mismatch")]
    [InlineData("a.docx", "PK\u0003\u0004 no archive", "content-mismatch")]
    [InlineData("a.txt", "MZ\0\0", "content-mismatch")]
    [InlineData("a.exe", "MZ", "forbidden-type")]
    [InlineData("pdf", "%PDF-1.7", "forbidden-type")]
    [InlineData("a.pdf", "", "empty")]
    [InlineData("", "x", "invalid-name")]
    public void Anything_else_is_refused(string name, string content, string code) =>
        AcceptedFiles.Check([File(name, content)], out _).Single().Code.ShouldBe(code);

    [Fact]
    public void Twenty_megabytes_are_taken_and_one_byte_more_is_not()
    {
        var largest = new byte[AcceptedFiles.MaxBytes];
        "%PDF-"u8.CopyTo(largest);
        var larger = new byte[AcceptedFiles.MaxBytes + 1];
        "%PDF-"u8.CopyTo(larger);

        AcceptedFiles.Check([new("a.pdf", largest)], out _).ShouldBeEmpty();
        AcceptedFiles.Check([new("a.pdf", larger)], out _).Single().Code.ShouldBe("too-large");
    }

    [Theory]
    [InlineData("word/document.xml", null, 0)]
    [InlineData("xl/workbook.xml", null, 1)]
    [InlineData("word/document.xml", "word/vbaProject.bin", 1)]
    public void A_word_document_is_known_by_its_parts_and_holds_no_macros(string part, string? other, int faults)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("[Content_Types].xml");
            archive.CreateEntry(part);
            if (other is not null)
                archive.CreateEntry(other);
        }

        AcceptedFiles.Check([new("a.docx", stream.ToArray())], out _).Count.ShouldBe(faults);
    }

    private static UploadedFile File(string name, string content) => new(name, Encoding.UTF8.GetBytes(content));
}
