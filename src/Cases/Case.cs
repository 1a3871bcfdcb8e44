using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases;

/// <summary>
/// 案件: one matter handled under one or more procedures. The parties, claims and employment facts belong to it; files, tasks, deadlines,
/// sessions, documents and the timeline refer to it by id.
/// </summary>
public sealed class Case
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>案号, e.g. 深龙华劳人调案〔2026〕123号. Unique.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>立案号: its number in the arbitration docket, e.g. 深龙华劳人仲案〔2026〕12号; null until the commission accepted it.</summary>
    public string? DocketNumber { get; set; }

    /// <summary>The procedure that it was opened under: a code of <see cref="Procedures"/>.</summary>
    public required string ProcedureCode { get; init; }

    /// <summary>A code of <see cref="Stages"/>.</summary>
    public required string Stage { get; set; }

    /// <summary>The district that handles it: a GB/T 2260 code (6 digits; 9 with the street).</summary>
    public required string District { get; set; }

    /// <summary>How it came: <c>online</c>, <c>window</c>, <c>import</c>, <c>hand-over</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>When the application was received; periods that start on receipt start from the calendar day of this instant.</summary>
    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>The main cause: that of the first claim, for lists and duplicate checks.</summary>
    public required string MainCause { get; set; }

    /// <summary>事实与理由, as the applicant states them.</summary>
    public required string Facts { get; set; }

    /// <summary>The day on which the applicant knew, or should have known, that the right was infringed (limitation starts here).</summary>
    public required DateOnly RightInfringedOn { get; set; }

    /// <summary>农民工: set by the applicant, opens priority handling and wage guarantees.</summary>
    public bool MigrantWorker { get; set; }

    /// <summary>生活紧急困难.</summary>
    public bool UrgentHardship { get; set; }

    /// <summary>The number of workers reaches <c>col-threshold-10</c> and they claim the same.</summary>
    public bool Collective { get; set; }

    /// <summary>The level of mediation organisation that the applicant prefers; null leaves the choice to the rule.</summary>
    public string? PreferredMediationLevel { get; set; }

    /// <summary>The organisation that mediates, once assigned.</summary>
    public Guid? MediationOrganisationId { get; set; }

    /// <summary>SHA-256 (hex) of the applicant's query code; the code itself is shown once and never stored.</summary>
    public required string QueryCodeHash { get; set; }

    /// <summary>As <see cref="QueryCodeHash"/>, for the respondent; null until a code is issued.</summary>
    public string? RespondentQueryCodeHash { get; set; }

    /// <summary>The workflow instance that carries it now; null between procedures.</summary>
    public string? WorkflowInstanceId { get; set; }

    /// <summary>The case that it came from by hand-over or split, or null.</summary>
    public Guid? RelatedCaseId { get; init; }

    /// <summary>When it was closed; null while open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>How it ended: a code such as <c>agreement</c>, <c>refused</c>, <c>withdrawn</c>, <c>handed-over</c>.</summary>
    public string? ClosedAs { get; set; }

    /// <summary>The reason given for a refusal, withdrawal or termination.</summary>
    public string? ClosingReason { get; set; }

    /// <summary>中止: since when no step may be completed and no period runs; null while the case goes on.</summary>
    public DateTimeOffset? SuspendedSince { get; set; }

    /// <summary>归档: when the closed file went to the archive.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>Optimistic concurrency token, from 1; every command on the case raises it.</summary>
    public long Revision { get; set; } = 1;

    /// <summary>Applicants first, in the order filed.</summary>
    public List<Party> Parties { get; init; } = [];

    /// <summary>请求事项, in the order filed.</summary>
    public List<Claim> Claims { get; init; } = [];

    /// <summary>The employment relation that the dispute is about.</summary>
    public required EmploymentFacts Employment { get; set; }

    /// <summary>
    /// 涉外、涉港澳: <c>hk-macao</c> or <c>foreign</c> by the papers of the people on either side, null for a matter of residents; Hong Kong
    /// and Macao go before other countries.
    /// </summary>
    public string? CrossBorder =>
        Parties.Exists(p => p.Side != PartySide.Former && p.IdType == IdTypes.HkMacaoPermit) ? CrossBorderTags.HkMacao
        : Parties.Exists(p => p.Side != PartySide.Former && p.IdType == IdTypes.Passport) ? CrossBorderTags.Foreign
        : null;

    /// <summary>The applicants.</summary>
    public IEnumerable<Party> Applicants => Parties.Where(p => p.Side == PartySide.Applicant).OrderBy(p => p.Position);

    /// <summary>
    /// 名册: who was ever an applicant of the case. A worker's number, from 1, is the place in it: nobody's changes when another one leaves.
    /// </summary>
    public IReadOnlyList<Party> Roster =>
        [.. Parties.Where(p => p.Side is PartySide.Applicant or PartySide.Former).OrderBy(p => p.Position)];

    /// <summary>The respondents.</summary>
    public IEnumerable<Party> Respondents => Parties.Where(p => p.Side == PartySide.Respondent).OrderBy(p => p.Position);

    /// <summary>The claim of a number, or null when there is none (any more).</summary>
    public Claim? ClaimOf(int number) => Claims.Find(claim => claim.Number == number);

    /// <summary>How many numbers of claims were ever given out by the time one of them was taken away; 0 while all are there.</summary>
    public int ClaimNumbersUsed { get; private set; }

    /// <summary>The place of a claim that is added: behind all that there are and ever were, so that no number stands for two.</summary>
    public int NextClaimPosition => Math.Max(ClaimNumbersUsed, Claims.Count == 0 ? 0 : Claims.Max(claim => claim.Position) + 1);

    /// <summary>Takes a claim away that is given up or goes elsewhere; its number is not given to another one.</summary>
    public void TakeAway(Claim claim)
    {
        ClaimNumbersUsed = NextClaimPosition;
        Claims.Remove(claim);
    }

    /// <summary>The claims are counted anew, from 1: an application for arbitration numbers its own.</summary>
    internal void CountAnew(IReadOnlyList<Claim> claims)
    {
        foreach (var (claim, i) in claims.Select((claim, i) => (claim, i)))
            claim.Position = i;
        ClaimNumbersUsed = claims.Count;
    }

    /// <summary>Moves the case to another stage.</summary>
    public void MoveTo(string stage)
    {
        Stage = stage;
        Revision++;
    }

    /// <summary>Opens a closed case again; how it was closed stays in its history.</summary>
    public void Reopen()
    {
        ClosedAt = null;
        ClosedAs = null;
        ClosingReason = null;
        ArchivedAt = null;
        Stage = Stages.Received;
        Revision++;
    }

    /// <summary>分案: a case of the same parties with some of the claims, which leave this one; both keep their filing date.</summary>
    internal Case SplitOff(Guid id, string caseNumber, IReadOnlyList<Claim> taken, DateTimeOffset at)
    {
        var split = CopyTo(id, caseNumber, ProcedureCode, FiledAt, at, taken);
        MainCause = Claims.Except(taken).MinBy(c => c.Position)!.Cause;
        Revision++;
        return split;
    }

    /// <summary>
    /// 对方申请: a linked case in which the respondents of this one are the applicants, with claims of their own; each side keeps its query code.
    /// </summary>
    /// <param name="id">The new case's id.</param>
    /// <param name="caseNumber">Its number.</param>
    /// <param name="unknownCodeHash">The hash of a code that nobody has, for a side that was never given one.</param>
    /// <param name="at">Now.</param>
    internal Case TurnedAbout(Guid id, string caseNumber, string unknownCodeHash, DateTimeOffset at)
    {
        // The mediation in which both took part began with the filing.
        var turned = CopyTo(id, caseNumber, ProcedureCode, FiledAt, at, []);
        turned.Parties.RemoveAll(p => p.Side == PartySide.Former);
        foreach (var party in turned.Parties)
            party.Side = party.Side switch
            {
                PartySide.Applicant => PartySide.Respondent,
                PartySide.Respondent => PartySide.Applicant,
                var other => other,
            };
        (turned.QueryCodeHash, turned.RespondentQueryCodeHash) = (RespondentQueryCodeHash ?? unknownCodeHash, QueryCodeHash);
        turned.Collective = false;
        turned.UrgentHardship = false;
        return turned;
    }

    /// <summary>A linked case of the same parties, with all claims or those that are named.</summary>
    internal Case CopyTo(
        Guid id,
        string caseNumber,
        string procedureCode,
        DateTimeOffset filedAt,
        DateTimeOffset at,
        IReadOnlyList<Claim>? only = null
    )
    {
        var claims = only ?? [.. Claims.OrderBy(c => c.Position)];
        var copy = new Case
        {
            Id = id,
            CaseNumber = caseNumber,
            ProcedureCode = procedureCode,
            Stage = Stages.Received,
            District = District,
            Channel = "hand-over",
            FiledAt = filedAt,
            MainCause = claims.Count > 0 ? claims[0].Cause : MainCause,
            Facts = Facts,
            RightInfringedOn = RightInfringedOn,
            MigrantWorker = MigrantWorker,
            UrgentHardship = UrgentHardship,
            Collective = Collective,
            MediationOrganisationId = MediationOrganisationId,
            QueryCodeHash = QueryCodeHash,
            RespondentQueryCodeHash = RespondentQueryCodeHash,
            RelatedCaseId = Id,
            Employment = new EmploymentFacts
            {
                StartedOn = Employment.StartedOn,
                EndedOn = Employment.EndedOn,
                Post = Employment.Post,
                MonthlyWage = Employment.MonthlyWage,
                ContractStatus = Employment.ContractStatus,
            },
        };
        foreach (var party in Parties)
            copy.Parties.Add(party.CopyTo(id, party.Position, at));
        foreach (var claim in claims)
            copy.Claims.Add(
                new Claim
                {
                    Id = Guid.CreateVersion7(at),
                    CaseId = id,
                    Position = copy.Claims.Count,
                    Cause = claim.Cause,
                    Amount = claim.Amount,
                    PeriodFrom = claim.PeriodFrom,
                    PeriodTo = claim.PeriodTo,
                    Basis = claim.Basis,
                }
            );
        return copy;
    }

    /// <summary>What a court decided later tells how the case ended after all.</summary>
    internal void EndAs(string closedAs)
    {
        if (ClosedAt is null)
            throw new InvalidOperationException("案件尚未办结。");
        ClosedAs = closedAs;
        Revision++;
    }

    /// <summary>A member of the group goes on alone: a case of their own number with their claims against the same respondents.</summary>
    internal Case TakeOut(Guid id, string caseNumber, Party member, IReadOnlyList<Claim> own, DateTimeOffset at)
    {
        var alone = CopyTo(id, caseNumber, ProcedureCode, FiledAt, at, own);
        // Copies keep their places; another member may have the same name.
        alone.Parties.RemoveAll(p => p.Side == PartySide.Applicant && p.Position != member.Position);
        alone.Parties.RemoveAll(p => p.Side == PartySide.Former);
        alone.Collective = false;
        member.Side = PartySide.Former;
        Revision++;
        return alone;
    }

    /// <summary>Closes the case; closing twice keeps the first end.</summary>
    public void Close(string closedAs, string? reason, DateTimeOffset at)
    {
        if (ClosedAt is not null)
            return;

        ClosedAs = closedAs;
        ClosingReason = reason;
        ClosedAt = at;
        SuspendedSince = null;
        Stage = Stages.Closed;
        Revision++;
    }
}
