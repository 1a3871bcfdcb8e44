using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Sealing;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Inspection.Credit;
using LaborFlow.Cases.Inspection.Opening;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Publication;
using LaborFlow.Cases.Quality;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases;

/// <summary>The use cases of this room, for the host's container; each is scoped, beside the stores that it works on.</summary>
public static class CasesComposition
{
    /// <summary>Use-case types to register as scoped.</summary>
    public static IReadOnlyList<Type> UseCases { get; } =
    [
        typeof(CaseClock),
        typeof(ChangeDeadline),
        typeof(AssignOrganisation),
        typeof(ApplyCorrections),
        typeof(RecordMediation),
        typeof(TrackPerformance),
        typeof(PerformanceSteps),
        typeof(ApplyForArbitration),
        typeof(RecordReceipts),
        typeof(DocketCase),
        typeof(SuggestTrack),
        typeof(AppointTribunal),
        typeof(ArrangeHearing),
        typeof(HearingDay),
        typeof(MakeAward),
        typeof(StartRemedies),
        typeof(AwardTakesEffect),
        typeof(PartialAwards),
        typeof(AdvanceEnforcement),
        typeof(ServedHearing),
        typeof(ChooseRepresentatives),
        typeof(MemberConsents),
        typeof(CollectiveNotice),
        typeof(PublishAward),
        typeof(ReviewCase),
        typeof(CalculateAdvances),
        typeof(ConfirmAdvances),
        typeof(EnterAdvances),
        typeof(PayAdvances),
        typeof(StopAdvances),
        typeof(DeductEmployerPayments),
        typeof(PaymentHold),
        typeof(ReconcileFund),
        typeof(FundSteps),
        typeof(ClosedMonths),
        typeof(PaymentResults),
        typeof(RecoveryChecks),
        typeof(TakeBankFile),
        typeof(ReadBankReturn),
        typeof(ConfirmReceipts),
        typeof(AwardedWages),
        typeof(ProposeFund),
        typeof(EmergencyLimits),
        typeof(SitePayments),
        typeof(AccountChecks),
        typeof(CommitteeVotes),
        typeof(RecordResolution),
        typeof(RecordIncome),
        typeof(PublishQuarter),
        typeof(FollowUp),
        typeof(BeginRectification),
        typeof(AssessConsequences),
        typeof(RecordContest),
        typeof(InspectionConditions),
        typeof(KeepListing),
        typeof(JointPunishment),
        typeof(ScoreEmployers),
        typeof(OpenCreditCase),
        typeof(OpenInspection),
        typeof(DecideCreditList),
        typeof(KeepCredit),
        typeof(AppointInspectors),
        typeof(RegisterEnterprise),
        typeof(GuideEnterprise),
        typeof(ServiceTeams),
        typeof(CourtAcceptance),
        typeof(ExceptionGrounds),
        typeof(RaiseException),
        typeof(ExceptionDesk),
        typeof(AddParty),
        typeof(AgreedExtension),
        typeof(EvidenceOrders),
        typeof(LeaveGroup),
        typeof(CarryOver),
        typeof(JoinCases),
        typeof(CourtOutcomes),
        typeof(ChangeParticulars),
        typeof(ChangeClaims),
        typeof(RequestedClaims),
        typeof(FileDispute),
        typeof(IntakePrefill),
        typeof(RecordAgent),
        typeof(CheckConditions),
        typeof(SubmitEvidence),
        typeof(IssueQueryCode),
        typeof(WithdrawApplication),
        typeof(ChooseOfficer),
        typeof(ClaimTask),
        typeof(ReleaseTask),
        typeof(OfficerActs),
        typeof(Recusals.DeclareRecusal),
        typeof(StepsBack),
        typeof(ReturnedSteps),
        typeof(SaveDraft),
        typeof(CompleteTask),
        typeof(OpenOutcomes),
        typeof(RecordData),
        typeof(DocumentData),
        typeof(DocumentDesk),
        typeof(InstallTemplates),
        typeof(KeepSeals),
    ];
}
