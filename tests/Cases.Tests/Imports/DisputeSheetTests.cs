using System.Text;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Imports;

namespace LaborFlow.Cases.Tests.Imports;

public sealed class DisputeSheetTests
{
    private const string Header =
        "reference,applicantKind,applicantName,applicantIdType,applicantIdNumber,applicantPhone,applicantServiceAddress,respondentRole,"
        + "respondentName,startedOn,post,monthlyWage,contractStatus,claims,facts,rightInfringedOn,district,coApplicants,evidence\r\n";

    private static readonly FindAttachment Nothing = _ => null;

    [Fact]
    public void A_quoted_cell_may_hold_commas_line_ends_and_doubled_quotation_marks()
    {
        var line = One(Line(facts: "\"公司说\"\"等等\"\",\r\n一直未付\""));

        line.Application.Facts.ShouldBe("公司说\"等等\",\r\n一直未付");
        line.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them_when_cells_hold_line_ends_or_lines_are_blank()
    {
        var text = Header + Line("A", facts: "\"第一行\n第二行\"") + "\r\n" + Line("B") + Line("C", startedOn: "昨天");

        Read(text).Lines.Select(line => (line.Number, line.Reference)).ShouldBe([(2, "A"), (5, "B"), (6, "C")]);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+86 138")]
    [InlineData("@SUM(A1)")]
    public void A_cell_that_looks_like_a_formula_is_data(string facts) => One(Line(facts: facts)).Application.Facts.ShouldBe(facts);

    [Fact]
    public void Utf8_with_and_without_mark_and_gb18030_read_the_same()
    {
        var text = Header + Line(facts: "拖欠工资，㐂姓");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[][] forms =
        [
            Encoding.UTF8.GetBytes(text),
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
            Encoding.GetEncoding("GB18030").GetBytes(text),
        ];

        foreach (var bytes in forms)
            DisputeSheet.Read(bytes, Nothing).Lines.Single().Application.Facts.ShouldBe("拖欠工资，㐂姓");
    }

    [Fact]
    public void What_is_no_text_a_header_without_its_columns_and_an_empty_file_are_refused_as_a_whole()
    {
        DisputeSheet.Read([0x50, 0x4B, 0x03, 0x04, 0xFF, 0xFF, 0x00], Nothing).Faults.Single().Code.ShouldBe("encoding");
        Read("").Faults.Single().Code.ShouldBe("empty");
        Read("reference,colour\r\nA,red").Faults.Select(fault => fault.Code).ShouldContain("unknown-column");
        Read(Header.Replace("facts,", "", StringComparison.Ordinal))
            .Faults.Single()
            .ShouldBe(new FieldError("facts", "missing-column", "缺少“facts”列。", "The column 'facts' is missing."));
        Read(Header.Replace("facts", "post", StringComparison.Ordinal))
            .Faults.Select(fault => fault.Code)
            .ShouldContain("duplicate-column");
    }

    [Fact]
    public void A_cell_of_the_wrong_type_and_a_missing_file_are_named_with_their_field()
    {
        var line = One(Line(startedOn: "2026/01/01", wage: "六千", claims: "unpaid-wages:12,5:::x", evidence: "../secret.pdf"));

        line.Errors.Select(error => (error.Field, error.Code))
            .ShouldBe(
                [
                    ("employment.startedOn", "invalid-date"),
                    ("employment.monthlyWage", "invalid-amount"),
                    ("claims[0].amount", "invalid-amount"),
                    ("evidence", "file-not-found"),
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_line_with_slipped_columns_gets_that_one_reason_and_does_not_stop_the_next()
    {
        var lines = Read(Header + "A,worker,甲\r\n" + Line("B")).Lines;

        lines[0].Errors.Single().Code.ShouldBe("missing-columns");
        lines[1].Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Co_applicants_are_those_of_the_members_file_with_the_same_reference()
    {
        const string members = "reference,name,idType,idNumber,phone\r\nA,甲,passport,E1,13800138000\r\nB,乙,passport,E2,13800138001\r\n";
        var sheet = DisputeSheet.Read(
            Encoding.UTF8.GetBytes(Header + Line("A", members: "members.csv") + Line("C", members: "members.csv")),
            path => path == "members.csv" ? new UploadedFile(path, Encoding.UTF8.GetBytes(members)) : null
        );

        sheet.Lines[0].Application.CoApplicants!.Select(member => member!.Name).ShouldBe(["甲"]);
        sheet.Lines[1].Errors.Single().Code.ShouldBe("no-members");
    }

    [Fact]
    public void The_same_reference_of_the_same_applicant_is_the_same_case_and_a_second_line_with_it_is_named()
    {
        var lines = Read(Header + Line("A") + Line("A") + Line("B")).Lines;

        lines[0].CaseId.ShouldBe(lines[1].CaseId);
        lines[0].CaseId.ShouldNotBe(lines[2].CaseId);
        lines[1].Errors.Single().Code.ShouldBe("duplicate");
    }

    private static DisputeSheet Read(string text) => DisputeSheet.Read(Encoding.UTF8.GetBytes(text), Nothing);

    private static ImportLine One(string line) => Read(Header + line).Lines.Single();

    private static string Line(
        string reference = "A",
        string startedOn = "2024-01-01",
        string wage = "6000.00",
        string claims = "unpaid-wages:6000::: 一个月",
        string facts = "欠薪",
        string members = "",
        string evidence = ""
    ) =>
        $"{reference},worker,陈静,resident-id,11010519491231002X,13800138000,深圳市龙华区1号,employer,深圳市某公司,"
        + $"{startedOn},装配工,\"{wage}\",written,\"{claims}\",{facts},2026-01-15,440309,{members},{evidence}\r\n";
}
