using System.Text;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Tests.Filing;

public sealed class FileDisputeTests
{
    private readonly MemoryStores _stores = new();
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero));
    private readonly FileDispute _file;

    public FileDisputeTests() =>
        _file = new FileDispute(_stores, _stores, _stores, new SubmitEvidence(_stores, _stores, _time), StatuteRegister.Installed, _time);

    [Fact]
    public async Task A_filed_dispute_gets_a_number_of_its_district_and_year_and_a_code_that_opens_it()
    {
        var filed = await File(Applications.UnpaidWages(), new UploadedFile("工资单.txt", Encoding.UTF8.GetBytes("七月工资未发")));

        filed.Case.CaseNumber.ShouldBe("深龙华劳人调案〔2026〕1号");
        filed.Case.Stage.ShouldBe(Stages.Received);
        filed.Case.Applicants.Single().BornOn.ShouldBe(new DateOnly(1990, 1, 1));
        IssueQueryCode.SideOf(filed.Case, filed.QueryCode).ShouldBe("applicant");
        IssueQueryCode.SideOf(filed.Case, "AAAA-AAAA-AAAA").ShouldBeNull();
        filed.Case.QueryCodeHash.ShouldNotContain(filed.QueryCode);
        _stores.Evidence.Single().ContentType.ShouldBe("text/plain");
        _stores.Events.Select(e => e.Action).ShouldBe(["filed", "limitation.interrupted"]);
        _stores.Events.ShouldAllBe(e => e.PublicToParties);
    }

    [Fact]
    public async Task A_refused_application_leaves_nothing_and_takes_no_number()
    {
        var broken = Applications.UnpaidWages() with { Facts = null };

        await Should.ThrowAsync<InvalidInputException>(async () => await File(broken));
        _stores.Cases.ShouldBeEmpty();
        _stores.Evidence.ShouldBeEmpty();
        (await File(Applications.UnpaidWages())).Case.CaseNumber.ShouldBe("深龙华劳人调案〔2026〕1号");
    }

    [Fact]
    public async Task A_file_that_is_not_accepted_refuses_the_whole_application()
    {
        var thrown = await Should.ThrowAsync<InvalidInputException>(async () =>
            await File(Applications.UnpaidWages(), new UploadedFile("run.exe", (byte[])[1]))
        );

        thrown.Errors.Single().ShouldSatisfyAllConditions(e => e.Field.ShouldBe("files[0]"), e => e.Code.ShouldBe("forbidden-type"));
        _stores.Cases.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_year_of_the_number_is_the_local_one()
    {
        _time.Advance(new DateTimeOffset(2026, 12, 31, 16, 30, 0, TimeSpan.Zero) - _time.GetUtcNow());

        (await File(Applications.UnpaidWages())).Case.CaseNumber.ShouldBe("深龙华劳人调案〔2027〕1号");
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public async Task Ten_workers_with_a_common_claim_make_a_collective_dispute(int workers, bool collective)
    {
        var application = Applications.UnpaidWages() with
        {
            CoApplicants =
            [
                .. Enumerable
                    .Range(1, workers - 1)
                    .Select(i => new CoApplicantInput
                    {
                        Name = $"工友{i}",
                        IdType = "resident-id",
                        IdNumber = Applications.ResidentNumber(100 + i),
                    }),
            ],
        };

        var filed = await File(application);

        filed.Case.Collective.ShouldBe(collective);
        filed.Case.Applicants.Count().ShouldBe(workers);
        filed.Case.Applicants.Last().ServiceAddress.ShouldBe(filed.Case.Applicants.First().ServiceAddress);
    }

    [Fact]
    public async Task A_second_application_of_the_same_parties_and_cause_within_a_year_is_marked()
    {
        var first = await File(Applications.UnpaidWages());

        (await File(Applications.UnpaidWages())).PossibleDuplicates.ShouldBe([first.Case.CaseNumber]);
    }

    private ValueTask<FiledDispute> File(FileDisputeRequest request, params UploadedFile[] files) =>
        _file.HandleAsync(request, files, new Cases.Filing.Filing(Guid.CreateVersion7(_time.GetUtcNow()), "abc", "online", "applicant"));
}
