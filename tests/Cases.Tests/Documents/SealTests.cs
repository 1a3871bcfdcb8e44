using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using LaborFlow.Cases.Documents.Papers;
using LaborFlow.Cases.Documents.Sealing;
using LaborFlow.Cases.Tests.Support;
using PaperSource = LaborFlow.Cases.Documents.Papers.PaperSource;

namespace LaborFlow.Cases.Tests.Documents;

public sealed class SealTests
{
    private const string Office = "深圳市龙华区劳动人事争议仲裁委员会";
    private readonly MemoryStores _stores = new();
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_paper_carries_the_seal_of_its_office_over_the_date_and_stays_a_valid_document()
    {
        var seal = await InUseAsync();
        var filled = await DocxTemplate.FillAsync(Template(), Data("事实"), Picture(seal));
        filled.Seal.ShouldBe(seal);
        var blocks = DocxText.Read(filled.Content);
        blocks.Single(b => b.Sealed).Text.ShouldBe("二〇二六年十一月二十一日");
        blocks.ShouldNotContain(b => b.Text!.Contains('\uE0F0'));
        using var package = WordprocessingDocument.Open(new MemoryStream(filled.Content), isEditable: false);
        new OpenXmlValidator().Validate(package).Select(e => e.Description).ShouldBeEmpty();
        var image = package.MainDocumentPart!.ImageParts.Single();
        using var copy = new MemoryStream();
        await using (var stream = image.GetStream())
            await stream.CopyToAsync(copy);
        copy.ToArray().ShouldBe(TestSeal.Png());
    }

    [Fact]
    public async Task Without_a_seal_the_place_stays_free()
    {
        var filled = await DocxTemplate.FillAsync(Template(), Data("事实"), _ => ValueTask.FromResult<SealPicture?>(null));
        filled.Seal.ShouldBeNull();
        DocxText.Whole(filled.Content).ShouldBe($"事实\n{Office}\n二〇二六年十一月二十一日");
        DocxText.Whole(DocxTemplate.Fill(Template(), Data("事实"))).ShouldBe(DocxText.Whole(filled.Content));
    }

    [Fact]
    public async Task No_typed_text_asks_for_a_seal()
    {
        var typed = "{{office:seal}} \uE0F00.0\uE0F1";
        var filled = await DocxTemplate.FillAsync(
            PaperLayout.Write(PaperSource.Read("TEST/paper", "name: 测试\n---\n{{facts}}")),
            Data(typed),
            _ => throw new InvalidOperationException("nobody asked")
        );
        filled.Seal.ShouldBeNull();
        DocxText.Whole(filled.Content).ShouldBe(typed);
    }

    [Fact]
    public async Task A_second_administrator_approves_and_the_earlier_version_goes_out_of_use()
    {
        var first = await InUseAsync();
        var second = await Keep().ProposeAsync(Office, TestSeal.Png(400), "更换印章", "zhang");
        second.Version.ShouldBe(2);
        (await Should.ThrowAsync<NotAllowedException>(async () => await Keep().DecideAsync(second.Id, true, null, "Zhang"))).Code.ShouldBe(
            "seal.needs-two-people"
        );
        first.State.ShouldBe(SealState.InUse);
        await Keep().DecideAsync(second.Id, true, null, "li");
        (first.State, second.State).ShouldBe((SealState.Retired, SealState.InUse));
        (await Should.ThrowAsync<NotAllowedException>(async () => await Keep().DecideAsync(second.Id, false, "否", "li"))).Code.ShouldBe(
            "seal.decided"
        );
        await Keep().RetireAsync(second.Id, "印章遗失", "zhang");
        (await _stores.InUseAsync(Office)).ShouldBeNull();
    }

    [Fact]
    public async Task One_picture_waits_at_a_time_and_a_refusal_needs_a_reason()
    {
        var waiting = await Keep().ProposeAsync(Office, TestSeal.Png(), "刻章批复", "zhang");
        (
            await Should.ThrowAsync<NotAllowedException>(async () => await Keep().ProposeAsync(Office, TestSeal.Png(), "再传", "li"))
        ).Code.ShouldBe("seal.waiting");
        (await Should.ThrowAsync<InvalidInputException>(async () => await Keep().DecideAsync(waiting.Id, false, " ", "li")))
            .Errors.Single()
            .Field.ShouldBe("note");
        await Keep().DecideAsync(waiting.Id, false, "印模不清", "li");
        waiting.State.ShouldBe(SealState.Rejected);
    }

    [Fact]
    public void A_picture_that_is_no_whole_see_through_png_of_a_fitting_size_is_refused()
    {
        Fault([]).ShouldBe("not-a-png");
        Fault(TestSeal.Png()[..^20]).ShouldBe("not-a-png");
        Fault([.. TestSeal.Png(), 0]).ShouldBe("not-a-png");
        var flipped = TestSeal.Png();
        flipped[60] ^= 1;
        Fault(flipped).ShouldBe("not-a-png");
        Fault(TestSeal.Png(100)).ShouldBe("wrong-size");
        Fault(TestSeal.Png(300, opaque: true)).ShouldBe("not-transparent");
        Fault(new byte[SealFile.MaxBytes + 1]).ShouldBe("too-large");
        SealFile.Read(TestSeal.Png()).Width.ShouldBe(300);
    }

    private static string Fault(byte[] content) => Should.Throw<InvalidInputException>(() => SealFile.Read(content)).Errors.Single().Code;

    private KeepSeals Keep() => new(_stores, _stores, _time);

    private async Task<OfficeSeal> InUseAsync()
    {
        var seal = await Keep().ProposeAsync(Office, TestSeal.Png(), "刻章批复", "zhang");
        return await Keep().DecideAsync(seal.Id, true, null, "li");
    }

    private static Func<string, ValueTask<SealPicture?>> Picture(OfficeSeal seal) =>
        office => ValueTask.FromResult(office == seal.Office ? new SealPicture(seal, TestSeal.Png()) : null);

    private static byte[] Template() =>
        PaperLayout.Write(
            PaperSource.Read("TEST/paper", "name: 测试\n---\n{{facts}}\n> {{office}}\n> {{date:capitalDate}}{{office:seal}}")
        );

    private static JsonObject Data(string facts) =>
        new()
        {
            ["facts"] = facts,
            ["office"] = Office,
            ["date"] = "2026-11-21",
        };
}
