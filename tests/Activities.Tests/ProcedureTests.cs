using LaborFlow.Activities.Procedures;
using LaborFlow.Activities.Stages;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Tests;

/// <summary>Where a case stands and where it goes: stages, other procedures, other cases, the end and a new beginning.</summary>
public sealed class ProcedureTests
{
    [Fact]
    [Of(typeof(ChangeStage))]
    public async Task A_stage_is_entered_for_everybody_to_see()
    {
        var bench = await Bench.OpenAsync();
        await bench.RunAsync<ChangeStage>(("stage", "mediation"));
        bench.Case.Stage.ShouldBe("mediation");
        bench.Stores.Events.Last(e => e.Action == "stage.changed").PublicToParties.ShouldBeTrue();
    }

    [Fact]
    [Of(typeof(HandOver))]
    public async Task A_case_is_handed_over_to_the_published_version_and_to_nothing_else()
    {
        var bench = await Bench.OpenAsync();
        (await bench.FailAsync<HandOver>(("procedure", "ARB-INTAKE"), ("notice", "移送立案"))).ShouldContain("没有已发布的版本");
        await bench.PublishAsync("ARB-INTAKE");
        await bench.RunAsync<HandOver>(("procedure", "ARB-INTAKE"), ("notice", "移送立案"));

        var message = bench.Sent.Single(m => m.Kind == OutboxKinds.Dispatch);
        message.PayloadJson.ShouldContain(bench.Case.WorkflowInstanceId!);
        bench.Entry("handed-over").ShouldBe("移送立案");
    }

    [Fact]
    [Of(typeof(OpenCase))]
    public async Task A_linked_case_gets_a_number_of_its_own_and_both_know_each_other()
    {
        var bench = await Bench.OpenAsync();
        await bench.PublishAsync("INS");
        await bench.RunAsync<OpenCase>(("procedureCode", "INS"), ("procedure", "INS"));

        var opened = bench.Stores.Cases.Single(c => c.Id != bench.Case.Id);
        opened.ProcedureCode.ShouldBe("INS");
        opened.CaseNumber.ShouldNotBe(bench.Case.CaseNumber);
        bench.Records<RegisterEntry>().Select(e => e.RelatedCaseId).ShouldBe([opened.Id, bench.Case.Id], ignoreOrder: true);
    }

    [Fact]
    [Of(typeof(MergeCases))]
    public async Task A_case_is_merged_into_one_that_is_there_and_not_into_itself()
    {
        var bench = await Bench.OpenAsync();
        bench.Done("merge", new { leadCase = bench.Case.CaseNumber });
        (await bench.RunAsync<MergeCases>(("fromStep", "merge"))).ShouldBe("refused");
        var application = Applications.UnpaidWages();
        var lead = await bench.FileAsync(
            application with
            {
                Applicant = application.Applicant! with { Name = "李四", IdNumber = Applications.ResidentNumber(7) },
            }
        );
        bench.Done("merge", new { leadCase = lead.CaseNumber });
        (await bench.RunAsync<MergeCases>(("fromStep", "merge"))).ShouldBe("merged");
        bench.Records<RegisterEntry>().ShouldContain(e => e.Kind == "merged" && e.RelatedCaseId == lead.Id);
    }

    [Fact]
    [Of(typeof(SplitCase))]
    public async Task Claims_are_split_off_but_never_all_of_them()
    {
        var application = Applications.UnpaidWages();
        var bench = await Bench.OpenAsync(
            application with
            {
                Claims = [.. application.Claims!, application.Claims![0]! with { Cause = "severance", Amount = 16_250m }],
            }
        );
        await bench.PublishAsync("ARB-INTAKE");
        bench.Done("split", new { claimNumbers = new[] { 1, 2 } });
        (await bench.RunAsync<SplitCase>(("fromStep", "split"), ("procedure", "ARB-INTAKE"))).ShouldBe("refused");
        bench.Done("split", new { claimNumbers = new[] { 2 } });
        (await bench.RunAsync<SplitCase>(("fromStep", "split"), ("procedure", "ARB-INTAKE"))).ShouldBe("split");
        bench.Case.Claims.Single().Cause.ShouldBe("unpaid-wages");
        bench.Stores.Cases.Single(c => c.Id != bench.Case.Id).Claims.Single().Cause.ShouldBe("severance");
    }

    [Theory]
    [Of(typeof(TransferJurisdiction))]
    [InlineData("南山区", "within")]
    [InlineData("广州市劳动人事争议仲裁委员会", "outside")]
    public async Task A_transfer_knows_whether_the_other_authority_works_here(string authority, string outcome)
    {
        var bench = await Bench.OpenAsync();
        bench.Done("transfer", new { authority });
        (await bench.RunAsync<TransferJurisdiction>(("fromStep", "transfer"))).ShouldBe(outcome);
        bench.Records<RegisterEntry>().Single().Kind.ShouldBe("transferred");
    }

    [Fact]
    [Of(typeof(CloseCase)), Of(typeof(ArchiveCase)), Of(typeof(ReopenCase))]
    public async Task Only_a_closed_case_is_archived_and_a_reopened_one_runs_again()
    {
        var bench = await Bench.OpenAsync();
        (await bench.FailAsync<ArchiveCase>()).ShouldNotBeEmpty();
        bench.Done("end", new { reason = "双方和解" });
        await bench.RunAsync<CloseCase>(("as", "withdrawn"), ("notice", "案件已撤回"), ("reasonFromStep", "end"));
        (bench.Case.ClosedAs, bench.Case.ClosingReason).ShouldBe(("withdrawn", "双方和解"));
        bench.Entry("closed").ShouldBe("案件已撤回。理由：双方和解");
        await bench.RunAsync<ArchiveCase>();
        bench.Entry("case.archived").ShouldBe("案卷归档");

        bench.Done("reopen", new { reason = "调解协议违反自愿原则", procedure = "MED" }, "director");
        await bench.RunAsync<ReopenCase>(("fromStep", "reopen"));
        bench.Case.ClosedAt.ShouldBeNull();
    }
}
