using System.Reflection;
using LaborFlow.Activities.Tasks;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Tests;

/// <summary>What an administrator finds in the toolbox: every activity in Chinese, with inputs that explain themselves.</summary>
public sealed class CatalogueTests
{
    private static readonly List<Type> Types =
    [
        .. typeof(HumanTask).Assembly.GetTypes().Where(t => t.GetCustomAttribute<ActivityAttribute>() is not null),
    ];

    public static TheoryData<string> Names() => [.. Types.Select(t => t.Name)];

    /// <summary>The acts of the field that the toolbox must hold.</summary>
    private static readonly string[] Asked =
    [
        "HumanTask",
        "OpenCase",
        "ChangeStage",
        "AssignMediationOrganisation",
        "AppointOfficers",
        "StartDeadline",
        "PauseDeadline",
        "ResumeDeadline",
        "ExtendDeadline",
        "RestartDeadline",
        "MeetDeadline",
        "WaitForDeadline",
        "GenerateDocument",
        "SignDocument",
        "ServeDocument",
        "ScheduleHearing",
        "ScheduleMediation",
        "RecordMediationSession",
        "RecordHearing",
        "DecideTrack",
        "DecideAwardType",
        "Calculate",
        "CheckEligibility",
        "PreparePayment",
        "ApprovePayment",
        "RecordRecovery",
        "MergeCases",
        "SplitCase",
        "TransferJurisdiction",
        "HandOver",
        "NotifyParty",
        "NotifyOffice",
        "PublishNotice",
        "ProposeListing",
        "RegisterConsequence",
        "RaiseWarning",
        "CloseCase",
        "ReopenCase",
        "ArchiveCase",
    ];

    [Fact]
    public void The_field_finds_its_own_acts_in_the_toolbox() => Asked.Except(Types.Select(t => t.Name)).ShouldBeEmpty();

    [Fact]
    public void Each_act_of_the_field_has_a_test_of_its_own() =>
        Asked
            .Except(
                typeof(CatalogueTests)
                    .Assembly.GetTypes()
                    .SelectMany(type => type.GetMethods())
                    .SelectMany(method => method.GetCustomAttributes<OfAttribute>())
                    .Select(of => of.Activity.Name)
            )
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_activity_has_a_chinese_name_a_description_and_inputs_that_say_what_they_want(string name)
    {
        var type = Types.Single(t => t.Name == name);
        var activity = type.GetCustomAttribute<ActivityAttribute>()!;

        IsChinese(activity.DisplayName).ShouldBeTrue(activity.DisplayName);
        IsChinese(activity.Description).ShouldBeTrue(activity.Description);
        foreach (var property in type.GetProperties())
            if (property.GetCustomAttribute<InputAttribute>() is { } input)
            {
                IsChinese(input.DisplayName).ShouldBeTrue($"{name}.{property.Name}");
                if (input.UIHint is "dropdown" or "checklist")
                    (input.Options?.Length ?? 0).ShouldBeGreaterThan(1, $"{name}.{property.Name} offers nothing to choose from");
            }
    }

    private static bool IsChinese(string? text) => text is not null && text.Any(c => c is >= '\u4e00' and <= '\u9fff');
}
