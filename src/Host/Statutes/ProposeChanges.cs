using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Jobs;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Statutes;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Statutes;

/// <summary>法定参数变更: administrators confirm rows, propose changes on a legal basis, and approve those of another.</summary>
internal static class ProposeChanges
{
    /// <summary>A new row after the one in force; what is left out stays as it is.</summary>
    public sealed record NewRow(
        string? ParameterId,
        IReadOnlyList<string>? Jurisdictions,
        decimal? Value,
        decimal? Value2,
        decimal? ExtensionCap,
        string? Basis,
        string? RuleZh,
        string? Note,
        DateOnly? EffectiveFrom,
        DateOnly? EffectiveTo,
        string? LegalBasis
    );

    public sealed record Confirmation(string? LegalBasis, string? Jurisdiction);

    public sealed record Decision(int? ExpectedMoves, string? Note);

    public sealed record Row(
        Guid Id,
        string Kind,
        string Subject,
        JsonElement Payload,
        string LegalBasis,
        string ProposedBy,
        DateTimeOffset ProposedAt,
        string State,
        string? DecidedBy,
        DateTimeOffset? DecidedAt,
        string? DecisionNote,
        int MovedDeadlines,
        IReadOnlyList<StatuteChanges.Move>? Moves
    );

    public sealed record ChangePage(IReadOnlyList<Row> Items, int Total);

    /// <summary>With more open deadlines than these, what a proposal moves is counted in the background.</summary>
    private const int CountedAtOnce = 2_000;

    public sealed record Version(
        IReadOnlyList<string> Jurisdictions,
        DateOnly? EffectiveFrom,
        DateOnly? EffectiveTo,
        decimal? Value,
        decimal? Value2,
        decimal? ExtensionCap,
        string Basis,
        string RuleZh,
        bool NeedsConfirmation,
        bool IsOpen,
        string LegalBasis,
        string ProposedBy,
        string? ApprovedBy,
        DateTimeOffset AddedAt
    );

    public static void Map(IEndpointRouteBuilder statutes)
    {
        statutes.MapGet("/parameters/{id}", HistoryAsync).RequireAuthorization(Policies.CaseReaders).WithName("parameter-history");
        statutes
            .MapPost("/parameters/{id}/confirm", ConfirmAsync)
            .RequireAuthorization(Policies.Administration)
            .WithName("confirm-parameter");
        statutes.MapPost("/changes", ProposeAsync).RequireAuthorization(Policies.Administration).WithName("propose-statute-change");
        statutes.MapGet("/changes", ListAsync).RequireAuthorization(Policies.DesignReaders).WithName("statute-changes");
        statutes.MapGet("/changes/{id:guid}", ReadAsync).RequireAuthorization(Policies.DesignReaders).WithName("statute-change");
        statutes
            .MapPost("/changes/{id:guid}/approve", ApproveAsync)
            .RequireAuthorization(Policies.Administration)
            .Produces<Row>()
            .Produces<RunItem>(StatusCodes.Status202Accepted)
            .WithName("approve-statute-change");
        statutes
            .MapPost("/changes/{id:guid}/recount", RecountAsync)
            .RequireAuthorization(Policies.DesignReaders)
            .Produces<Row>()
            .Produces<RunItem>(StatusCodes.Status202Accepted)
            .WithName("recount-deadlines");
        RecountRuns.Map(statutes);
        statutes
            .MapPost("/changes/{id:guid}/reject", RejectAsync)
            .RequireAuthorization(Policies.Administration)
            .WithName("reject-statute-change");
    }

    private static async Task<IReadOnlyList<Version>> HistoryAsync(
        string id,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var rows = await database
            .Set<StatuteRow>()
            .AsNoTracking()
            .Where(row => row.ParameterId == id)
            .OrderBy(row => row.Position)
            .ToListAsync(cancellationToken);
        return rows.Count == 0
            ? throw new ProblemException(KnownProblems.NotFound)
            :
            [
                .. rows.Select(row => (row, read: StatuteStore.ReadRow(row.RowJson)))
                    .Select(both => new Version(
                        [.. both.read.Jurisdictions.Select(place => place.Code)],
                        both.read.EffectiveFrom,
                        both.read.EffectiveTo,
                        both.read.Value,
                        both.read.Value2,
                        both.read.ExtensionCap,
                        both.read.Basis,
                        both.read.RuleZh,
                        both.read.NeedsConfirmation,
                        both.read.IsOpen,
                        both.row.LegalBasis,
                        both.row.ProposedBy,
                        both.row.ApprovedBy,
                        both.row.AddedAt
                    )),
            ];
    }

    private static async Task<IResult> ConfirmAsync(
        string id,
        Confirmation request,
        ClaimsPrincipal user,
        StatuteRegister register,
        StatuteChanges changes,
        CancellationToken cancellationToken
    )
    {
        var place = PlaceOf(request.Jurisdiction, "jurisdiction");
        var rows = register
            .RowsOf(id)
            .Where(row => row.IsUnconfirmed && (place is not { } where || row.Jurisdictions.Contains(where)))
            .ToList();
        if (register.RowsOf(id).Count == 0)
            throw new ProblemException(KnownProblems.NotFound);
        if (rows.Count == 0)
            throw new ProblemException(
                KnownProblems.Of(409, "statute.confirmed", "该参数无须确认。", "Nothing of this parameter needs a confirmation.")
            );
        foreach (var row in rows)
            await changes.ConfirmAsync(row, request.LegalBasis ?? "", user.UserName(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ProposeAsync(
        NewRow request,
        ClaimsPrincipal user,
        StatuteRegister register,
        StatuteChanges changes,
        CancellationToken cancellationToken
    )
    {
        var rows = register.RowsOf(request.ParameterId ?? "");
        if (rows.Count == 0)
            throw ProblemException.Field("parameterId", "unknown", "没有该法定参数。", "There is no such parameter.");
        if (request is { Value: < 0 } or { Value2: < 0 } or { ExtensionCap: < 0 })
            throw ProblemException.Field("value", "out-of-range", "数值不得为负。", "A value is not negative.");
        var places = (request.Jurisdictions ?? [])
            .Select((code, i) => PlaceOf(code, $"jurisdictions[{i}]") ?? Jurisdiction.National)
            .ToList();
        var template =
            rows.LastOrDefault(row => places.Count > 0 && row.Jurisdictions.Intersect(places).Any())
            ?? rows.LastOrDefault(row => !row.IsOpen)
            ?? rows[^1];
        if (template.IsNumeric && (request.Value ?? template.Value) is null)
            throw ProblemException.Field("value", "required", "请填写数值。", "The parameter needs a value.");
        if (template.UnitText.StartsWith("开关", StringComparison.Ordinal) && request.Value is not (null or 0 or 1))
            throw ProblemException.Field("value", "out-of-range", "开关只能填1（是）或者0（否）。", "A switch is 1 or 0.");
        var row = template with
        {
            Jurisdictions = places.Count > 0 ? places : template.Jurisdictions,
            JurisdictionText = places.Count > 0 ? string.Join(',', places) : template.JurisdictionText,
            Value = request.Value ?? template.Value,
            Value2 = request.Value2 ?? template.Value2,
            ExtensionCap = request.ExtensionCap ?? template.ExtensionCap,
            Basis = request.Basis ?? template.Basis,
            RuleZh = request.RuleZh ?? template.RuleZh,
            Note = request.Note ?? template.Note,
            EffectiveFrom = request.EffectiveFrom,
            EffectiveTo = request.EffectiveTo,
            NeedsConfirmation = false,
            Confidence = Confidence.Verified,
            UnitConfidence = Confidence.Verified,
        };
        var proposal = await changes.ProposeAsync(
            StatuteChangeKind.Parameter,
            row.Id,
            StatuteStore.Write(row),
            request.LegalBasis ?? "",
            user.UserName(),
            cancellationToken
        );
        return TypedResults.Created("/api/statutes/changes/" + proposal.Id, await ShowAsync(proposal, changes, cancellationToken));
    }

    private static async Task<ChangePage> ListAsync(
        string? state,
        int? page,
        int? pageSize,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var rows = database.Set<StatuteProposal>().AsNoTracking();
        if (!string.IsNullOrEmpty(state))
        {
            if (!Enum.TryParse<StatuteChangeState>(state, ignoreCase: true, out var wanted))
                throw ProblemException.Field(
                    "state",
                    "unknown",
                    "状态只能是 proposed、approved 或 rejected。",
                    "proposed, approved or rejected."
                );
            rows = rows.Where(row => row.State == wanted);
        }
        var shown = await cut.Cut(rows.OrderByDescending(row => row.ProposedAt).ThenByDescending(row => row.Id))
            .ToListAsync(cancellationToken);
        return new ChangePage([.. shown.Select(row => Show(row, null))], await rows.CountAsync(cancellationToken));
    }

    private static async Task<Row> ReadAsync(
        Guid id,
        LaborFlowDbContext database,
        StatuteChanges changes,
        CancellationToken cancellationToken
    )
    {
        var proposal =
            await database.FindAsync<StatuteProposal>([id], cancellationToken) ?? throw new ProblemException(KnownProblems.NotFound);
        return await ShowAsync(proposal, changes, cancellationToken);
    }

    /// <summary>200 when it was through within <paramref name="wait"/> seconds (at first 5); else 202 with the run, which goes on.</summary>
    private static async Task<IResult> ApproveAsync(
        Guid id,
        Decision? decision,
        int? wait,
        ClaimsPrincipal user,
        StatuteChanges changes,
        RecountRuns runs,
        CancellationToken cancellationToken
    )
    {
        var proposal = await changes.DemandApprovableAsync(id, user.UserName(), cancellationToken);
        return await runs.ApproveAsync(proposal, user.UserName(), decision, wait, cancellationToken);
    }

    /// <summary>As an approval answers, but nothing moves yet.</summary>
    private static async Task<IResult> RecountAsync(
        Guid id,
        int? wait,
        ClaimsPrincipal user,
        StatuteChanges changes,
        RecountRuns runs,
        CancellationToken cancellationToken
    )
    {
        var proposal = await changes.DemandOpenAsync(id, cancellationToken);
        return await runs.CountAsync(proposal, user.UserName(), wait, cancellationToken);
    }

    private static async Task<Row> RejectAsync(
        Guid id,
        Decision? decision,
        ClaimsPrincipal user,
        StatuteChanges changes,
        CancellationToken cancellationToken
    ) => Show(await changes.RejectAsync(id, user.UserName(), decision?.Note, cancellationToken), null);

    /// <summary>With the running deadlines that it would move, while it is undecided and they are quickly counted.</summary>
    internal static async Task<Row> ShowAsync(StatuteProposal proposal, StatuteChanges changes, CancellationToken cancellationToken) =>
        Show(
            proposal,
            proposal.State == StatuteChangeState.Proposed && await changes.CountOpenAsync(cancellationToken) <= CountedAtOnce
                ? await changes.MovesAsync(proposal, null, cancellationToken)
                : null
        );

    internal static Row Show(StatuteProposal proposal, IReadOnlyList<StatuteChanges.Move>? moves) =>
        new(
            proposal.Id,
            JsonNamingPolicy.CamelCase.ConvertName(proposal.Kind.ToString()),
            proposal.Subject,
            TaskJson.Read(proposal.PayloadJson),
            proposal.LegalBasis,
            proposal.ProposedBy,
            proposal.ProposedAt,
            JsonNamingPolicy.CamelCase.ConvertName(proposal.State.ToString()),
            proposal.DecidedBy,
            proposal.DecidedAt,
            proposal.DecisionNote,
            proposal.MovedDeadlines,
            moves
        );

    /// <exception cref="ProblemException">The text is no code of an administrative division.</exception>
    internal static Jurisdiction? PlaceOf(string? text, string field) =>
        string.IsNullOrEmpty(text) ? null
        : Jurisdiction.TryParse(text, out var place) ? place
        : throw ProblemException.Field(field, "unknown", "不是行政区划代码。", "Not a code of an administrative division.");
}
